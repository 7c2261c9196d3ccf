import { button, el, part, sprite } from "./dom.ts";
import type { Item, Queue } from "./types.ts";

const ICONS = { call: "telephone-inbound", chat: "chat-dots", follow_up: "calendar-event", case: "journal-check" };
const KINDS = { call: "Call", chat: "Chat", follow_up: "Call back", case: "Case" };

export interface QueueDeeds {
  take(item: Item): void;
  open(item: Item): void;
  putOff(item: Item): void;
}

/** What waits, most pressing first with the reason; what one has; for a supervisor what others have. */
export function drawQueue(queue: Queue, opened: string, unread: ReadonlySet<string>, deeds: QueueDeeds): HTMLElement {
  return part(
    "div",
    "queue",
    queue.mine.length > 0 && group("Yours", queue.mine.map((one) => owned(one, opened, unread, deeds))),
    group(
      queue.waiting.length ? `Waiting · ${queue.waiting.length}` : "Waiting",
      queue.waiting.map((one, index) => waiting(one, index, deeds)),
    ),
    queue.waiting.length === 0 && part("div", "queue-empty", sprite("cup-hot"), el("p", {}, "Nobody is waiting. New calls and chats show up here by themselves.")),
    queue.others.length > 0 && group("With colleagues", queue.others.map((one) => owned(one, opened, unread, deeds))),
    queue.staff.length > 0 && staff(queue),
  );
}

function group(title: string, items: HTMLElement[]): HTMLElement {
  return part("section", "queue-group", el("h3", {}, title), el("ul", {}, ...items));
}

function waiting(item: Item, index: number, deeds: QueueDeeds): HTMLElement {
  const take = el("button", { type: "button", class: `queue-item${item.kind === "call" ? " is-call" : ""}`, id: `take-${item.id}` },
    sprite(ICONS[item.kind]),
    el("span", { class: "queue-who" },
      el("strong", {}, item.name),
      el("span", {}, `${KINDS[item.kind]}${item.kind === "chat" ? ` on ${item.channel}` : ""}`),
      el("span", { class: "queue-why" }, item.reasons.join(" · ")),
    ),
    el("span", { class: "queue-do" }, "Take", index === 0 && el("kbd", { "aria-hidden": "true" }, "n")),
  );
  take.addEventListener("click", () => deeds.take(item));
  const later = button("Later", () => deeds.putOff(item), { look: "btn-link queue-later" });
  later.setAttribute("aria-label", `Later: ${item.name}`);
  return el("li", {}, take, later);
}

function owned(item: Item, opened: string, unread: ReadonlySet<string>, deeds: QueueDeeds): HTMLElement {
  const isOpen = item.conversation_id === opened;
  const isNew = !isOpen && unread.has(item.conversation_id);
  const open = el("button", { type: "button", class: "queue-item", id: `open-${item.id}`, "aria-current": isOpen ? "true" : null },
    sprite(ICONS[item.kind]),
    el("span", { class: "queue-who" },
      el("strong", {}, item.name),
      el("span", {}, item.reasons.includes("ended") ? "Ended: wrap it up" : item.staff && !isOpen ? `${KINDS[item.kind]} · ${item.staff}` : KINDS[item.kind]),
    ),
    isNew && el("span", { class: "queue-new" }, "new"),
  );
  open.addEventListener("click", () => deeds.open(item));
  return el("li", {}, open);
}

function staff(queue: Queue): HTMLElement {
  const people = queue.staff.map((one) =>
    el("li", { class: one.is_away ? "is-away" : "" }, `${one.name}${one.is_away ? ", away" : one.busy ? `, busy with ${one.busy}` : ", free"}`),
  );
  return part("section", "queue-group queue-staff", el("h3", {}, "Who is here"), el("ul", {}, ...people));
}
