import { get } from "./api.ts";
import { draw } from "./screen.ts";
import { desk } from "./state.ts";
import type { Workspace } from "./types.ts";

/** Reading the open conversation anew. */

const SETTLE = 120;

let settling = 0;

export async function refresh(): Promise<void> {
  const id = desk.space?.conversation.id;
  if (!id) return;
  const before = desk.stepMarks;
  const found = await get<Workspace>(`/desk/conversations/${id}`).catch(() => null);
  if (!found || desk.space?.conversation.id !== id) return;
  // What was read before a step must not take the place of what the step led to.
  if ((desk.isStepping || before !== desk.stepMarks) && desk.space.script) found.script = desk.space.script;
  desk.space = found;
  desk.seen.set(id, found.conversation.position);
  draw();
}

export function refreshSoon(): void {
  window.clearTimeout(settling);
  settling = window.setTimeout(() => void refresh(), SETTLE);
}
