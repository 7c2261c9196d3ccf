import { connection, deliver, drafts, get, newId, post, Refusal } from "./api.ts";
import { drawCard } from "./card.ts";
import { drawChat, showWriting } from "./chat.ts";
import { openGiveBack, openHelp, openSignedOut, openVerify, type GiveBack } from "./dialogs.ts";
import { button, el, part, redraw, sprite } from "./dom.ts";
import { drawQueue } from "./queue.ts";
import { drawScript } from "./script.ts";
import { Search } from "./search.ts";
import { desk, freshLook } from "./state.ts";
import type { Card, Key, Queue, Script, Workspace } from "./types.ts";
import { Typing } from "./typing.ts";
import { openWrapUp, type WrapUp } from "./wrap_up.ts";

/** The desk: one queue, one conversation, one customer; everything by keys. */

const OPENED = "opened";
const HERE_EVERY = 15_000;
const SETTLE = 120;
const LISTEN_EVERY = 3_000;
const TELL_WRITING_EVERY = 3_000;

const place = {
  main: document.querySelector<HTMLElement>("#desk")!,
  queue: document.querySelector<HTMLElement>("#queue")!,
  work: document.querySelector<HTMLElement>("#work")!,
  card: document.querySelector<HTMLElement>("#card")!,
  banners: document.querySelector<HTMLElement>("#banners")!,
  tabs: [...document.querySelectorAll<HTMLButtonElement>(".desk-tabs button")],
  count: document.querySelector<HTMLElement>("#tab-count")!,
  presence: document.querySelector<HTMLButtonElement>("#presence")!,
  name: document.querySelector<HTMLElement>(".desk-name")!.textContent ?? "",
};

let stepping: { kind: string; at: string | undefined } = { kind: "", at: undefined };
let afterwards: [string, Deed] | null = null;
let shownAt = 0;
let pausedFor = 0;
let pausedAt = 0;
let settling = 0;
let toldWritingAt = 0;
const typing = new Typing(() => !desk.isOpening, () => drawBanners());

// Opening and refreshing.

async function open(conversationId: string, view = "work"): Promise<void> {
  desk.isOpening = true;
  drafts.set(OPENED, conversationId);
  const found = await attempt(() => get<Workspace>(`/desk/conversations/${conversationId}`));
  desk.isOpening = false;
  if (!found) {
    typing.miss();
    return close();
  }
  desk.space = found;
  desk.looked = null;
  desk.look = { ...freshLook(), draft: drafts.get(`say:${conversationId}`) };
  desk.cardLook = { editing: "", history: null };
  desk.sending = [];
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

async function refresh(): Promise<void> {
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

function refreshSoon(): void {
  window.clearTimeout(settling);
  settling = window.setTimeout(() => void refresh(), SETTLE);
}

function close(): void {
  desk.space = null;
  drafts.set(OPENED, "");
  show("queue");
  draw();
  document.querySelector<HTMLElement>(".queue-item")?.focus();
}

// Deeds.

async function take(item: string): Promise<void> {
  await begin(() => post("/desk/take", { item }));
}

/** Opens the conversation that a deed leads to. */
async function begin(deed: () => Promise<{ conversation_id: string }>): Promise<void> {
  desk.isOpening = true;
  const begun = await attempt(deed);
  if (begun) return open(begun.conversation_id);
  desk.isOpening = false;
  typing.miss();
}

interface Deed {
  at?: string;
  value?: string;
  text?: string;
}

/** One step at a time: what is pressed meanwhile comes after it, but the same place is not answered twice. */
async function step(kind: string, deed: Deed = {}): Promise<void> {
  if (!desk.space) return;
  if (desk.isStepping) {
    if (kind !== stepping.kind || deed.at !== stepping.at) afterwards = [kind, deed];
    return;
  }
  const { conversation, script } = desk.space;
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
    desk.look = { ...freshLook(), draft: draftAfter(kind, deed) };
    drafts.set(`say:${conversation.id}`, desk.look.draft);
    stepShown();
  } catch (error) {
    await disagreed(error);
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

function notUnderstood(suggestions: Key[]): void {
  desk.look.suggestions = suggestions;
  desk.look.notice = suggestions.length ? "" : "That is no answer to what is asked here. Choose one, or say it in other words.";
}

/** The server has the last word: what it knows is shown, and why. */
async function disagreed(error: unknown): Promise<void> {
  if (!(error instanceof Refusal)) throw error;
  await refreshNow();
  desk.look = { ...freshLook(), draft: desk.look.draft, notice: `${error.message} ${error.hint}` };
}

async function refreshNow(): Promise<void> {
  desk.isStepping = false;
  await refresh();
}

function press(key: Key): void {
  desk.look.pressed = key;
  draw();
  void step("choose", { at: key.at, value: key.value, text: key.title });
}

/** By a pointer the focus stays with the script, whose Enter takes what is on; by keys it stays where it is. */
function toggle(key: Key, isByPointer: boolean): void {
  const picked = desk.look.picked.get(key.at) ?? new Set<string>();
  if (!picked.delete(key.value)) picked.add(key.value);
  desk.look.picked.set(key.at, picked);
  draw();
  if (isByPointer) focusWork();
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
    return `${error.message} ${error.hint}`;
  }
  close();
  return "";
}

async function verify(said: Record<string, string>): Promise<string> {
  try {
    const told = await post<{ is_verified: boolean }>(`/desk/conversations/${desk.space!.conversation.id}/verify`, { said });
    if (!told.is_verified) return "That is not what is known. Ask for something else; after three wrong tries it stays closed.";
  } catch (error) {
    if (!(error instanceof Refusal)) return "The connection is away. Try again in a moment.";
    return `${error.message} ${error.hint}`;
  }
  await refresh();
  return "";
}

/** Runs a deed; a refusal is told in a banner. */
async function attempt<T>(deed: () => Promise<T>): Promise<T | null> {
  desk.problems.delete("deed");
  try {
    return await deed();
  } catch (error) {
    desk.problems.set("deed", error instanceof Refusal ? `${error.message} ${error.hint}` : "The connection is away. Try again in a moment.");
    return null;
  } finally {
    drawBanners();
  }
}

// Drawing.

function drawQueueAndBanners(): void {
  drawBanners();
  const unread = new Set(desk.queue.mine.filter((one) => (desk.seen.get(one.conversation_id) ?? one.position) < one.position).map((one) => one.conversation_id));
  redraw(place.queue, drawQueue(desk.queue, desk.space?.conversation.id ?? "", unread, { take: (item) => void take(item.id), open: (item) => void open(item.conversation_id), putOff: (item) => void attempt(() => post("/desk/put-off", { item: item.id, minutes: 30 })) }));
  place.count.textContent = desk.queue.waiting.length ? String(desk.queue.waiting.length) : "";
}

function draw(): void {
  typing.across(drawAll);
}

function drawAll(): void {
  drawQueueAndBanners();
  if (desk.space) {
    redraw(place.work, work(desk.space));
    document.querySelector("#chat-lines")?.scrollTo({ top: 1e6 });
  } else redraw(place.work, nothingOpen());
  const card = desk.space?.card ?? desk.looked;
  redraw(place.card, card ? drawCard(card, desk.space, desk.cardLook, cardDeeds) : part("div", "card-empty", el("p", { class: "note" }, "Whoever you talk to shows up here, with what we know.")));
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
        canWork && button("Give back", () => openGiveBack(shown, desk.queue, place.name, giveBack), { key: "g" }),
        (canWork || (!conversation.is_open && !shown.wrap_up.is_done)) && button("Wrap up", () => openWrapUp(shown, wrapUp), { key: "e", look: !conversation.is_open || shown.wrap_up.is_required ? "btn-accent" : "btn-quiet" }),
        conversation.is_open && !canWork && button("Take", () => void takeOpen(), { look: "btn-accent" }),
      ),
    ),
    canWork && drawScript(shown, desk.look, scriptDeeds),
    drawChat(shown, drafts.get(`reply:${conversation.id}`), desk.sending, desk.writing.has(conversation.id), {
      reply: (text) => void reply(text),
      use: (text) => void step("say", { text }),
      draft: (text) => drafts.set(`reply:${conversation.id}`, text),
      writes: () => tellWriting(shown),
    }),
  );
}

/** The customer's web chat shows that somebody is writing; other channels have no such sign. */
function tellWriting(shown: Workspace): void {
  if (shown.conversation.channel !== "webchat" || Date.now() - toldWritingAt < TELL_WRITING_EVERY) return;
  toldWritingAt = Date.now();
  void post(`/desk/conversations/${shown.conversation.id}/typing`, {}).catch(() => undefined);
}

/** Shown at once, also while the agent types: nothing else is drawn anew for it. */
function onWriting(conversations: string[]): void {
  desk.writing = new Set(conversations);
  const line = document.querySelector<HTMLElement>("#customer-writing");
  if (line && desk.space) showWriting(line, desk.writing.has(desk.space.conversation.id));
}

async function takeOpen(): Promise<void> {
  await take(`conversation:${desk.space!.conversation.id}`);
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

function show(view: string): void {
  place.main.dataset.view = view;
  for (const tab of place.tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === view));
}

function stepShown(): void {
  shownAt = Date.now();
  pausedFor = 0;
}

function focusWork(): void {
  if (desk.space?.conversation.is_mine && !typing.isWaiting && !document.querySelector("dialog[open]")) place.work.focus({ preventScroll: true });
}

const scriptDeeds = {
  press,
  jump: press,
  say: (text: string) => void step("say", { text }),
  back: () => void step("back"),
  goOn: () => void step("go_on"),
  language: (value: string) => void step("language", { at: "language", value }),
  draft: (text: string) => {
    desk.look.draft = text;
    if (desk.look.suggestions.length || desk.look.notice) {
      desk.look.suggestions = [];
      desk.look.notice = "";
      draw();
    }
    if (desk.space) drafts.set(`say:${desk.space.conversation.id}`, text);
  },
  why: () => {
    desk.look.isWhyShown = !desk.look.isWhyShown;
    draw();
  },
  correctBy: (key: Key) => void step("correct", { at: key.at, value: key.value, text: key.title }),
  correction: (text: string) => (desk.look.correction = text),
  toggle,
  correct: (at: string, value: string) => {
    if (value) return void step("correct", { at, value, text: value });
    const answered = desk.space?.script?.answered.find((one) => one.at === at);
    if (answered?.none) desk.look.picked.set(at, new Set(answered.chosen));
    desk.look.correcting = desk.look.correcting === at ? "" : at;
    desk.look.correction = "";
    draw();
    document.querySelector<HTMLElement>(".answered-options button, .answered-options input")?.focus();
  },
  pause: () => {
    desk.look.isPaused = !desk.look.isPaused;
    if (desk.look.isPaused) pausedAt = Date.now();
    else pausedFor += Date.now() - pausedAt;
    draw();
  },
};

const cardDeeds = {
  verify: () => desk.space && openVerify(desk.space.card, verify),
  edit: (attribute: string) => {
    desk.cardLook = { editing: attribute, history: null };
    draw();
    document.querySelector<HTMLElement>("#fact-edit")?.focus();
  },
  keep: (attribute: string, said: string) => void keep(attribute, said),
  history: (attribute: string) => void history(attribute),
  call: () => void callLooked(),
};

async function keep(attribute: string, said: string): Promise<void> {
  const kept = await attempt(() => post(`/desk/conversations/${desk.space!.conversation.id}/facts`, { attribute, said }));
  if (!kept) return;
  desk.cardLook = { editing: "", history: null };
  await refresh();
}

async function history(attribute: string): Promise<void> {
  const isShown = desk.cardLook.history?.attribute === attribute;
  const lines = isShown ? null : await attempt(() => get<{ value: unknown; source: string; at: string }[]>(`/desk/conversations/${desk.space!.conversation.id}/facts/${attribute}`));
  desk.cardLook = { editing: "", history: lines ? { attribute, lines } : null };
  draw();
}

async function callLooked(): Promise<void> {
  if (desk.looked) await begin(() => post(`/desk/people/${desk.looked!.person_id}/calls`, {}));
}

async function lookAt(personId: string): Promise<void> {
  const found = await attempt(() => get<{ card: Card }>(`/desk/people/${personId}`));
  if (!found) return;
  desk.space = null;
  desk.looked = found.card;
  show("card");
  draw();
  place.card.querySelector<HTMLElement>("button")?.focus();
}

// Keys.

const KEYS: Record<string, () => void> = {
  b: () => desk.space?.script?.can_go_back && scriptDeeds.back(),
  c: () => desk.space?.script?.answered.length && scriptDeeds.correct(desk.space.script.answered.at(-1)!.at, ""),
  w: () => desk.space?.script?.pending && scriptDeeds.why(),
  p: () => desk.space && scriptDeeds.pause(),
  v: () => desk.space && !desk.space.card.is_verified && desk.space.card.checks.length > 1 && cardDeeds.verify(),
  e: () => desk.space && openWrapUp(desk.space, wrapUp),
  g: () => desk.space?.conversation.is_mine && openGiveBack(desk.space, desk.queue, place.name, giveBack),
  n: () => desk.queue.waiting[0] && void take(desk.queue.waiting[0].id),
  r: () => writeIn("reply"),
  s: () => document.querySelector<HTMLElement>("#find")?.focus(),
  "/": () => writeIn("say"),
  "?": openHelp,
};
/** While a conversation is being opened the others would act on the one before. */
const ALWAYS = ["/", "r", "s", "?"];

function writeIn(id: string): void {
  if (desk.isOpening || document.getElementById(id)) typing.mean(id);
}

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
  drawBanners();
}

function onQueue(told: Queue): void {
  desk.queue = told;
  for (const one of told.mine) if (!desk.seen.has(one.conversation_id)) desk.seen.set(one.conversation_id, one.position);
  const id = desk.space?.conversation.id;
  const mine = told.mine.find((one) => one.conversation_id === id);
  const isMoved = mine ? mine.position !== desk.seen.get(mine.conversation_id) : Boolean(desk.space?.conversation.is_mine && desk.space.conversation.is_open);
  if (id && isMoved) refreshSoon();
  if (isTyping()) drawQueueAndBanners();
  else draw();
}

/** What is being typed or chosen in a list is not drawn over; the queue follows a moment later. */
function isTyping(): boolean {
  return Boolean(document.activeElement?.matches("#desk :is(input, textarea, select)"));
}

async function bePresent(): Promise<void> {
  const isAway = place.presence.getAttribute("aria-pressed") === "true";
  await post("/desk/presence", { is_away: isAway }).catch(() => undefined);
}

place.presence.addEventListener("click", () => {
  const isAway = place.presence.getAttribute("aria-pressed") !== "true";
  place.presence.setAttribute("aria-pressed", String(isAway));
  place.presence.textContent = isAway ? "Away" : "Here";
  void bePresent();
});
document.querySelector("#help")?.addEventListener("click", openHelp);
document.querySelector("#ring")?.addEventListener("click", () => {
  const known = ["1001", "1002", "1003", "1004", "1005"];
  void attempt(() => post("/desk/demo/calls", { customer: known[Math.floor(Math.random() * known.length)] }));
});
for (const tab of place.tabs) tab.addEventListener("click", () => show(tab.dataset.view ?? "queue"));
document.addEventListener("keydown", onKey);
connection.onSignedOut = openSignedOut;
connection.onChange = () => {
  drawBanners();
  if (connection.isUp && connection.isStoreUp) void refresh();
};
new Search(document.querySelector<HTMLInputElement>("#find")!, document.querySelector<HTMLElement>("#found")!, (found) => {
  if (found.conversation_id) void open(found.conversation_id);
  else void lookAt(found.person_id);
});
window.setInterval(() => void bePresent(), HERE_EVERY);
window.setInterval(() => {
  if (desk.space && !desk.space.conversation.is_mine && desk.space.conversation.is_open) void refresh();
}, LISTEN_EVERY);
void bePresent();
draw();
listen();
const openedBefore = drafts.get(OPENED);
if (openedBefore) void open(openedBefore);
