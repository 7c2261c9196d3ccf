import iconCheck from "bootstrap-icons/icons/check2.svg";
import iconPlus from "bootstrap-icons/icons/plus.svg";
import { el, icon } from "./dom.ts";
import type { Option } from "./types.ts";
import type { Words } from "./words.ts";

/** Options of which any number may be chosen: toggles that are sent together. An option's payload says that it is one. */

const PREFIX = "/choose";
const BETWEEN = ",";

interface Told {
  at: string;
  value: string;
  several?: boolean;
}

function told(payload: string | null): Told | null {
  if (!payload?.startsWith(`${PREFIX}{`)) return null;
  try {
    const found = JSON.parse(payload.slice(PREFIX.length)) as Partial<Told>;
    return typeof found.at === "string" && typeof found.value === "string" ? (found as Told) : null;
  } catch {
    return null;
  }
}

export function isOneOfSeveral(option: Option): boolean {
  return told(option.payload)?.several === true;
}

/** Whether what the customer sent chose this option, alone or with others. */
export function isAmong(option: Option, sent: string | null): boolean {
  if (sent === option.payload) return true;
  const [own, chosen] = [told(option.payload), told(sent)];
  return own?.several === true && chosen?.at === own.at && chosen.value.split(BETWEEN).includes(own.value);
}

/** Whether what the customer sent chose none of what this option was offered with. */
function isNone(option: Option, sent: string | null): boolean {
  const chosen = told(sent);
  return chosen?.at === told(option.payload)?.at && chosen?.value === "";
}

/** What is sent for all of these; of none of them the place alone is told. */
function together(chosen: Option[], one: Option, language: string, words: Words): Option {
  const titles = chosen.map((option) => option.title);
  const values = chosen.map((option) => told(option.payload)?.value);
  const title = chosen.length ? new Intl.ListFormat(language, { type: "conjunction" }).format(titles) : words.noneOfThese;
  return { title, payload: `${PREFIX}${JSON.stringify({ at: told(one.payload)?.at, value: values.join(BETWEEN) })}` };
}

export interface SeveralLook {
  options: Option[];
  /** Other answers of the same message, such as "rather not say"; each is sent by itself. */
  others: HTMLElement[];
  isCurrent: boolean;
  /** The payload of the customer's next message. */
  sent: string | null;
  /** Payloads that are on; kept by the caller, so that drawing anew forgets none. */
  picked: Set<string>;
  language: string;
  words: Words;
}

/** Toggles, and below them one button that sends what is on, and a quiet one for none. */
export function several(look: SeveralLook, choose: (option: Option) => void): HTMLElement {
  const { options, isCurrent, sent, picked, language, words } = look;
  const toggles = options.map((option) => (isCurrent ? toggle(option, picked, () => count()) : past(option, isAmong(option, sent), words)));
  const group = el("div", { class: "options", role: "group", "aria-label": words.severalOptions }, ...toggles);
  const none = isNone(options[0]!, sent);
  const moves = el("div", { class: "options moves" });
  if (!isCurrent) {
    if (none) moves.append(past({ title: words.noneOfThese, payload: "" }, true, words));
    moves.append(...look.others);
    return el("div", { class: "several" }, group, moves);
  }
  const send = el("button", { type: "button", class: "send-several" });
  const chosen = () => options.filter((option) => picked.has(option.payload));
  const count = () => {
    send.disabled = picked.size === 0;
    send.textContent = words.sendSeveral(picked.size);
  };
  send.addEventListener("click", () => choose(together(chosen(), options[0]!, language, words)));
  const nothing = el("button", { type: "button", class: "plain" }, words.noneOfThese);
  nothing.addEventListener("click", () => choose(together([], options[0]!, language, words)));
  moves.append(send, nothing, ...look.others);
  count();
  return el("div", { class: "several" }, group, moves);
}

function toggle(option: Option, picked: Set<string>, onChange: () => void): HTMLElement {
  const button = el("button", { type: "button", class: "option toggle", dir: "auto" });
  const draw = () => {
    const isOn = picked.has(option.payload);
    button.setAttribute("aria-pressed", String(isOn));
    button.classList.toggle("chosen", isOn);
    // An icon either way: nothing moves under the finger that chooses the next.
    button.replaceChildren(icon(isOn ? iconCheck : iconPlus), option.title);
  };
  button.addEventListener("click", () => {
    if (!picked.delete(option.payload)) picked.add(option.payload);
    draw();
    onChange();
  });
  draw();
  return button;
}

/** An option that can no longer be chosen. */
export function past(option: Option, isChosen: boolean, words: Words): HTMLElement {
  return el(
    "button",
    { type: "button", class: isChosen ? "option chosen" : "option", disabled: true, dir: "auto" },
    isChosen && icon(iconCheck),
    option.title,
    isChosen && el("span", { class: "sr" }, ` (${words.chosen})`),
  );
}
