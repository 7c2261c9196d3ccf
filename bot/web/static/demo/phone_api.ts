/** What the phones ask of the demo. */

export type Channel = "whatsapp" | "sms";

export interface Bubble {
  id: string;
  is_mine: boolean;
  text: string;
  /** What opens a list; empty for quick replies. */
  button: string;
  options: { title: string; payload: string }[];
  state: string;
  reason: string;
  at: string;
}

export interface Planned {
  id: string;
  what: string;
  channel: string;
  when: string;
  why: string;
  waits: string;
}

export interface Threads {
  phones: Record<Channel, { is_off: boolean; messages: Bubble[] }>;
  planned: Planned[];
}

export interface Written {
  id: string;
  channel: Channel;
  number: string;
  text: string;
  payload: string | null;
  is_list: boolean;
}

/** The demo said no; `message` says why and what to do. */
export class Refusal extends Error {}

export function threads(number: string, lookingAt: Channel[]): Promise<Threads> {
  const query = new URLSearchParams({ number, looking_at: lookingAt.join(",") });
  return ask<Threads>(`/demo/phone/threads?${query}`);
}

export function write(message: Written): Promise<unknown> {
  return ask("/demo/phone/messages", message);
}

export function switchAirplane(channel: Channel, number: string, isOff: boolean): Promise<unknown> {
  return ask("/demo/phone/airplane", { channel, number, is_off: isOff });
}

export function sendNow(followUp: string): Promise<unknown> {
  return ask(`/demo/phone/follow-ups/${encodeURIComponent(followUp)}`, {});
}

async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const headers = { "Content-Type": "application/json", "X-Dripline-Phones": "1" };
  const sent = body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers, cache: "no-store" as const };
  const response = await fetch(path, sent).catch(() => {
    throw new Refusal("The app does not answer. Is it still running?");
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) throw new Refusal(`${String(answer.error ?? "That did not work.")} ${String(answer.hint ?? "")}`.trim());
  return answer as Answer;
}
