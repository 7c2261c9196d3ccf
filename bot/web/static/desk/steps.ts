import { deliver, drafts, newId, Refusal } from "./api.ts";
import { refresh, refreshSoon } from "./refresh.ts";
import { draw, focusWork, isTyping, typing } from "./screen.ts";
import type { ScriptLook } from "./script.ts";
import { desk, freshLook } from "./state.ts";
import type { Key, Script } from "./types.ts";

/** Steps of the script: what the agent chose or typed goes to the server, and what it leads to is shown. */

interface Deed {
  at?: string;
  value?: string;
  text?: string;
}

let stepping: { kind: string; at: string | undefined } = { kind: "", at: undefined };
let afterwards: [string, Deed] | null = null;
let shownAt = 0;
let pausedFor = 0;
let pausedAt = 0;

/** One step at a time: what is pressed meanwhile comes after it, but the same place is not answered twice. */
export async function step(kind: string, deed: Deed = {}): Promise<void> {
  if (!desk.space) return;
  if (desk.isStepping) {
    if (kind !== stepping.kind || deed.at !== stepping.at) afterwards = [kind, deed];
    return;
  }
  const { conversation, script } = desk.space;
  const before = { ...desk.look };
  desk.isStepping = true;
  desk.stepMarks += 1;
  stepping = { kind, at: deed.at };
  const seconds = Math.max(0, (Date.now() - shownAt - pausedFor) / 1000);
  const body = { id: newId(), kind, ...deed, seen: script?.version ?? "", seconds };
  try {
    const told = await deliver<{ understood: boolean; script?: Script; suggestions?: Key[] }>(`/desk/conversations/${conversation.id}/steps`, body);
    if (desk.space?.conversation.id !== conversation.id) return;
    if (!told.understood) return notUnderstood(told.suggestions ?? []);
    desk.space.script = told.script ?? null;
    desk.look = { ...freshLook(), ...correctionAfter(kind, before), draft: draftAfter(kind, deed) };
    drafts.set(`say:${conversation.id}`, desk.look.draft);
    stepShown();
  } catch (error) {
    await disagreed(error, before);
  } finally {
    desk.isStepping = false;
    desk.stepMarks += 1;
    desk.look.pressed = null;
    const next = afterwards;
    afterwards = null;
    if (next && desk.space?.conversation.id === conversation.id) void step(...next);
    draw();
    const isSaid = kind === "say" && document.activeElement?.id === "say" && typing.isHandedIn && !desk.look.notice;
    if (!isTyping() || isSaid) focusWork();
    refreshSoon();
  }
}

/** What was said leaves the entry, and so does what led to a suggestion once anything was chosen; what was typed since stays. */
function draftAfter(kind: string, deed: Deed): string {
  const isSaid = kind === "say" && desk.look.draft.trim() === deed.text;
  return isSaid || desk.look.suggestions.length ? "" : desk.look.draft;
}

/** A correction stays open where it was opened or typed in since, and where it holds words that this step did not take. */
function correctionAfter(taken: string, before: ScriptLook): Partial<ScriptLook> {
  const { correcting, correction, picked } = desk.look;
  const isNew = correcting !== before.correcting || correction !== before.correction;
  const isUntaken = taken !== "correct" && correction !== "";
  const isAnswered = desk.space?.script?.answered.some((one) => one.at === correcting);
  if (!isAnswered || !(isNew || isUntaken)) return {};
  return { correcting, correction, picked: new Map([...picked].filter(([at]) => at === correcting)) };
}

function notUnderstood(suggestions: Key[]): void {
  desk.look.suggestions = suggestions;
  desk.look.notice = suggestions.length ? "" : "That is no answer to what is asked here. Choose one, or say it in other words.";
}

/** The server has the last word: what it knows is shown, and why. */
async function disagreed(error: unknown, before: ScriptLook): Promise<void> {
  if (!(error instanceof Refusal)) throw error;
  await refreshNow();
  desk.look = { ...freshLook(), ...correctionAfter("", before), draft: desk.look.draft, notice: error.words };
}

async function refreshNow(): Promise<void> {
  desk.isStepping = false;
  await refresh();
}

export function stepShown(): void {
  shownAt = Date.now();
  pausedFor = 0;
}

/** A break does not count as time on the step. */
export function pause(): void {
  desk.look.isPaused = !desk.look.isPaused;
  if (desk.look.isPaused) pausedAt = Date.now();
  else pausedFor += Date.now() - pausedAt;
  draw();
}
