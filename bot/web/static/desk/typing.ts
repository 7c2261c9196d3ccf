/**
 * What is typed is meant for a field, also while that field is not on the page: until it is, no key is a shortcut.
 *
 * A field is meant when the agent asked for it before it was drawn, or wrote in it when drawing anew took it away.
 */

const NOWHERE = "-";
const NO_TEXT = ["checkbox", "radio", "button", "submit"];

function isTextField(one: Element | null): one is HTMLInputElement | HTMLTextAreaElement {
  return one instanceof HTMLTextAreaElement || (one instanceof HTMLInputElement && !NO_TEXT.includes(one.type));
}

export class Typing {
  /** Typed for a field that is not there. */
  ahead = "";
  /** Enter was pressed in a field and nothing typed since: whoever did is done with it, even if it goes. */
  isHandedIn = false;
  private meant = "";
  private isDrawing = false;
  private isComposing = false;
  private later: (() => void) | null = null;

  /** `mayCome`: whether a field that is on the page is the one meant, and not about to be replaced. */
  constructor(
    private readonly mayCome: () => boolean,
    private readonly onChange: () => void,
  ) {
    document.addEventListener("input", () => (this.isHandedIn = false), true);
    document.addEventListener("focusin", () => (this.isHandedIn &&= this.isDrawing));
    document.addEventListener("keydown", (event) => (this.isHandedIn ||= event.key === "Enter" && !event.isComposing), true);
    document.addEventListener("pointerdown", () => this.letGo(), true);
    document.addEventListener("compositionstart", () => (this.isComposing = true));
    document.addEventListener("compositionend", () => window.setTimeout(() => this.composed()));
  }

  /** Whether keys are kept for a field that is not there. */
  get isWaiting(): boolean {
    return this.meant !== "";
  }

  /** From now on what is typed is for this field. */
  mean(id: string): void {
    this.meant = id;
    this.settle();
  }

  /** The field that was meant does not come; what follows is no shortcut either, until the agent says so. */
  miss(): void {
    if (!this.meant) return;
    this.meant = NOWHERE;
    this.onChange();
  }

  /** Draws anew; not in the middle of a letter that takes several keys, such as an accent and its vowel. */
  across(drawing: () => void): void {
    if (this.isComposing) {
      this.later = drawing;
      return;
    }
    const before = document.activeElement;
    this.isDrawing = true;
    drawing();
    this.isDrawing = false;
    const isLost = isTextField(before) && !before.isConnected && !isTextField(document.activeElement);
    if (isLost && !this.isHandedIn) this.meant = before.id || NOWHERE;
    this.settle();
    if (isLost) this.onChange();
  }

  /** Takes a key that is meant for a field which is not there. Escape gives the shortcuts back. */
  takes(event: KeyboardEvent): boolean {
    if (!this.meant) return false;
    if (event.key === "Tab") {
      this.letGo();
      return false;
    }
    if (event.key === "Escape") this.letGo();
    else if (event.key === "Backspace") this.ahead = [...this.ahead].slice(0, -1).join("");
    else if ([...event.key].length === 1) this.ahead += event.key;
    event.preventDefault();
    this.onChange();
    return true;
  }

  private settle(): void {
    const field = this.meant && this.mayCome() ? document.getElementById(this.meant) : null;
    if (!isTextField(field)) return;
    const { ahead } = this;
    this.meant = this.ahead = "";
    field.focus();
    if (!ahead) return;
    field.value += ahead;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private letGo(): void {
    if (!this.meant) return;
    this.meant = this.ahead = "";
    this.onChange();
  }

  private composed(): void {
    this.isComposing = false;
    const drawing = this.later;
    this.later = null;
    if (drawing) this.across(drawing);
  }
}
