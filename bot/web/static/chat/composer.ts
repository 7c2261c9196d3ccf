import iconSend from "bootstrap-icons/icons/arrow-up.svg";
import { el, icon } from "./dom.ts";
import type { Words } from "./words.ts";

/** Characters; the server refuses more. */
const LONGEST = 4_000;

/** Where the customer writes. Enter sends, Shift+Enter starts a new line. */
export class Composer {
  private readonly input = el("textarea", { id: "message", rows: "1", autocomplete: "off", dir: "auto", enterkeyhint: "send" });
  private readonly label = el("label", { class: "sr", for: "message" });
  private readonly button = el("button", { type: "submit", class: "send" }, icon(iconSend));
  private readonly problem = el("p", { class: "problem", role: "alert", hidden: true });
  readonly form = el("form", { class: "composer" }, this.problem, el("div", { class: "field" }, this.label, this.input, this.button));
  private words: Words | null = null;
  private isSendingWhenEnabled = false;

  constructor(
    private readonly onSend: (text: string) => void,
    private readonly onWrite: () => void,
  ) {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.input.addEventListener("input", () => {
      this.fit();
      if (this.input.value.trim()) this.onWrite();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
  }

  relabel(words: Words): void {
    this.words = words;
    this.label.textContent = words.label;
    this.input.placeholder = words.label;
    this.button.setAttribute("aria-label", words.send);
  }

  /** The field itself stays usable while the chat opens; what is sent meanwhile goes as soon as it is open. */
  setEnabled(isEnabled: boolean): void {
    this.button.disabled = !isEnabled;
    if (!isEnabled || !this.isSendingWhenEnabled) return;
    this.isSendingWhenEnabled = false;
    queueMicrotask(() => this.submit());
  }

  focus(): void {
    this.input.focus({ preventScroll: true });
  }

  private submit(): void {
    const text = this.input.value.trim();
    if (!text || this.isTooLong(text)) return;
    if (this.button.disabled) {
      this.isSendingWhenEnabled = true;
      return;
    }
    this.input.value = "";
    this.fit();
    this.onSend(text);
  }

  private isTooLong(text: string): boolean {
    const isTooLong = [...text].length > LONGEST;
    this.problem.hidden = !isTooLong;
    this.problem.textContent = isTooLong ? (this.words?.tooLong(LONGEST) ?? "") : "";
    return isTooLong;
  }

  private fit(): void {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 144)}px`;
    if (!this.problem.hidden) this.isTooLong(this.input.value);
  }
}
