import iconChat from "bootstrap-icons/icons/chat-dots-fill.svg";
import iconMore from "bootstrap-icons/icons/three-dots.svg";
import iconMinimise from "bootstrap-icons/icons/dash-lg.svg";
import styles from "./chat.css?text";
import { ChatClient } from "./client.ts";
import { Composer } from "./composer.ts";
import { type Change, Conversation } from "./conversation.ts";
import { el, icon } from "./dom.ts";
import { channelName, Sheet } from "./sheet.ts";
import { Thread } from "./thread.ts";
import { pickLanguage, type Words, wordsIn } from "./words.ts";

/** Where this script came from is where the chat is, unless the page says otherwise. */
const SCRIPT_ORIGIN = document.currentScript instanceof HTMLScriptElement ? new URL(document.currentScript.src).origin : "";
const RETRY_OPENING = 5_000;

/**
 * <dripline-chat server language title inline open hold>
 *
 * A launcher in the corner of the page, or with `inline` a chat that fills its place. With `hold` it waits for
 * `connect(token)`. Fires `dripline-profile` when something about the customer may have changed, and `dripline-unread`.
 */
export class DriplineChat extends HTMLElement {
  static observedAttributes = ["language", "title", "inline", "server"];

  private readonly root = this.attachShadow({ mode: "open" });
  private readonly thread = new Thread({
    choose: (option) => this.say(option.title, option.payload),
    again: (key) => this.conversation?.again(key),
  });
  private readonly composer = new Composer(
    (text) => this.say(text),
    () => this.conversation?.writes(),
  );
  private readonly launcher = el("button", { type: "button", class: "launcher" });
  private readonly badge = el("span", { class: "badge", hidden: true });
  private readonly panel = el("section", { class: "panel", id: "panel" });
  private readonly face = el("span", { class: "face", "aria-hidden": "true" });
  private readonly heading = el("h2", {});
  private readonly subtitle = el("p", {});
  private readonly minimise = el("button", { type: "button", class: "minimise" }, icon(iconMinimise));
  private readonly more = el("button", { type: "button", class: "minimise more", "aria-expanded": "false", "aria-controls": "menu" }, icon(iconMore));
  private readonly menu = el("div", { class: "menu", id: "menu", hidden: true });
  private readonly sheet = new Sheet(() => this.render());
  private readonly empty = el("div", { class: "empty" });
  private readonly typing = el("div", { class: "typing", hidden: true });
  private readonly typist = el("span", { class: "typist" });
  private readonly status = el("p", { class: "status", role: "status" });
  private conversation: Conversation | null = null;
  private words: Words = wordsIn("en");
  private unread = 0;
  private seen = 0;
  private reopening = 0;
  private ownTitle: string | null = null;
  private note = "";

  connectedCallback(): void {
    if (!this.panel.isConnected) this.build();
    this.relabel();
    this.toggle(this.isInline || this.hasAttribute("open"), false);
    if (!this.hasAttribute("hold")) void this.begin();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.reopening);
    this.conversation?.close();
    this.conversation = null;
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    if (name === "title" && value !== null) {
      // Kept here: on the element it would be a tooltip over the whole chat.
      this.ownTitle = value;
      this.removeAttribute("title");
    }
    if (this.isConnected && this.panel.isConnected) this.relabel();
  }

  /** Goes on as the visitor this token belongs to. */
  connect(token: string): void {
    this.conversation?.close();
    window.clearTimeout(this.reopening);
    this.thread.clear();
    this.unread = this.seen = 0;
    this.note = "";
    this.sheet.close();
    this.conversation = new Conversation(
      this.server,
      token,
      () => this.language,
      (change) => this.changed(change),
      () => this.forgetToken(),
    );
    this.status.textContent = this.words.loading;
    this.render();
    void this.openConversation(this.conversation);
  }

  /** Proves who the visitor is by a signed link that the company sent them. */
  verify(link: string): Promise<void> {
    if (!this.conversation) return Promise.reject(new Error("The chat is not open yet."));
    return this.conversation.verify(link);
  }

  open(): void {
    this.toggle(true);
  }

  close(): void {
    this.toggle(false);
  }

  private get server(): string {
    return (this.getAttribute("server") ?? (SCRIPT_ORIGIN || location.origin)).replace(/\/+$/, "");
  }

  private get language(): string {
    return pickLanguage(this.getAttribute("language"), document.documentElement.lang, navigator.language);
  }

  private get isInline(): boolean {
    return this.hasAttribute("inline");
  }

  private get who(): string {
    return this.conversation?.company?.assistant || this.words.bot;
  }

  private get tokenKey(): string {
    return `dripline-token:${this.server}`;
  }

  private build(): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    this.root.adoptedStyleSheets = [sheet];
    const header = el("header", {}, this.face, el("div", { class: "names" }, this.heading, this.subtitle), this.more, this.minimise, this.menu);
    const dots = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
    this.typing.append(dots, this.typist);
    this.panel.append(header, this.empty, this.thread.log, this.typing, this.status, this.sheet.place, this.composer.form);
    this.launcher.append(icon(iconChat), this.badge);
    this.launcher.setAttribute("aria-controls", "panel");
    this.root.append(this.panel, this.launcher);
    this.launcher.addEventListener("click", () => this.toggle(true));
    this.minimise.addEventListener("click", () => this.toggle(false));
    this.more.addEventListener("click", () => this.showMenu(Boolean(this.menu.hidden)));
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.menu.hidden) {
        this.showMenu(false);
        this.more.focus();
        return;
      }
      if (event.key === "Escape" && !this.isInline) this.toggle(false);
    });
  }

  private relabel(): void {
    this.words = wordsIn(this.language);
    this.panel.lang = this.language;
    this.minimise.setAttribute("aria-label", this.words.close);
    this.more.setAttribute("aria-label", this.words.more);
    this.composer.relabel(this.words);
    this.render();
  }

  private async begin(): Promise<void> {
    const kept = readStored(this.tokenKey);
    if (kept) return this.connect(kept);
    this.status.textContent = this.words.loading;
    try {
      const session = await ChatClient.start(this.server);
      store(this.tokenKey, session.token);
      if (this.isConnected) this.connect(session.token);
    } catch {
      this.status.textContent = this.words.unreachable;
      this.reopening = window.setTimeout(() => void this.begin(), RETRY_OPENING);
    }
  }

  private async openConversation(conversation: Conversation): Promise<void> {
    try {
      await conversation.open();
    } catch (error) {
      if (this.conversation !== conversation) return;
      if ((error as { status?: number }).status === 401) return this.forgetToken();
      this.status.textContent = this.words.unreachable;
      this.reopening = window.setTimeout(() => void this.openConversation(conversation), RETRY_OPENING);
    }
  }

  /** The server does not know this visitor any more: start as a new one. */
  private forgetToken(): void {
    store(this.tokenKey, null);
    this.dispatchEvent(new CustomEvent("dripline-refused"));
    if (!this.hasAttribute("hold")) void this.begin();
  }

  private say(text: string, payload: string | null = null): void {
    if (!this.conversation?.isReady) return;
    this.note = "";
    this.conversation.say(text, payload);
    this.composer.focus();
  }

  private changed(change: Change): void {
    if (change === "profile") this.dispatchEvent(new CustomEvent("dripline-profile"));
    else this.render();
  }

  /** What else can be done here: prove who one is, take the conversation along. */
  private choices(): [string, () => void][] {
    const { conversation, words } = this;
    if (!conversation?.isReady) return [];
    const found: [string, () => void][] = [];
    if (conversation.canVerify && !conversation.isVerified) found.push([words.customer, () => this.prove(conversation)]);
    if (conversation.isOpen && conversation.messages.some((message) => message.conversation !== null)) {
      for (const channel of conversation.movesTo) {
        found.push([words.moveTo(channelName(channel)), () => this.sheet.move(conversation.client, words, channel)]);
      }
    }
    return found;
  }

  private showMenu(isOpen: boolean): void {
    this.menu.hidden = !isOpen;
    this.more.setAttribute("aria-expanded", String(isOpen));
    this.menu.replaceChildren();
    if (!isOpen) return;
    for (const [words, act] of this.choices()) {
      const button = el("button", { type: "button" }, words);
      button.addEventListener("click", () => {
        this.showMenu(false);
        act();
        this.render();
      });
      this.menu.append(button);
    }
    this.menu.querySelector("button")?.focus();
  }

  private prove(conversation: Conversation): void {
    this.sheet.prove(conversation.client, this.words, () => {
      conversation.isVerified = true;
      this.note = this.words.verified;
      this.dispatchEvent(new CustomEvent("dripline-profile"));
      this.render();
    });
    this.render();
  }

  private toggle(isOpen: boolean, moveFocus = true): void {
    this.panel.hidden = !isOpen;
    this.launcher.hidden = isOpen || this.isInline;
    this.minimise.hidden = this.isInline;
    this.launcher.setAttribute("aria-expanded", String(isOpen));
    this.toggleAttribute("data-open", isOpen);
    this.render();
    if (isOpen) this.thread.scrollToEnd();
    if (moveFocus) (isOpen ? this.composer : this.launcher).focus();
  }

  private render(): void {
    const { conversation, words } = this;
    this.heading.textContent = this.ownTitle ?? conversation?.company?.name ?? words.title;
    this.face.textContent = (conversation?.company?.assistant ?? this.heading.textContent).slice(0, 1);
    this.subtitle.textContent = this.whoAnswers();
    this.panel.setAttribute("aria-label", this.heading.textContent);
    const messages = conversation?.messages ?? [];
    const isReady = conversation?.isReady ?? false;
    this.composer.setEnabled(isReady);
    this.renderEmpty(isReady && messages.length === 0);
    this.thread.log.hidden = messages.length === 0;
    const hasEnded = conversation !== null && !conversation.isOpen && messages.at(-1)?.conversation !== null;
    const movedTo = conversation?.movedTo;
    const ended = movedTo ? words.movedTo(channelName(movedTo)) : words.ended;
    this.thread.render(messages, this.language, words, this.who, isReady && this.seen > 0, hasEnded ? ended : null);
    this.more.hidden = this.choices().length === 0;
    if (this.more.hidden) this.showMenu(false);
    this.composer.form.hidden = !this.sheet.place.hidden;
    this.renderTyping(conversation);
    this.countUnread(messages.filter((message) => message.direction === "out").length, isReady);
    if (!isReady) return;
    this.status.textContent = this.statusLine();
    this.status.classList.toggle("good", this.note !== "" && this.status.textContent === this.note);
  }

  /** The bot is a bot and a person a person: nobody has to guess whom they talk to. */
  private whoAnswers(): string {
    const { conversation, words } = this;
    if (conversation?.agent != null) return conversation.agent ? `${conversation.agent} · ${words.person}` : words.person;
    return conversation?.company ? `${this.who} · ${words.bot}` : words.bot;
  }

  private statusLine(): string {
    if (!this.conversation?.isConnected) return this.words.reconnecting;
    return this.conversation.isSlow ? this.words.slow : this.note;
  }

  private renderTyping(conversation: Conversation | null): void {
    const isTyping = Boolean(conversation?.isTyping);
    const person = conversation?.whoTypes ?? "";
    this.typing.setAttribute("aria-label", this.words.typing(person || this.who));
    this.typist.textContent = person ? this.words.typing(person) : "";
    if (this.typing.hidden !== isTyping) return;
    this.typing.hidden = !isTyping;
    this.typing.setAttribute("role", "img");
    if (isTyping) this.thread.scrollToEnd();
  }

  private renderEmpty(isEmpty: boolean): void {
    this.empty.hidden = !isEmpty;
    if (!isEmpty) return this.empty.replaceChildren();
    const start = el("button", { type: "button", class: "start" }, this.words.start);
    start.addEventListener("click", () => this.say(this.words.hello));
    const title = el("p", { class: "hello" }, this.words.welcome(this.who));
    const known = this.conversation;
    const customer = known?.canVerify && !known.isVerified && el("button", { type: "button", class: "plain" }, this.words.customer);
    if (customer) customer.addEventListener("click", () => this.prove(known));
    this.empty.replaceChildren(title, el("p", {}, this.words.intro), el("div", { class: "actions" }, start, customer));
  }

  private countUnread(received: number, isReady: boolean): void {
    if (isReady && this.seen > 0 && this.panel.hidden) this.unread += Math.max(0, received + 1 - this.seen);
    if (!this.panel.hidden) this.unread = 0;
    this.seen = isReady ? received + 1 : 0;
    this.badge.hidden = this.unread === 0;
    this.badge.textContent = String(this.unread);
    const label = this.unread ? `${this.words.open}, ${this.words.unread(this.unread)}` : this.words.open;
    this.launcher.setAttribute("aria-label", label);
  }
}

function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value for the next visit; where the browser keeps nothing, the visit lasts as long as the page. */
function store(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return;
  }
}

if (!customElements.get("dripline-chat")) customElements.define("dripline-chat", DriplineChat);
