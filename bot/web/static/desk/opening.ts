import { attempt } from "./attempt.ts";
import { drafts, get, post } from "./api.ts";
import { see } from "./refresh.ts";
import { draw, focusWork, isTyping, place, show, typing } from "./screen.ts";
import { desk, freshLook } from "./state.ts";
import { step, stepShown } from "./steps.ts";
import type { Card, Workspace } from "./types.ts";

/** Which conversation, or which customer, is on the page. */

const OPENED = "opened";

export async function open(conversationId: string, view = "work"): Promise<void> {
  desk.isOpening = true;
  drafts.set(OPENED, conversationId);
  const found = await attempt(() => get<Workspace>(`/desk/conversations/${conversationId}`));
  desk.isOpening = false;
  if (!found) {
    typing.miss();
    return close();
  }
  desk.space = found;
  see(found);
  desk.looked = null;
  desk.look = { ...freshLook(), draft: drafts.get(`say:${conversationId}`) };
  desk.cardLook = { editing: "", history: null };
  desk.sending = [];
  desk.whyUnsent = "";
  stepShown();
  show(view);
  draw();
  if (found.conversation.is_mine && found.conversation.is_open && needsStart(found)) await step("start", { at: "menu", value: found.planned_flow });
  if (!isTyping()) focusWork();
}

/** A call begins with the script that was chosen for it; a chat stands where the bot left it. */
function needsStart(found: Workspace): boolean {
  return found.conversation.channel === "phone" && !found.script?.version;
}

/** The conversation that was open before a reload. */
export function openAgain(): void {
  const openedBefore = drafts.get(OPENED);
  if (openedBefore) void open(openedBefore);
}

export function close(): void {
  desk.space = null;
  drafts.set(OPENED, "");
  show("queue");
  draw();
  document.querySelector<HTMLElement>(".queue-item")?.focus();
}

export async function take(item: string): Promise<void> {
  await begin(() => post("/desk/take", { item }));
}

/** Opens the conversation that a deed leads to. */
export async function begin(deed: () => Promise<{ conversation_id: string }>): Promise<void> {
  desk.isOpening = true;
  const begun = await attempt(deed);
  if (begun) return open(begun.conversation_id);
  desk.isOpening = false;
  typing.miss();
}

export async function lookAt(personId: string): Promise<void> {
  const found = await attempt(() => get<{ card: Card }>(`/desk/people/${personId}`));
  if (!found) return;
  desk.space = null;
  desk.looked = found.card;
  show("card");
  draw();
  place.card.querySelector<HTMLElement>("button")?.focus();
}
