import iconRetry from "bootstrap-icons/icons/arrow-clockwise.svg";
import iconGift from "bootstrap-icons/icons/gift.svg";
import iconPerson from "bootstrap-icons/icons/person.svg";
import iconQuestion from "bootstrap-icons/icons/chat-square-quote.svg";
import { el, icon } from "./dom.ts";
import { isOneOfSeveral, past, several } from "./several.ts";
import type { Kind, Option, ShownMessage } from "./types.ts";
import type { Words } from "./words.ts";

export interface ThreadActions {
  choose(option: Option): void;
  again(key: string): void;
}

/** Pixels. */
const NEAR_THE_END = 80;
const ABOVE = 16;

/** What was drawn for a message, and from what: its words are drawn once, what stands around them may change. */
interface Row {
  row: HTMLElement;
  drawn: string;
  words: HTMLElement[];
  wordsDrawn: string;
}

/** The log of messages. Rows are kept between renderings, so that a screen reader hears only what is new. */
export class Thread {
  private readonly list = el("ol");
  readonly log = el("div", { class: "log", role: "log", "aria-live": "off", tabindex: "0" }, this.list);
  private rows = new Map<string, Row>();
  /** By message: the payloads of those options that are on and not sent yet. */
  private readonly picked = new Map<string, Set<string>>();
  private language = "en";

  constructor(private readonly actions: ThreadActions) {}

  /**
   * `isLive` false: history is being shown, which a screen reader should not read out. `ended`: the words that
   * end it; nothing that was offered stands any more then.
   */
  render(messages: ShownMessage[], language: string, words: Words, who: string, isLive: boolean, ended: string | null): void {
    this.language = language;
    const hasEnded = ended !== null;
    this.log.setAttribute("aria-live", isLive ? "polite" : "off");
    this.log.setAttribute("aria-label", words.log);
    const wasNearEnd = this.isNearEnd();
    const lastIn = messages.findLastIndex((message) => message.direction === "in");
    const wanted = messages.flatMap((message, index) => {
      const previous = messages[index - 1];
      const row = this.row(message, previous, messages[index + 1], index > lastIn && !hasEnded, chosenAfter(messages, index), words, who);
      return startsAnother(previous, message) ? [this.divider(`new:${message.conversation}`, words.newConversation), row] : [row];
    });
    if (ended !== null && messages.length) wanted.push(this.divider("ended", ended));
    this.arrange(wanted);
    if (wasNearEnd || messages.at(-1)?.state === "sending") this.scrollToEnd();
  }

  clear(): void {
    this.rows.clear();
    this.picked.clear();
    this.list.replaceChildren();
  }

  /** To the end, but never past the customer's last message: a long answer is read from its beginning. */
  scrollToEnd(): void {
    const mine = [...this.list.querySelectorAll<HTMLElement>(".mine")].at(-1);
    const start = mine ? mine.offsetTop - this.log.offsetTop - ABOVE : Infinity;
    this.log.scrollTop = Math.min(this.log.scrollHeight, start);
  }

  private isNearEnd(): boolean {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
  }

  /** Moves only what is out of place: an untouched row is not announced again. */
  private arrange(wanted: HTMLElement[]): void {
    const keep = new Set<Element>(wanted);
    for (const row of [...this.list.children]) if (!keep.has(row)) row.remove();
    wanted.forEach((row, index) => {
      if (this.list.children[index] !== row) this.list.insertBefore(row, this.list.children[index] ?? null);
    });
  }

  private divider(key: string, text: string): HTMLElement {
    const before = this.rows.get(key);
    if (before?.drawn === text) return before.row;
    const row = el("li", { class: "divider" }, el("span", {}, text));
    this.rows.set(key, { row, drawn: text, words: [], wordsDrawn: "" });
    return row;
  }

  private row(
    message: ShownMessage,
    previous: ShownMessage | undefined,
    next: ShownMessage | undefined,
    isCurrent: boolean,
    chosen: string | null,
    words: Words,
    who: string,
  ): HTMLElement {
    const isFirst = previous?.direction !== message.direction || startsAnother(previous, message);
    const isLast = next?.direction !== message.direction;
    const side = message.direction === "in" ? "mine" : "theirs";
    const classes = `row ${side} kind-${message.kind}${isFirst ? " first" : ""}${isLast ? " last" : ""}`;
    const name = message.author === previous?.author ? null : message.author;
    const wordsDrawn = JSON.stringify([message.kind, message.text, words.send, who, name]);
    const drawn = JSON.stringify([wordsDrawn, classes, message.options, message.state, isCurrent, chosen]);
    const before = this.rows.get(message.key);
    if (before?.drawn === drawn) return before.row;
    const row = before?.row ?? el("li");
    const author = `${message.direction === "in" ? words.you : (message.author ?? who)}: `;
    const said =
      before?.wordsDrawn === wordsDrawn
        ? before.words
        : [el("span", { class: "sr" }, author), this.bubble(message, words, name)];
    row.className = classes;
    for (const child of [...row.children]) if (!said.includes(child as HTMLElement)) child.remove();
    if (said[0]!.parentElement !== row) row.prepend(...said);
    if (message.options.length) row.append(this.options(message, isCurrent, chosen, words));
    const state = this.state(message, words);
    if (state) row.append(state);
    this.rows.set(message.key, { row, drawn, words: said, wordsDrawn });
    return row;
  }

  /** `name` stands above the first of the messages that a person wrote. */
  private bubble(message: ShownMessage, words: Words, name: string | null): HTMLElement {
    const caption = captionOf(message.kind, words) ?? (name ? { icon: iconPerson, text: name } : null);
    return el(
      "div",
      { class: "bubble" },
      caption && el("span", { class: "caption" }, icon(caption.icon), caption.text),
      el("p", { dir: "auto" }, message.text),
    );
  }

  private options(message: ShownMessage, isCurrent: boolean, chosen: string | null, words: Words): HTMLElement {
    const options = message.options.filter(isOneOfSeveral);
    const others = message.options.filter((option) => !isOneOfSeveral(option)).map((option) => this.option(option, isCurrent, chosen, words));
    if (!options.length) return el("div", { class: "options", role: "group", "aria-label": words.options }, ...others);
    const picked = this.picked.get(message.key) ?? new Set();
    this.picked.set(message.key, picked);
    return several({ options, others, isCurrent, sent: chosen, picked, language: this.language, words }, this.actions.choose);
  }

  private option(option: Option, isCurrent: boolean, chosen: string | null, words: Words): HTMLElement {
    if (!isCurrent) return past(option, chosen === option.payload, words);
    const button = el("button", { type: "button", class: "option", dir: "auto" }, option.title);
    button.addEventListener("click", () => this.actions.choose(option));
    return button;
  }

  private state(message: ShownMessage, words: Words): HTMLElement | null {
    if (message.state === "sending") return el("span", { class: "state" }, words.sending);
    if (message.state === "sent") return null;
    const button = el("button", { type: "button", class: "again" }, icon(iconRetry), words.again);
    button.addEventListener("click", () => this.actions.again(message.key));
    return el("span", { class: "state failed", role: "alert" }, words.failed, button);
  }
}

/** Two messages of different conversations: the earlier one has ended. */
function startsAnother(previous: ShownMessage | undefined, message: ShownMessage): boolean {
  return Boolean(previous?.conversation && message.conversation && previous.conversation !== message.conversation);
}

/** The payload that the customer's next message chose among this message's options. */
function chosenAfter(messages: ShownMessage[], index: number): string | null {
  return messages.slice(index + 1).find((message) => message.direction === "in")?.payload ?? null;
}

function captionOf(kind: Kind, words: Words): { icon: string; text: string } | null {
  if (kind === "question") return { icon: iconQuestion, text: words.question };
  if (kind === "benefit") return { icon: iconGift, text: words.benefit };
  if (kind === "handoff") return { icon: iconPerson, text: words.handoff };
  return null;
}
