import { el } from "../chat/dom.ts";
import { type Channel, type Planned, Refusal, sendNow, switchAirplane, threads, write, type Written } from "./phone_api.ts";
import { PhoneScreen } from "./phone_screen.ts";

/** The page with two phones of one customer. Looks once a second at what the network brought. */

const KEPT = "dripline-phone";
const EVERY = 900;
const TITLES: Record<string, string> = { whatsapp: "WhatsApp", sms: "SMS", webchat: "the web chat", phone: "the phone" };

const main = document.querySelector<HTMLElement>("main.phones");
if (main) start(main);

function start(place: HTMLElement): void {
  const part = <E extends HTMLElement>(selector: string): E => document.querySelector<E>(selector)!;
  const whose = part<HTMLSelectElement>("#whose");
  const problem = part<HTMLElement>("#problem");
  const planned = part<HTMLElement>("#planned");
  const news = part<HTMLElement>(".tab-news");
  const tabs = [...document.querySelectorAll<HTMLButtonElement>(".demo-tabs button")];
  const company = place.dataset.company ?? "";
  const unsent: Written[] = [];
  let number = "";
  let shownPlans = "";

  const screens = [...place.querySelectorAll<HTMLElement>(".phone")].map((phone) => {
    const channel = phone.dataset.channel as Channel;
    return new PhoneScreen(channel, phone, company, {
      say: (text, payload, isList) => say({ id: newId(), channel, number, text, payload, is_list: isList }),
      airplane: (isOff) => void trying(() => switchAirplane(channel, number, isOff)),
    });
  });

  function pick(): void {
    number = whose.value || newNumber();
    if (!whose.value) whose.options[0]!.value = number;
    whose.value = number;
    keep(number);
    part("#number").textContent = `${number} on both phones`;
    unsent.length = 0;
    void look();
  }

  function say(message: Written): void {
    unsent.push(message);
    void sendWaiting();
  }

  /** In order; what a phone in airplane mode wrote leaves when it is over. */
  async function sendWaiting(): Promise<void> {
    for (const message of [...unsent]) {
      if (screens.find((one) => one.channel === message.channel)?.isOff) continue;
      unsent.splice(unsent.indexOf(message), 1);
      await trying(() => write(message));
    }
    await look();
  }

  async function look(): Promise<void> {
    const lookedAt = number;
    const visible = document.hidden ? [] : screens.filter((one) => isOnScreen(one.channel)).map((one) => one.channel);
    const found = await threads(number, visible).catch(tell);
    if (!found || lookedAt !== number) return;
    for (const screen of screens) {
      const phone = found.phones[screen.channel];
      screen.show(phone.messages, unsent.filter((one) => one.channel === screen.channel), phone.is_off);
    }
    showPlanned(found.planned);
    if (unsent.some((one) => !found.phones[one.channel].is_off)) await sendWaiting();
  }

  function showPlanned(plans: Planned[]): void {
    part("#nothing-planned").hidden = plans.length > 0;
    news.hidden = plans.length === 0;
    if (JSON.stringify(plans) === shownPlans) return;
    shownPlans = JSON.stringify(plans);
    planned.replaceChildren(...plans.map(plan));
  }

  function plan(one: Planned): HTMLElement {
    const button = el("button", { type: "button", class: "btn btn-quiet" }, "Send it now");
    button.addEventListener("click", () => {
      button.disabled = true;
      void trying(() => sendNow(one.id)).then(() => (button.disabled = false));
    });
    const when = `${one.when}, on ${TITLES[one.channel] ?? one.channel}`;
    return el("li", {}, el("strong", {}, one.what), el("span", { class: "soft" }, when), el("span", { class: "soft" }, one.waits || one.why), button);
  }

  async function trying(work: () => Promise<unknown>): Promise<void> {
    problem.hidden = true;
    await work().catch(tell);
    await look();
  }

  function tell(error: unknown): null {
    problem.textContent = error instanceof Refusal ? error.message : "That did not work. Try again.";
    problem.hidden = false;
    return null;
  }

  function isOnScreen(channel: Channel): boolean {
    return place.querySelector<HTMLElement>(`.phone-${channel}`)!.offsetParent !== null;
  }

  whose.addEventListener("change", pick);
  for (const tab of tabs) {
    tab.addEventListener("click", () => {
      place.dataset.view = tab.dataset.view;
      for (const other of tabs) other.setAttribute("aria-pressed", String(other === tab));
    });
  }
  const asked = new URLSearchParams(location.search).get("number") ?? kept();
  if ([...whose.options].some((option) => option.value === asked)) whose.value = asked;
  else if (/^\+[1-9]\d{6,14}$/.test(asked)) whose.value = whose.options[0]!.value = asked;
  pick();
  const parameters = new URLSearchParams(location.search);
  const on = place.querySelector<HTMLInputElement>(`.phone-${parameters.get("on") === "sms" ? "sms" : "whatsapp"} input`)!;
  if (parameters.has("text")) {
    on.value = parameters.get("text") ?? "";
    on.focus();
  }
  window.setInterval(() => void look(), EVERY);
}

/** A number that nobody has: of the range that is kept for invented people. */
function newNumber(): string {
  return `+1212555${String(100 + Math.floor(Math.random() * 9_900)).padStart(4, "0")}`;
}

function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function kept(): string {
  try {
    return localStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

function keep(number: string): void {
  try {
    localStorage.setItem(KEPT, number);
  } catch {
    return;
  }
}
