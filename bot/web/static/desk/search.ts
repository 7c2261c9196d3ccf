import { get } from "./api.ts";
import { el } from "./dom.ts";
import type { Match } from "./types.ts";

const WAIT = 150;

/** One box for numbers, cards, plates, e-mails, customer numbers and names. */
export class Search {
  private waiting = 0;
  private asked = 0;
  private found: Match[] = [];
  private at = 0;

  constructor(
    private readonly field: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly pick: (found: Match) => void,
  ) {
    field.addEventListener("input", () => this.askSoon());
    field.addEventListener("keydown", (event) => this.onKey(event));
    field.addEventListener("blur", () => window.setTimeout(() => this.close(), 200));
  }

  private askSoon(): void {
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.ask(), WAIT);
  }

  private async ask(): Promise<void> {
    const typed = this.field.value.trim();
    const number = ++this.asked;
    if (typed.length < 2) return this.close();
    const told = await get<{ people: Match[]; has_more: boolean }>(`/desk/search?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!told || number !== this.asked) return;
    this.found = told.people;
    this.at = 0;
    this.draw(told.has_more);
  }

  private draw(hasMore: boolean): void {
    const lines = this.found.map((one, index) => {
      const made = el("div", { role: "option", class: "desk-match", id: `match-${index}`, "aria-selected": String(index === this.at) },
        el("strong", {}, one.name || "No name known"),
        el("span", {}, one.hint),
        one.conversation_id && el("span", { class: "tag" }, "at the desk now"),
      );
      made.addEventListener("mousedown", (event) => {
        event.preventDefault();
        this.choose(index);
      });
      return made;
    });
    const told = this.found.length ? (hasMore ? "There are more. Type more of the name." : "") : "Nobody is known by that.";
    this.list.replaceChildren(...lines, ...(told ? [el("p", { class: "note" }, told)] : []));
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.mark();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") return this.close();
    if (event.key === "Enter" && this.found.length) return this.choose(this.at);
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!move || !this.found.length) return;
    event.preventDefault();
    this.at = (this.at + move + this.found.length) % this.found.length;
    this.mark();
  }

  private mark(): void {
    const options = [...this.list.querySelectorAll("[role=option]")];
    options.forEach((one, index) => one.setAttribute("aria-selected", String(index === this.at)));
    if (options[this.at]) this.field.setAttribute("aria-activedescendant", options[this.at]!.id);
  }

  private choose(index: number): void {
    const picked = this.found[index];
    if (!picked) return;
    this.field.value = "";
    this.field.blur();
    this.close();
    this.pick(picked);
  }

  private close(): void {
    this.found = [];
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}
