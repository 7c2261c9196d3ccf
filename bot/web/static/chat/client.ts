import { readEvents } from "./sse.ts";
import type { History, Move, Session, StreamEvent } from "./types.ts";

/** The server refused: `status` says how, `hint` is its own advice. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly hint: string,
  ) {
    super(hint);
  }

  /** Worth sending the same again: the server was busy or away, it did not say no. */
  get isPassing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

/** The web chat's endpoints. Knows nothing of what is on the screen. */
export class ChatClient {
  constructor(
    private readonly server: string,
    private readonly token: string,
  ) {}

  static async start(server: string): Promise<Session> {
    const response = await fetch(`${server}/webchat/sessions`, { method: "POST" });
    return (await accepted(response)).json() as Promise<Session>;
  }

  async history(): Promise<History> {
    const response = await fetch(`${this.server}/webchat/history`, { headers: this.headers() });
    return (await accepted(response)).json() as Promise<History>;
  }

  async send(message: { id: string; text: string; payload: string | null; language: string }): Promise<void> {
    await this.post("messages", message, { keepalive: true });
  }

  /** Nobody waits for it, and nobody misses it. */
  async typing(): Promise<void> {
    await fetch(`${this.server}/webchat/typing`, { method: "POST", headers: this.headers() }).catch(() => undefined);
  }

  async verify(link: string): Promise<void> {
    await this.post("verify", { link });
  }

  /** Has a code sent by SMS. */
  async sendCode(phone: string): Promise<{ ends_with: string }> {
    return (await this.post("codes", { phone })).json() as Promise<{ ends_with: string }>;
  }

  async checkCode(phone: string, code: string): Promise<void> {
    await this.post("codes/check", { phone, code });
  }

  async move(): Promise<Move> {
    return (await this.post("moves", {})).json() as Promise<Move>;
  }

  async *events(after: string, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    const response = await fetch(`${this.server}/webchat/events`, {
      headers: { ...this.headers(), Accept: "text/event-stream", ...(after ? { "Last-Event-ID": after } : {}) },
      cache: "no-store",
      signal,
    });
    const { body } = await accepted(response);
    if (body) yield* readEvents(body);
  }

  private async post(path: string, body: object, how: RequestInit = {}): Promise<Response> {
    const headers = { ...this.headers(), "Content-Type": "application/json" };
    const response = await fetch(`${this.server}/webchat/${path}`, { method: "POST", headers, body: JSON.stringify(body), ...how });
    return accepted(response);
  }

  private headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.token}` };
  }
}

async function accepted(response: Response): Promise<Response> {
  if (response.ok) return response;
  const said = (await response.json().catch(() => ({}))) as { error?: string; hint?: string };
  throw new Refused(response.status, said.hint ?? said.error ?? response.statusText);
}
