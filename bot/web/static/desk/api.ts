/** Asking the server. What could not be sent is kept with its id and sent again: the same id is the same deed. */

const RETRY = 1_500;

export class Refusal extends Error {
  constructor(
    readonly status: number,
    error: string,
    readonly hint: string,
  ) {
    super(error);
  }

  /** What was wrong, and how to mend it. */
  get words(): string {
    return `${this.message} ${this.hint}`;
  }
}

/** What to tell the agent of a deed that did not get through. */
export function problemOf(error: unknown): string {
  return error instanceof Refusal ? error.words : "The connection is away. Try again in a moment.";
}

/** Told whether the server answers, whether its store does, and when the session has ended; the page says so. */
export const connection = {
  onChange: () => undefined as void,
  onSignedOut: () => undefined as void,
  isUp: true,
  isStoreUp: true,
};

export function newId(): string {
  return crypto.randomUUID();
}

export async function get<T>(path: string): Promise<T> {
  return (await send("GET", path)) as T;
}

/** One try. Raises Refusal, or TypeError when the network is away. */
export async function post<T>(path: string, body: object): Promise<T> {
  return (await send("POST", path, body)) as T;
}

/** As `post`, tried until the server answers: for what was typed or chosen, which must not be lost. */
export async function deliver<T>(path: string, body: object): Promise<T> {
  for (;;) {
    try {
      return await post<T>(path, body);
    } catch (error) {
      if (error instanceof Refusal && error.status !== 503) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
}

async function send(method: string, path: string, body?: object): Promise<unknown> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { "Content-Type": "application/json", "X-CSRF-Token": token },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch (error) {
    tell(false, connection.isStoreUp);
    throw error;
  }
  tell(true, response.status !== 503);
  if (response.status === 204) return {};
  const answer = (await response.json()) as Record<string, unknown>;
  if (response.ok) return answer;
  if (response.status === 401) connection.onSignedOut();
  throw new Refusal(response.status, String(answer.error), String(answer.hint));
}

function tell(isUp: boolean, isStoreUp: boolean): void {
  if (connection.isUp === isUp && connection.isStoreUp === isStoreUp) return;
  connection.isUp = isUp;
  connection.isStoreUp = isStoreUp;
  connection.onChange();
}

/** What was typed and not sent outlives a reload, on this machine only. */
export const drafts = {
  get(name: string): string {
    try {
      return localStorage.getItem(`desk:${name}`) ?? "";
    } catch {
      return "";
    }
  },
  set(name: string, text: string): void {
    try {
      if (text) localStorage.setItem(`desk:${name}`, text);
      else localStorage.removeItem(`desk:${name}`);
    } catch {
      return;
    }
  },
};
