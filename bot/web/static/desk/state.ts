import type { CardLook } from "./card.ts";
import type { ScriptLook } from "./script.ts";
import type { Card, Queue, Workspace } from "./types.ts";

/** All that the desk knows: deeds change it, everything on the page is drawn from it. */

export interface Desk {
  queue: Queue;
  /** The conversation that is open. */
  space: Workspace | null;
  /** Somebody who was looked up, with no conversation open. */
  looked: Card | null;
  isEngineUp: boolean;
  isStreaming: boolean;
  /** From taking or choosing a conversation until it is shown: what is on the page meanwhile is another one. */
  isOpening: boolean;
  isStepping: boolean;
  /** Counts beginnings and ends of steps: what was asked for between two marks knows of no step in between. */
  stepMarks: number;
  /** Replies on their way, of the conversation that is open. */
  sending: string[];
  /** Why the last reply was not sent, of the conversation that is open. */
  whyUnsent: string;
  /** Conversations whose customer is writing. */
  writing: Set<string>;
  /** By conversation: how far it was seen. */
  seen: Map<string, number>;
  /** What went wrong with the last deed, for a banner. */
  problem: string;
  look: ScriptLook;
  cardLook: CardLook;
}

export const desk: Desk = {
  queue: { waiting: [], mine: [], others: [], staff: [], is_reachable: true },
  space: null,
  looked: null,
  isEngineUp: true,
  isStreaming: true,
  isOpening: false,
  isStepping: false,
  stepMarks: 0,
  sending: [],
  whyUnsent: "",
  writing: new Set(),
  seen: new Map(),
  problem: "",
  look: freshLook(),
  cardLook: { editing: "", history: null },
};

export function freshLook(): ScriptLook {
  return { suggestions: [], notice: "", isWhyShown: false, isPaused: false, correcting: "", correction: "", pressed: null, draft: "", picked: new Map() };
}
