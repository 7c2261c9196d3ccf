import { get } from "./api.ts";
import { draw } from "./screen.ts";
import { desk } from "./state.ts";
import type { Workspace } from "./types.ts";

/** Reading the open conversation anew. */

const SETTLE = 120;

let settling = 0;
let asked = 0;
let shown = 0;

export async function refresh(): Promise<void> {
  const id = desk.space?.conversation.id;
  if (!id) return;
  const before = desk.stepMarks;
  const mine = ++asked;
  const found = await get<Workspace>(`/desk/conversations/${id}`).catch(() => null);
  // What was asked for earlier and comes later does not hide what has come since.
  if (!found || mine < shown || desk.space?.conversation.id !== id) return;
  // What was read before a step must not take the place of what the step led to.
  if ((desk.isStepping || before !== desk.stepMarks) && desk.space.script) found.script = desk.space.script;
  desk.space = found;
  see(found, mine);
  draw();
}

/** It has been read so far; what was asked for before is late. What the queue already knows beyond it is read in a moment. */
export function see({ conversation }: Workspace, number = ++asked): void {
  shown = number;
  desk.seen.set(conversation.id, conversation.position);
  const told = desk.queue.mine.find((one) => one.conversation_id === conversation.id);
  if (told && told.position > conversation.position) refreshSoon();
}

export function refreshSoon(): void {
  window.clearTimeout(settling);
  settling = window.setTimeout(() => void refresh(), SETTLE);
}
