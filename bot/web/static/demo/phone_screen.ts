import { el } from "../chat/dom.ts";
import type { Bubble, Channel } from "./phone_api.ts";

/** What a message's state means to somebody who looks at the phone. */
const STATES: Record<string, string> = {
  queued: "on its way",
  sending: "on its way",
  unknown: "on its way",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  undelivered: "not delivered",
  failed: "not sent",
  suppressed: "held back",
};
const ARRIVED = new Set(["delivered", "read"]);
const NEAR_THE_END = 80;

/** A message that the phone could not send yet. */
export interface Waiting {
  id: string;
  text: string;
}

interface Actions {
  say(text: string, payload: string | null, isList: boolean): void;
  airplane(isOff: boolean): void;
}

/** One phone: its thread, its keyboard, its airplane mode. */
export class PhoneScreen {
  isOff = false;
  private readonly log: HTMLElement;
  private readonly list: HTMLOListElement;
  private readonly input: HTMLInputElement;
  private readonly airplane: HTMLButtonElement;
  private readonly off: HTMLElement;
  private readonly open = new Set<string>();
  private drawn = "";

  constructor(
    readonly channel: Channel,
    place: HTMLElement,
    private readonly company: string,
    private readonly actions: Actions,
  ) {
    this.log = place.querySelector(".phone-log")!;
    this.list = place.querySelector("ol")!;
    this.input = place.querySelector("input")!;
    this.airplane = place.querySelector(".airplane")!;
    this.off = place.querySelector(".phone-off")!;
    this.airplane.addEventListener("click", () => this.actions.airplane(!this.isOff));
    place.querySelector("form")!.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.input.value.trim();
      this.input.value = "";
      if (text) this.actions.say(text, null, false);
    });
  }

  /** Draws only when something changed, so that a screen reader hears nothing twice. */
  show(messages: Bubble[], waiting: Waiting[], isOff: boolean): void {
    this.isOff = isOff;
    this.airplane.setAttribute("aria-checked", String(isOff));
    const isAtEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
    this.off.hidden = !isOff;
    const drawn = JSON.stringify([messages, waiting, isOff]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const rows = messages.map((message) => this.row(message));
    for (const one of waiting) rows.push(el("li", { class: "sms-row mine" }, this.words("You", one.text), this.state("waits for airplane mode to end")));
    if (!rows.length) rows.push(el("li", { class: "phone-empty" }, `Say hello to ${this.company}.`));
    this.list.replaceChildren(...rows);
    if (isAtEnd) this.log.scrollTop = this.log.scrollHeight;
  }

  private row(message: Bubble): HTMLElement {
    const hasArrived = message.is_mine || ARRIVED.has(message.state);
    const row = el(
      "li",
      { class: `sms-row ${message.is_mine ? "mine" : "theirs"}${hasArrived ? "" : " not-here"}` },
      this.words(message.is_mine ? "You" : this.company, message.text),
    );
    if (message.options.length && hasArrived) row.append(this.options(message));
    row.append(this.state([this.time(message.at), message.is_mine ? "" : this.stateOf(message)].filter(Boolean).join(" · ")));
    return row;
  }

  private words(who: string, text: string): HTMLElement {
    return el("div", { class: "bubble" }, el("span", { class: "visually-hidden" }, `${who}: `), el("p", { dir: "auto" }, text));
  }

  private options(message: Bubble): HTMLElement {
    const buttons = message.options.map((option) => {
      const button = el("button", { type: "button", class: "tap", dir: "auto" }, option.title);
      button.addEventListener("click", () => {
        this.open.delete(message.id);
        this.actions.say(option.title, option.payload, message.button !== "");
      });
      return button;
    });
    if (!message.button) return el("div", { class: "taps", role: "group", "aria-label": "Quick replies" }, ...buttons);
    const list = el("details", { class: "taps", open: this.open.has(message.id) }, el("summary", { class: "tap" }, message.button), ...buttons);
    list.addEventListener("toggle", () => {
      if (!list.open) return void this.open.delete(message.id);
      this.open.add(message.id);
      list.scrollIntoView({ block: "nearest" });
    });
    return list;
  }

  private state(words: string): HTMLElement {
    return el("span", { class: "sms-state" }, words);
  }

  private stateOf(message: Bubble): string {
    const words = STATES[message.state] ?? message.state;
    return message.reason && !ARRIVED.has(message.state) ? `${words}: ${message.reason}` : words;
  }

  private time(at: string): string {
    return new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  }
}
