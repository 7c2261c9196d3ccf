import { connection, drafts, get, post, Refusal } from "./api.ts";
import { attempt } from "./attempt.ts";
import { drawCard } from "./card.ts";
import { drawChat, showWriting } from "./chat.ts";
import { cardDeeds } from "./customer.ts";
import { openHelp, openSignedOut } from "./dialogs.ts";
import { button, el, part, redraw, sprite } from "./dom.ts";
import { askGiveBack, askWrapUp } from "./endings.ts";
import { lookAt, open, openAgain, take } from "./opening.ts";
import { drawQueue, type QueueDeeds } from "./queue.ts";
import { refresh, refreshSoon } from "./refresh.ts";
import { chatDeeds } from "./replies.ts";
import { draw, drawing, isTyping, place, show, typing } from "./screen.ts";
import { drawScript } from "./script.ts";
import { scriptDeeds } from "./script_deeds.ts";
import { Search } from "./search.ts";
import { desk } from "./state.ts";
import type { Queue, Workspace } from "./types.ts";

/** The desk: one queue, one conversation, one customer; everything by keys. */

const HERE_EVERY = 15_000;
const LOOK_EVERY = 3_000;
const LISTEN_EVERY = 3_000;

// Drawing.

const queueDeeds: QueueDeeds = {
  take: (item) => void take(item.id),
  open: (item) => void open(item.conversation_id),
  putOff: (item) => void attempt(() => post("/desk/put-off", { item: item.id, minutes: 30 })),
};

function drawAll(): void {
  drawQueueAndBanners();
  if (desk.space) {
    redraw(place.work, work(desk.space));
    document.querySelector("#chat-lines")?.scrollTo({ top: 1e6 });
  } else redraw(place.work, nothingOpen());
  const card = desk.space?.card ?? desk.looked;
  redraw(place.card, card ? drawCard(card, desk.space, desk.cardLook, cardDeeds) : part("div", "card-empty", el("p", { class: "note" }, "Whoever you talk to shows up here, with what we know.")));
}

function drawQueueAndBanners(): void {
  drawBanners();
  const unread = new Set(desk.queue.mine.filter((one) => (desk.seen.get(one.conversation_id) ?? one.position) < one.position).map((one) => one.conversation_id));
  redraw(place.queue, drawQueue(desk.queue, desk.space?.conversation.id ?? "", unread, queueDeeds));
  place.count.textContent = desk.queue.waiting.length ? String(desk.queue.waiting.length) : "";
}

function work(shown: Workspace): HTMLElement {
  const { conversation } = shown;
  const canWork = conversation.is_mine && conversation.is_open;
  const isChat = conversation.channel !== "phone";
  const title = shown.card.name || "Unknown customer";
  const state = !conversation.is_open ? "ended" : canWork ? (isChat ? `on ${conversation.channel}` : "on the line") : conversation.owner === "waiting" ? "waits in the queue" : `${conversation.owner_name ?? "the bot"} has it`;
  return part("div", `work-sheet${isChat ? " has-chat" : ""}`,
    part("header", "work-top",
      el("div", {}, el("h3", {}, title), el("p", { class: "note" }, state)),
      part("div", "work-deeds",
        canWork && button("Give back", () => askGiveBack(), { key: "g" }),
        (canWork || (!conversation.is_open && !shown.wrap_up.is_done)) && button("Wrap up", () => askWrapUp(), { key: "e", look: !conversation.is_open || shown.wrap_up.is_required ? "btn-accent" : "btn-quiet" }),
        conversation.is_open && !canWork && button("Take", () => void take(`conversation:${conversation.id}`), { look: "btn-accent" }),
      ),
    ),
    canWork && drawScript(shown, desk.look, scriptDeeds),
    drawChat(shown, drafts.get(`reply:${conversation.id}`), desk.sending, desk.writing.has(conversation.id), chatDeeds(shown)),
  );
}

function nothingOpen(): HTMLElement {
  return part("div", "work-empty", sprite("headset"),
    el("h3", {}, desk.queue.waiting.length ? "Ready for the next one" : "All quiet"),
    el("p", {}, desk.queue.waiting.length ? "Press n to take whoever comes first." : "Calls and chats come by themselves. Press s to look somebody up."),
  );
}

function drawBanners(): void {
  const told: [string, string][] = [];
  if (!connection.isUp || !desk.isStreaming) told.push(["wifi-off", "The connection is away. What you type is kept and goes out when it is back."]);
  else if (!desk.queue.is_reachable || !connection.isStoreUp) told.push(["database-exclamation", "The store does not answer. What you see is what was known last; nothing you type is lost."]);
  if (!desk.isEngineUp) told.push(["cloud-slash", "The engine is resting. The script goes on; typed changes of subject are found by title."]);
  if (desk.problems.has("deed")) told.push(["exclamation-circle", desk.problems.get("deed")!]);
  if (typing.isWaiting && !desk.isOpening) told.push(["pencil", `The field you typed in is gone${typing.ahead && `, and “${typing.ahead}” is nowhere yet`}. Press Escape, and keys are shortcuts again.`]);
  redraw(place.banners, ...told.map(([icon, text]) => part("div", "banner", sprite(icon), el("p", {}, text))));
}

// Keys.

const KEYS: Record<string, () => void> = {
  b: () => desk.space?.script?.can_go_back && scriptDeeds.back(),
  c: () => desk.space?.script?.answered.length && scriptDeeds.correct(desk.space.script.answered.at(-1)!.at, ""),
  w: () => desk.space?.script?.pending && scriptDeeds.why(),
  p: () => desk.space && scriptDeeds.pause(),
  v: () => desk.space && !desk.space.card.is_verified && desk.space.card.checks.length > 1 && cardDeeds.verify(),
  e: askWrapUp,
  g: () => desk.space?.conversation.is_mine && askGiveBack(),
  n: () => desk.queue.waiting[0] && void take(desk.queue.waiting[0].id),
  r: () => writeIn("reply"),
  s: () => document.querySelector<HTMLElement>("#find")?.focus(),
  "/": () => writeIn("say"),
  "?": openHelp,
};
/** While a conversation is being opened the others would act on the one before. */
const ALWAYS = ["/", "r", "s", "?"];

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const target = event.target as HTMLElement;
  if (target.matches("input, textarea, select")) {
    if (event.key === "Escape") target.blur();
    return;
  }
  if (typing.takes(event) || (desk.isOpening && !ALWAYS.includes(event.key))) return;
  const digit = /^[0-9]$/.test(event.key) ? document.querySelector<HTMLElement>(event.key === "0" ? "#key-none" : `#key-${event.key}`) : null;
  const deed = digit ? () => digit.click() : KEYS[event.key];
  if (event.key === "Enter" && (target === document.body || target === place.work)) {
    if (desk.space?.script?.can_go_on) return void scriptDeeds.goOn();
    return document.querySelector<HTMLElement>("#key-take")?.click();
  }
  if (!deed) return;
  event.preventDefault();
  deed();
}

function writeIn(id: string): void {
  if (desk.isOpening || document.getElementById(id)) typing.mean(id);
}

// The stream.

function listen(): void {
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

// Presence.

function bePresent(): void {
  place.presence.addEventListener("click", changePresence);
  window.setInterval(() => void tellPresence(), HERE_EVERY);
  void tellPresence();
}

function changePresence(): void {
  const isAway = place.presence.getAttribute("aria-pressed") !== "true";
  place.presence.setAttribute("aria-pressed", String(isAway));
  place.presence.textContent = isAway ? "Away" : "Here";
  void tellPresence();
}

async function tellPresence(): Promise<void> {
  const isAway = place.presence.getAttribute("aria-pressed") === "true";
  await post("/desk/presence", { is_away: isAway }).catch(() => undefined);
}

drawing.all = drawAll;
drawing.queueAndBanners = drawQueueAndBanners;
drawing.banners = drawBanners;

connection.onSignedOut = openSignedOut;
connection.onChange = () => {
  drawBanners();
  if (connection.isUp && connection.isStoreUp) void refresh();
};

document.addEventListener("keydown", onKey);
document.querySelector("#help")?.addEventListener("click", openHelp);
document.querySelector("#ring")?.addEventListener("click", ring);
for (const tab of place.tabs) tab.addEventListener("click", () => show(tab.dataset.view ?? "queue"));
new Search(document.querySelector<HTMLInputElement>("#find")!, document.querySelector<HTMLElement>("#found")!, (found) => {
  if (found.conversation_id) void open(found.conversation_id);
  else void lookAt(found.person_id);
});

window.setInterval(lookAgain, LOOK_EVERY);
bePresent();
draw();
listen();
openAgain();

/** In the demo somebody calls. */
function ring(): void {
  const known = ["1001", "1002", "1003", "1004", "1005"];
  void attempt(() => post("/desk/demo/calls", { customer: known[Math.floor(Math.random() * known.length)] }));
}

/** The stream tells of one's own conversations; a colleague's is read again while it is open. */
function lookAgain(): void {
  if (desk.space && !desk.space.conversation.is_mine && desk.space.conversation.is_open) void refresh();
}
