import { readEvents } from "./sse.ts";
import type { History, Session, StreamEvent } from "./types.ts";

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
    const response = await fetch(`${this.server}/webchat/messages`, {
      method: "POST",
      headers: { ...this.headers(), "Content-Type": "application/json" },
      body: JSON.stringify(message),
      keepalive: true,
    });
    await accepted(response);
  }

  async verify(link: string): Promise<void> {
    const response = await fetch(`${this.server}/webchat/verify`, {
      method: "POST",
      headers: { ...this.headers(), "Content-Type": "application/json" },
      body: JSON.stringify({ link }),
    });
    await accepted(response);
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

  private headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.token}` };
  }
}

async function accepted(response: Response): Promise<Response> {
  if (response.ok) return response;
  const said = (await response.json().catch(() => ({}))) as { error?: string; hint?: string };
  throw new Refused(response.status, said.hint ?? said.error ?? response.statusText);
}
