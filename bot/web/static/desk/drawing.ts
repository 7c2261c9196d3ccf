import { attempt } from "./attempt.ts";
import { post } from "./api.ts";
import { drawBanners } from "./banners.ts";
import { drawCard } from "./card.ts";
import { drawChat } from "./chat.ts";
import { cardDeeds } from "./customer.ts";
import { button, el, part, redraw, sprite } from "./dom.ts";
import { askGiveBack, askWrapUp } from "./endings.ts";
import { open, take } from "./opening.ts";
import { drawQueue, type QueueDeeds } from "./queue.ts";
import { chatDeeds, chatLook } from "./replies.ts";
import { place } from "./screen.ts";
import { drawScript } from "./script.ts";
import { scriptDeeds } from "./script_deeds.ts";
import { desk } from "./state.ts";
import type { Workspace } from "./types.ts";

/** The page drawn from what the desk knows. */

const queueDeeds: QueueDeeds = {
  take: (item) => void take(item.id),
  open: (item) => void open(item.conversation_id),
  putOff: (item) => void attempt(() => post("/desk/put-off", { item: item.id, minutes: 30 })),
};

export function drawAll(): void {
  drawQueueAndBanners();
  if (desk.space) {
    redraw(place.work, work(desk.space));
    document.querySelector("#chat-lines")?.scrollTo({ top: 1e6 });
  } else redraw(place.work, nothingOpen());
  const card = desk.space?.card ?? desk.looked;
  redraw(place.card, card ? drawCard(card, desk.space, desk.cardLook, cardDeeds) : part("div", "card-empty", el("p", { class: "note" }, "Whoever you talk to shows up here, with what we know.")));
}

export function drawQueueAndBanners(): void {
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
    drawChat(shown, chatLook(shown), chatDeeds(shown)),
  );
}

function nothingOpen(): HTMLElement {
  return part("div", "work-empty", sprite("headset"),
    el("h3", {}, desk.queue.waiting.length ? "Ready for the next one" : "All quiet"),
    el("p", {}, desk.queue.waiting.length ? "Press n to take whoever comes first." : "Calls and chats come by themselves. Press s to look somebody up."),
  );
}
