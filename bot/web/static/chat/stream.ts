import { type ChatClient, Refused } from "./client.ts";
import type { StreamEvent } from "./types.ts";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** The server's heartbeat comes every 15 s; a stream silent for longer than three of them is dead. */
const LONGEST_SILENCE = 50_000;

export interface StreamListener {
  onEvent(event: StreamEvent): void;
  onConnected(isConnected: boolean): void;
  /** The token is no longer good; the stream has ended. */
  onRefused(): void;
}

/** Keeps one event stream open: goes on after the last event, waits longer after each failure, wakes when online. */
export class Stream {
  private readonly abort = new AbortController();
  private attempt: AbortController | null = null;
  private wake: (() => void) | null = null;
  private readonly onOnline = () => this.wake?.();

  constructor(
    private readonly client: ChatClient,
    private cursor: string,
    private readonly listener: StreamListener,
  ) {
    window.addEventListener("online", this.onOnline);
    void this.run();
  }

  close(): void {
    this.abort.abort();
    this.attempt?.abort();
    this.wake?.();
    window.removeEventListener("online", this.onOnline);
  }

  private async run(): Promise<void> {
    let wait = FIRST_WAIT;
    while (!this.abort.signal.aborted) {
      try {
        await this.follow(() => (wait = FIRST_WAIT));
      } catch (error) {
        if (error instanceof Refused && error.status === 401) return this.listener.onRefused();
      }
      if (this.abort.signal.aborted) return;
      this.listener.onConnected(false);
      await this.pause(wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }

  private async follow(onAlive: () => void): Promise<void> {
    const attempt = (this.attempt = new AbortController());
    let silence = window.setTimeout(() => attempt.abort(), LONGEST_SILENCE);
    try {
      for await (const event of this.client.events(this.cursor, attempt.signal)) {
        window.clearTimeout(silence);
        silence = window.setTimeout(() => attempt.abort(), LONGEST_SILENCE);
        if (this.abort.signal.aborted) return;
        onAlive();
        this.listener.onConnected(true);
        if (event.id) this.cursor = event.id;
        this.listener.onEvent(event);
      }
    } finally {
      window.clearTimeout(silence);
    }
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = window.setTimeout(resolve, milliseconds);
      this.wake = () => {
        window.clearTimeout(timer);
        resolve();
      };
    });
  }
}
