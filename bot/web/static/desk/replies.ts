import { deliver, drafts, newId, post, Refusal } from "./api.ts";
import type { ChatDeeds, ChatLook } from "./chat.ts";
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
    writeAgain: () => writeAgain(shown.conversation.id),
    leaveUnsent: () => leaveUnsent(shown.conversation.id),
  };
}

export function chatLook({ conversation }: Workspace): ChatLook {
  return {
    draft: drafts.get(`reply:${conversation.id}`),
    sending: desk.sending,
    unsent: drafts.get(`unsent:${conversation.id}`),
    whyUnsent: desk.whyUnsent,
    isCustomerWriting: desk.writing.has(conversation.id),
  };
}

async function reply(text: string): Promise<void> {
  if (!desk.space) return;
  const id = desk.space.conversation.id;
  desk.sending.push(text);
  desk.whyUnsent = "";
  toldWritingAt = 0;
  drafts.set(`reply:${id}`, "");
  draw();
  document.querySelector<HTMLElement>("#reply")?.focus();
  try {
    await deliver(`/desk/conversations/${id}/replies`, { id: newId(), text });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    takeBack(id, text);
    desk.whyUnsent = `It was not sent. ${error.words}`;
  }
  await refresh();
  desk.sending = desk.sending.filter((one) => one !== text);
  draw();
}

/** What was refused is in the field again, unless something else is there by now: then it stands above. */
function takeBack(id: string, text: string): void {
  if (drafts.get(`reply:${id}`)) drafts.set(`unsent:${id}`, lines(drafts.get(`unsent:${id}`), text));
  else drafts.set(`reply:${id}`, text);
}

function writeAgain(id: string): void {
  drafts.set(`reply:${id}`, lines(drafts.get(`reply:${id}`), drafts.get(`unsent:${id}`)));
  leaveUnsent(id);
}

function leaveUnsent(id: string): void {
  drafts.set(`unsent:${id}`, "");
  draw();
  document.querySelector<HTMLElement>("#reply")?.focus();
}

function lines(...texts: string[]): string {
  return texts.filter(Boolean).join("\n");
}

/** The customer's web chat shows that somebody is writing; other channels have no such sign. */
function tellWriting(shown: Workspace): void {
  if (shown.conversation.channel !== "webchat" || Date.now() - toldWritingAt < TELL_WRITING_EVERY) return;
  toldWritingAt = Date.now();
  void post(`/desk/conversations/${shown.conversation.id}/typing`, {}).catch(() => undefined);
}
