import { drafts } from "./api.ts";
import { openDialog } from "./dialogs.ts";
import { button, el, part } from "./dom.ts";
import type { Workspace } from "./types.ts";

export interface WrapUp {
  disposition: string;
  satisfaction: number | null;
  promise: { channel: string; due_at: string; reason: string } | null;
  case: "none" | "opened" | "solved";
  note: string;
}

const LEVELS = ["completely dissatisfied", "dissatisfied", "neutral", "satisfied", "completely satisfied"];
const WHEN: [string, number][] = [["in an hour", 1], ["tomorrow", 24], ["in 3 days", 72], ["in a week", 168]];

/** How it ended, in ten seconds: digits choose, what a disposition needs opens by itself. */
export function openWrapUp(space: Workspace, save: (ended: WrapUp) => Promise<string>): void {
  const draft = `wrap-up:${space.conversation.id}`;
  const ended: WrapUp = { disposition: "", satisfaction: null, promise: null, case: "none", note: drafts.get(draft) };
  const told = el("p", { class: "note is-over", role: "status" });
  const body = part("div", "wrap-up");
  const dialog = openDialog("Wrap up", body);
  const needs = (what: string) => space.dispositions.find((one) => one.name === ended.disposition)?.needs.includes(what) ?? false;
  const note = el("textarea", { class: "form-control", id: "wrap-note", rows: "2", "aria-label": "Note", placeholder: "Note, if there is something to remember" });
  note.value = ended.note;
  note.addEventListener("input", () => {
    ended.note = note.value;
    drafts.set(draft, note.value);
  });

  const finish = async () => {
    told.textContent = await save(ended);
    if (told.textContent) return;
    drafts.set(draft, "");
    dialog.close();
  };

  const draw = (focus = "") => {
    body.replaceChildren(
      group("How did it end?", ...space.dispositions.map((one, index) =>
        choice(one.title, ended.disposition === one.name, String(index + 1), () => ((ended.disposition = one.name), draw(one.needs.length ? "need" : "finish"))))),
      group(`How satisfied are they?${needs("satisfaction") ? " Needed." : ""}`, ...LEVELS.map((title, index) =>
        choice(`${index + 1} ${title}`, ended.satisfaction === index + 1, "", () => ((ended.satisfaction = index + 1), draw("finish"))))),
      group(`A promise?${needs("promise") ? " Needed." : ""}`, ...promises(ended, draw)),
      group(`A case?${needs("case") ? " Needed." : ""}`,
        choice("None", ended.case === "none", "", () => ((ended.case = "none"), draw())),
        choice("Open one", ended.case === "opened", "", () => ((ended.case = "opened"), draw())),
        ...(space.card.cases.some((one) => one.status === "open")
          ? [choice("Solved: the customer is asked to confirm", ended.case === "solved", "", () => ((ended.case = "solved"), draw()))]
          : [])),
      note,
      told,
      button("Finish", () => void finish(), { look: "btn-accent", key: "Enter" }),
    );
    const first = focus === "finish" ? body.querySelector<HTMLElement>(":scope > .btn-accent") : body.querySelector<HTMLElement>(focus === "need" ? ".is-needed button" : "button");
    first?.focus();
  };

  const group = (title: string, ...options: HTMLElement[]) =>
    el("fieldset", { class: `wrap-group${title.endsWith("Needed.") ? " is-needed" : ""}` }, el("legend", {}, title), ...options);

  dialog.addEventListener("keydown", (event) => {
    if (event.target === note || event.target instanceof HTMLInputElement) return;
    const index = Number(event.key) - 1;
    const picked = Number.isInteger(index) ? space.dispositions[index] : undefined;
    if (!picked) return;
    event.preventDefault();
    ended.disposition = picked.name;
    draw(picked.needs.length ? "need" : "finish");
  });
  draw();
}

function choice(title: string, isOn: boolean, key: string, pick: () => void): HTMLElement {
  const made = button(title, pick, key ? { key } : {});
  made.setAttribute("aria-pressed", String(isOn));
  return made;
}

function promises(ended: WrapUp, draw: (focus?: string) => void): HTMLElement[] {
  const reason = el("input", { class: "form-control", id: "promise-reason", "aria-label": "What was promised", placeholder: "What was promised" });
  reason.value = ended.promise?.reason ?? "";
  reason.addEventListener("input", () => {
    if (ended.promise) ended.promise.reason = reason.value;
  });
  const options: [string, string][] = [["Call back", "phone"], ["SMS", "sms"], ["WhatsApp", "whatsapp"]];
  const made = options.map(([title, channel]) =>
    choice(title, ended.promise?.channel === channel, "", () => {
      ended.promise = { channel, due_at: ended.promise?.due_at ?? due(24), reason: ended.promise?.reason || "as promised" };
      draw();
    }));
  if (!ended.promise) return made;
  const { promise } = ended;
  const times = WHEN.map(([title, hours]) => {
    const isOn = Math.abs(new Date(promise.due_at).getTime() - new Date(due(hours)).getTime()) < 60_000;
    return choice(title, isOn, "", () => ((promise.due_at = due(hours)), draw("finish")));
  });
  return [...made, part("div", "promise-when", ...times), reason];
}

function due(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}
