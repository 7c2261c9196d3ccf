import { ChatClient, Refused } from "../chat/client.ts";

/** The page behind a signed link: one press proves, in this browser, who the visitor is. */

const link = document.querySelector<HTMLElement>("#verify")!.dataset.link ?? "";
const card = document.querySelector<HTMLElement>("#card")!;
const problem = document.querySelector<HTMLElement>("#problem")!;
const confirm = document.querySelector<HTMLButtonElement>("#confirm")!;
const place = document.querySelector<HTMLElement>("#chat")!;

confirm.addEventListener("click", () => void verify());

async function verify(): Promise<void> {
  const key = `dripline-token:${location.origin}`;
  confirm.disabled = true;
  problem.hidden = true;
  try {
    const token = localStorage.getItem(key) ?? (await ChatClient.start(location.origin)).token;
    await new ChatClient(location.origin, token).verify(link);
    localStorage.setItem(key, token);
    const chat = document.createElement("dripline-chat");
    chat.setAttribute("inline", "");
    card.hidden = true;
    place.hidden = false;
    place.append(chat);
  } catch (error) {
    problem.textContent = error instanceof Refused ? error.hint : "That did not work. Try again in a moment.";
    problem.hidden = false;
    confirm.disabled = false;
  }
}
