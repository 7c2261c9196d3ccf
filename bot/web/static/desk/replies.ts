import { deliver, drafts, newId, post, Refusal } from "./api.ts";
import type { ChatDeeds } from "./chat.ts";
import { refresh } from "./refresh.ts";
import { draw } from "./screen.ts";
import { desk } from "./state.ts";
import { step } from "./steps.ts";
import type { Workspace } from "./types.ts";

/** Writing to the customer. */

const TELL_WRITING_EVERY = 3_000;

let toldWritingAt = 0;

export function chatDeeds(shown: Workspace): ChatDeeds {
  return {
    reply: (text) => void reply(text),
    use: (text) => void step("say", { text }),
    draft: (text) => drafts.set(`reply:${shown.conversation.id}`, text),
    writes: () => tellWriting(shown),
  };
}

async function reply(text: string): Promise<void> {
  if (!desk.space) return;
  const id = desk.space.conversation.id;
  desk.sending.push(text);
  toldWritingAt = 0;
  drafts.set(`reply:${id}`, "");
  draw();
  document.querySelector<HTMLElement>("#reply")?.focus();
  try {
    await deliver(`/desk/conversations/${id}/replies`, { id: newId(), text });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    drafts.set(`reply:${id}`, text);
    desk.look.notice = `It was not sent. ${error.message} ${error.hint}`;
  }
  await refresh();
  desk.sending = desk.sending.filter((one) => one !== text);
  draw();
}

/** The customer's web chat shows that somebody is writing; other channels have no such sign. */
function tellWriting(shown: Workspace): void {
  if (shown.conversation.channel !== "webchat" || Date.now() - toldWritingAt < TELL_WRITING_EVERY) return;
  toldWritingAt = Date.now();
  void post(`/desk/conversations/${shown.conversation.id}/typing`, {}).catch(() => undefined);
}
