import { type ChatClient, Refused } from "./client.ts";
import { el } from "./dom.ts";
import type { Words } from "./words.ts";

/** What a phone channel is called. */
const CHANNELS: Record<string, string> = { whatsapp: "WhatsApp", sms: "SMS" };

export function channelName(channel: string): string {
  return CHANNELS[channel] ?? channel;
}

/** A sheet over the composer: prove who you are by a code, or take the conversation along to a phone. */
export class Sheet {
  readonly place = el("section", { class: "sheet", hidden: true });
  private readonly problem = el("p", { class: "problem", role: "alert", hidden: true });

  constructor(private readonly onClose: () => void) {
    this.place.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
  }

  close(): void {
    if (this.place.hidden) return;
    this.place.hidden = true;
    this.place.replaceChildren();
    this.onClose();
  }

  /** Number, then code. `onProven` when the code was right. */
  prove(client: ChatClient, words: Words, onProven: () => void): void {
    const phone = el("input", { id: "phone", type: "tel", autocomplete: "tel", required: true, placeholder: "+1 212 555 0102" });
    const form = this.form(words, words.customer, words.sendCode, async () => {
      const sent = await client.sendCode(phone.value.trim());
      this.enterCode(client, words, phone.value.trim(), sent.ends_with, onProven);
    });
    form.prepend(el("p", {}, words.customerIntro), el("label", { for: "phone" }, words.phone), phone);
    this.open(form, phone);
  }

  move(client: ChatClient, words: Words, channel: string): void {
    const form = this.form(words, words.moveTo(channelName(channel)), "", () => Promise.resolve());
    this.open(form, form.querySelector("button")!);
    void this.trying(words, async () => {
      const move = await client.move();
      const link = move.links.find((one) => one.channel === channel);
      const go = el("a", { class: "primary", href: link?.url, target: "_blank", rel: "noopener" }, words.moveTo(channelName(channel)));
      form.prepend(el("p", {}, words.moveIntro), el("p", { class: "to-send" }, move.text), go);
      go.focus();
    });
  }

  private enterCode(client: ChatClient, words: Words, phone: string, endsWith: string, onProven: () => void): void {
    const code = el("input", { id: "code", inputmode: "numeric", autocomplete: "one-time-code", maxlength: "12", required: true });
    const form = this.form(words, words.customer, words.check, async () => {
      await client.checkCode(phone, code.value);
      this.close();
      onProven();
    });
    const other = el("button", { type: "button", class: "plain" }, words.otherNumber);
    other.addEventListener("click", () => this.prove(client, words, onProven));
    form.prepend(el("label", { for: "code" }, words.code(endsWith)), code);
    form.querySelector(".actions")!.append(other);
    this.open(form, code);
  }

  private open(form: HTMLFormElement, focused: HTMLElement): void {
    this.problem.hidden = true;
    this.place.replaceChildren(form);
    this.place.hidden = false;
    focused.focus();
  }

  private form(words: Words, title: string, action: string, work: () => Promise<void>): HTMLFormElement {
    const submit = action && el("button", { type: "submit", class: "primary" }, action);
    const cancel = el("button", { type: "button", class: "plain" }, words.cancel);
    const form = el("form", { "aria-label": title }, this.problem, el("div", { class: "actions" }, submit, cancel));
    cancel.addEventListener("click", () => this.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (submit) submit.disabled = true;
      void this.trying(words, work).finally(() => submit && (submit.disabled = false));
    });
    return form;
  }

  private async trying(words: Words, work: () => Promise<void>): Promise<void> {
    this.problem.hidden = true;
    try {
      await work();
    } catch (error) {
      this.problem.textContent = whatWentWrong(error, words);
      this.problem.hidden = false;
    }
  }
}

/** In the customer's language; the server's own advice is for developers. */
function whatWentWrong(error: unknown, words: Words): string {
  const status = error instanceof Refused ? error.status : 0;
  const known: Record<number, string> = { 400: words.wrongCode, 409: words.someoneElse, 422: words.wrongNumber, 429: words.tooMany };
  return known[status] ?? words.problem;
}
