import { button, el, part } from "./dom.ts";
import type { Card, Queue, Workspace } from "./types.ts";

/** A dialog of its own over the page; Escape closes it, and the focus goes back to where it was. */
export function openDialog(title: string, ...children: (Node | string | null | false)[]): HTMLDialogElement {
  const place = document.querySelector<HTMLElement>("#dialogs")!;
  const before = document.activeElement as HTMLElement | null;
  const made = el("dialog", { class: "desk-dialog", "aria-label": title },
    part("header", "dialog-top", el("h2", {}, title), button("Close", () => made.close(), { look: "btn-link" })),
    ...children,
  );
  made.addEventListener("close", () => {
    made.remove();
    (before?.isConnected ? before : document.getElementById(before?.id ?? ""))?.focus();
  });
  place.replaceChildren(made);
  made.showModal();
  return made;
}

const KEYS: [string, string][] = [
  ["1 – 9", "choose an answer, or several where they may be"],
  ["0", "none of these"],
  ["/", "type what they said"],
  ["b", "back one step"],
  ["c", "correct an earlier answer"],
  ["w", "they ask why: the purpose to read aloud"],
  ["p", "pause, and go on"],
  ["Enter", "take those chosen; go on after a handoff"],
  ["v", "verify who it is"],
  ["r", "write to the customer"],
  ["e", "end: wrap up"],
  ["g", "give back or pass on"],
  ["n", "take the next in the queue"],
  ["s", "search for a customer"],
  ["?", "these keys"],
];

export function openHelp(): void {
  openDialog("Keys", el("dl", { class: "help-keys" }, ...KEYS.flatMap(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)])));
}

/** Asks the caller; what is typed is compared, and what is known is not shown. */
export function openVerify(card: Card, check: (said: Record<string, string>) => Promise<string>): void {
  const told = el("p", { class: "note", role: "status" }, "Ask for two of these. Type what they say; it is compared with what is known.");
  const fields = card.checks.map((one) => el("label", { class: "field" }, el("span", {}, card.words.checks[one] ?? one), el("input", { class: "form-control", name: one, autocomplete: "off" })));
  const form = el("form", { class: "dialog-form" }, told, ...fields, el("button", { type: "submit", class: "btn btn-accent" }, "Compare"));
  const dialog = openDialog("Who is it?", form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    const problem = await check(said);
    if (!problem) return dialog.close();
    told.textContent = problem;
    told.classList.add("is-over");
  });
}

export interface GiveBack {
  to: "bot" | "queue" | "colleague";
  colleague: string | null;
  note: string;
  minutes: number | null;
}

export function openGiveBack(space: Workspace, queue: Queue, me: string, give: (how: GiveBack) => Promise<void>): void {
  const note = el("input", { class: "form-control", name: "note", id: "give-note", autocomplete: "off" });
  const isChat = space.conversation.channel !== "phone";
  const choose = (title: string, how: Omit<GiveBack, "note">, key: string) =>
    button(title, () => void give({ ...how, note: note.value.trim() }).then(() => dialog.close()), { key });
  const colleagues = queue.staff.filter((one) => one.name !== me && !one.is_away);
  const options = [
    isChat && choose("To the bot, which goes on from here", { to: "bot", colleague: null, minutes: null }, "1"),
    choose("Into the queue, for anybody", { to: "queue", colleague: null, minutes: null }, "2"),
    choose("Later: in half an hour", { to: "queue", colleague: null, minutes: 30 }, "3"),
    choose("Later: tomorrow", { to: "queue", colleague: null, minutes: 24 * 60 }, "4"),
    ...colleagues.slice(0, 5).map((one, index) => choose(`To ${one.name}`, { to: "colleague", colleague: one.id, minutes: null }, String(index + 5))),
  ].filter((one): one is HTMLButtonElement => Boolean(one));
  const dialog = openDialog("Give back or pass on",
    part("div", "dialog-form", el("label", { class: "field" }, el("span", {}, "A word for whoever is next"), note), part("div", "dialog-options", ...options)),
  );
  pressable(dialog);
  // Nothing is chosen by Enter alone: it ends what was typed as well.
  dialog.tabIndex = -1;
  dialog.focus();
}

/** Digits press the buttons that show them, unless a field has the focus. */
function pressable(dialog: HTMLDialogElement): void {
  dialog.addEventListener("keydown", (event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const found = [...dialog.querySelectorAll<HTMLButtonElement>("[aria-keyshortcuts]")].find((one) => one.getAttribute("aria-keyshortcuts") === event.key);
    if (!found) return;
    event.preventDefault();
    found.click();
  });
}

const SIGN_IN = "/desk/login?next=%2Fdesk&told=ended";

/** The session ended while the page was open: nothing goes on here before somebody signs in again. */
export function openSignedOut(): void {
  if (document.querySelector("#signed-out")) return;
  const again = el("a", { class: "btn btn-accent", href: SIGN_IN }, "Sign in again");
  openDialog("You are signed out",
    part("div", "dialog-form", el("p", { id: "signed-out" }, "Your session has ended. What you typed is kept in this browser, and the script waits where it stands."), again),
  );
  again.focus();
}
