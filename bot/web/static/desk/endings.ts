import { attempt } from "./attempt.ts";
import { deliver, newId, post, Refusal } from "./api.ts";
import { openGiveBack, type GiveBack } from "./dialogs.ts";
import { close } from "./opening.ts";
import { place } from "./screen.ts";
import { desk } from "./state.ts";
import { openWrapUp, type WrapUp } from "./wrap_up.ts";

/** How an agent is done with a conversation: it is given back or passed on, or wrapped up. */

export function askGiveBack(): void {
  if (desk.space) openGiveBack(desk.space, desk.queue, place.name, giveBack);
}

export function askWrapUp(): void {
  if (desk.space) openWrapUp(desk.space, wrapUp);
}

async function giveBack(how: GiveBack): Promise<void> {
  if (!desk.space) return;
  const done = await attempt(() => post(`/desk/conversations/${desk.space!.conversation.id}/give-back`, { id: newId(), ...how }));
  if (done) close();
}

async function wrapUp(ended: WrapUp): Promise<string> {
  if (!desk.space) return "";
  try {
    await deliver(`/desk/conversations/${desk.space.conversation.id}/wrap-up`, ended);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.words;
  }
  close();
  return "";
}
