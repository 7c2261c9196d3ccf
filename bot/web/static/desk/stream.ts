import { get, Refusal } from "./api.ts";
import { showWriting } from "./chat.ts";
import { openSignedOut } from "./dialogs.ts";
import { refresh, refreshSoon } from "./refresh.ts";
import { draw, drawing, isTyping } from "./screen.ts";
import { desk } from "./state.ts";
import type { Queue } from "./types.ts";

/** What the server tells by itself, as it happens. */

const LISTEN_EVERY = 3_000;

export function listen(): void {
  const source = new EventSource("/desk/events");
  source.addEventListener("open", () => setStreaming(true));
  source.addEventListener("error", () => {
    setStreaming(false);
    if (source.readyState === EventSource.CLOSED) void listenAgain();
  });
  source.addEventListener("signed_out", () => {
    source.close();
    openSignedOut();
  });
  source.addEventListener("queue", (event) => onQueue(JSON.parse((event as MessageEvent<string>).data) as Queue));
  source.addEventListener("typing", (event) => onWriting((JSON.parse((event as MessageEvent<string>).data) as { conversations: string[] }).conversations));
  source.addEventListener("engine", (event) => {
    desk.isEngineUp = (JSON.parse((event as MessageEvent<string>).data) as { is_up: boolean }).is_up;
    if (desk.space) desk.space.is_engine_up = desk.isEngineUp;
    draw();
  });
}

/** A refused stream does not come back by itself: ask why, and try again unless somebody must sign in first. */
async function listenAgain(): Promise<void> {
  const isRefused = await get("/desk/queue").then(
    () => false,
    (error: unknown) => error instanceof Refusal && error.status === 401,
  );
  if (!isRefused) window.setTimeout(listen, LISTEN_EVERY);
}

function setStreaming(isUp: boolean): void {
  if (isUp && !desk.isStreaming) void refresh();
  desk.isStreaming = isUp;
  drawing.banners();
}

function onQueue(told: Queue): void {
  desk.queue = told;
  for (const one of told.mine) if (!desk.seen.has(one.conversation_id)) desk.seen.set(one.conversation_id, one.position);
  const id = desk.space?.conversation.id;
  const mine = told.mine.find((one) => one.conversation_id === id);
  const isMoved = mine ? mine.position !== desk.seen.get(mine.conversation_id) : Boolean(desk.space?.conversation.is_mine && desk.space.conversation.is_open);
  if (id && isMoved) refreshSoon();
  if (isTyping()) drawing.queueAndBanners();
  else draw();
}

/** Shown at once, also while the agent types: nothing else is drawn anew for it. */
function onWriting(conversations: string[]): void {
  desk.writing = new Set(conversations);
  const line = document.querySelector<HTMLElement>("#customer-writing");
  if (line && desk.space) showWriting(line, desk.writing.has(desk.space.conversation.id));
}
