import { ChatClient, Refused } from "./client.ts";
import { Stream } from "./stream.ts";
import type { Company, ServerMessage, ShownMessage, StreamEvent } from "./types.ts";

const RETRY_AFTER = [1_000, 2_000, 4_000];
const TELL_TYPING_EVERY = 3_000;

export type Change = "messages" | "typing" | "connection" | "profile" | "company";

/**
 * What is known of one visitor's conversation in this tab. The server is the truth: a message is shown at once,
 * then takes the place the server gives it, matched by the id that this tab made.
 */
export class Conversation {
  messages: ShownMessage[] = [];
  company: Company | null = null;
  isTyping = false;
  /** The person who is writing; empty when it is the bot. */
  whoTypes = "";
  isSlow = false;
  isConnected = true;
  isReady = false;
  /** False once the conversation has ended: the next message opens another. */
  isOpen = true;
  /** The phone channel that the conversation was taken along to. */
  movedTo: string | null = null;
  isVerified = false;
  canVerify = false;
  movesTo: string[] = [];
  /** The person who has this conversation now, by name; null while the bot has it. */
  agent: string | null = null;
  private toldTypingAt = 0;

  readonly client: ChatClient;
  private stream: Stream | null = null;
  private isClosed = false;

  constructor(
    private readonly server: string,
    readonly token: string,
    private readonly language: () => string,
    private readonly onChange: (change: Change) => void,
    private readonly onRefused: () => void,
  ) {
    this.client = new ChatClient(server, token);
  }

  async open(): Promise<void> {
    const history = await this.client.history();
    if (this.isClosed) return;
    this.company = history.company;
    this.isVerified = history.is_verified;
    this.canVerify = history.can_verify;
    this.movesTo = history.moves_to;
    for (const message of history.messages) this.place(message);
    this.restoreUnsent();
    this.isReady = true;
    this.onChange("company");
    this.onChange("messages");
    this.stream = new Stream(this.client, history.cursor, {
      onEvent: (event) => this.take(event),
      onConnected: (isConnected) => this.connected(isConnected),
      onRefused: () => this.onRefused(),
    });
  }

  close(): void {
    this.isClosed = true;
    this.stream?.close();
  }

  say(text: string, payload: string | null = null): void {
    const message: ShownMessage = {
      key: newKey(),
      direction: "in",
      kind: "text",
      text,
      payload,
      options: [],
      conversation: null,
      at: new Date().toISOString(),
      author: null,
      state: "sending",
    };
    this.messages.push(message);
    this.toldTypingAt = 0;
    this.onChange("messages");
    void this.deliver(message);
  }

  /** The customer is writing: a person at the other end sees it. A bot has no use for it. */
  writes(): void {
    if (this.agent === null || Date.now() - this.toldTypingAt < TELL_TYPING_EVERY) return;
    this.toldTypingAt = Date.now();
    void this.client.typing();
  }

  again(key: string): void {
    const message = this.messages.find((one) => one.key === key && one.state === "failed");
    if (!message) return;
    message.state = "sending";
    this.onChange("messages");
    void this.deliver(message);
  }

  verify(link: string): Promise<void> {
    return this.client.verify(link);
  }

  /** Sends with the same id until the server has it: a repeated delivery changes nothing there. */
  private async deliver(message: ShownMessage): Promise<void> {
    this.keepUnsent();
    for (let tried = 0; message.state === "sending"; tried += 1) {
      try {
        const { key, text, payload } = message;
        await this.client.send({ id: key, text, payload, language: this.language() });
        message.state = "sent";
      } catch (error) {
        if (this.isClosed) return;
        const isPassing = !(error instanceof Refused) || error.isPassing;
        if (!isPassing || tried >= RETRY_AFTER.length) message.state = "failed";
        else await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER[tried]));
      }
    }
    this.keepUnsent();
    this.onChange("messages");
  }

  private take(event: StreamEvent): void {
    const data = JSON.parse(event.data);
    if (event.event === "message") {
      this.place(data as ServerMessage);
      this.onChange("messages");
    } else if (event.event === "typing") {
      this.isTyping = data.is_typing;
      this.whoTypes = data.who ?? "";
      if (!this.isTyping) this.isSlow = false;
      this.onChange("typing");
    } else if (event.event === "notice") {
      this.isSlow = data.kind === "slow";
      this.onChange("typing");
    } else if (event.event === "conversation") {
      this.isOpen = data.is_open;
      this.movedTo = data.moved_to;
      this.agent = data.agent;
      this.onChange("messages");
    } else if (event.event === "visitor") {
      this.isVerified = data.is_verified;
      this.onChange("messages");
    } else if (event.event === "profile") this.onChange("profile");
  }

  /** A message the server has: replaces our own copy, or goes after what came before it. Twice changes nothing. */
  private place(from: ServerMessage): void {
    const own = this.messages.findIndex((one) => one.key === from.client_id || one.key === from.id);
    if (own >= 0) this.messages.splice(own, 1);
    const message: ShownMessage = {
      key: from.client_id ?? from.id,
      direction: from.direction,
      kind: from.kind,
      text: from.text,
      payload: from.payload,
      options: from.options,
      conversation: from.conversation_id,
      at: from.at,
      author: from.author,
      state: "sent",
    };
    const firstUnplaced = this.messages.findIndex((one) => one.conversation === null);
    this.messages.splice(firstUnplaced < 0 ? this.messages.length : firstUnplaced, 0, message);
  }

  private connected(isConnected: boolean): void {
    if (this.isConnected === isConnected) return;
    this.isConnected = isConnected;
    this.onChange("connection");
  }

  private get unsentKey(): string {
    return `dripline-unsent:${this.server}:${this.token.slice(0, 24)}`;
  }

  /** What is not with the server yet survives a reload of this tab. */
  private keepUnsent(): void {
    const unsent = this.messages.filter((one) => one.state !== "sent");
    try {
      if (unsent.length) sessionStorage.setItem(this.unsentKey, JSON.stringify(unsent));
      else sessionStorage.removeItem(this.unsentKey);
    } catch {
      // No storage (private mode, a sandboxed frame): a reload forgets them, the conversation goes on.
    }
  }

  private restoreUnsent(): void {
    let unsent: ShownMessage[] = [];
    try {
      unsent = JSON.parse(sessionStorage.getItem(this.unsentKey) ?? "[]") as ShownMessage[];
    } catch {
      unsent = [];
    }
    const known = new Set(this.messages.map((one) => one.key));
    for (const message of unsent.filter((one) => !known.has(one.key))) {
      this.messages.push({ ...message, state: "sending" });
      void this.deliver(this.messages.at(-1)!);
    }
  }
}

/** 32 random hexadecimal characters. (randomUUID exists on secure pages only.) */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
