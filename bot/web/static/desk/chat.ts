import { button, el, part, when } from "./dom.ts";
import { fit } from "./segments.ts";
import type { Spoken, Workspace } from "./types.ts";

export interface ChatDeeds {
  reply(text: string): void;
  use(text: string): void;
  draft(text: string): void;
  writes(): void;
  /** What was not sent goes into the field, after what stands there. */
  writeAgain(): void;
  leaveUnsent(): void;
}

export interface ChatLook {
  draft: string;
  /** Replies on their way. */
  sending: string[];
  /** What was refused while something else was being typed. */
  unsent: string;
  /** Why the last one was refused. */
  whyUnsent: string;
  isCustomerWriting: boolean;
}

const STATES: Record<string, string> = {
  queued: "to be sent",
  sending: "being sent",
  unknown: "being sent",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  failed: "not sent",
  undelivered: "not delivered",
  suppressed: "not sent",
};

/** What was said on every channel, and a field to answer with where the customer reads. */
export function drawChat(space: Workspace, look: ChatLook, deeds: ChatDeeds): HTMLElement {
  const { conversation } = space;
  const isChat = conversation.channel !== "phone";
  const read = readUntil(space.transcript);
  const lines = space.transcript.flatMap((one, index) => (one.text ? [line(one, space, deeds, index <= read)] : []));
  const coming = look.sending.map((text) => el("li", { class: "said by-agent is-coming" }, el("p", {}, text), el("span", { class: "said-about" }, "being sent")));
  return part("div", "chat",
    el("ol", { class: "chat-lines", id: "chat-lines", tabindex: "0", "aria-label": "What was said", "aria-live": "polite" }, ...lines, ...coming, look.unsent && notSent(look.unsent, deeds)),
    conversation.channel === "webchat" && conversation.owner === "agent" && writing(look.isCustomerWriting),
    look.whyUnsent && el("p", { class: "chat-refused", role: "alert" }, look.whyUnsent),
    isChat && conversation.is_mine && conversation.is_open && composer(space, look.draft, deeds),
  );
}

function notSent(text: string, deeds: ChatDeeds): HTMLElement {
  return el("li", { class: "said by-agent is-unsent" },
    el("p", {}, text),
    el("span", { class: "said-about" }, "not sent"),
    button("Write it again", () => deeds.writeAgain(), { look: "btn-link said-use" }),
    button("Leave it", () => deeds.leaveUnsent(), { look: "btn-link said-use" }),
  );
}

/** A line that keeps its place, so that nothing jumps when the customer begins and stops. */
function writing(isCustomerWriting: boolean): HTMLElement {
  const line = el("p", { class: "note chat-writing", id: "customer-writing", role: "status" });
  showWriting(line, isCustomerWriting);
  return line;
}

export function showWriting(line: HTMLElement, isCustomerWriting: boolean): void {
  line.textContent = isCustomerWriting ? "The customer is writing …" : "";
}

/** An agent's words are read when the customer answered them. */
function readUntil(transcript: Spoken[]): number {
  return transcript.findLastIndex((one) => one.by === "customer");
}

function line(one: Spoken, space: Workspace, deeds: ChatDeeds, isRead: boolean): HTMLElement {
  const isClick = one.kind === "click";
  const who = one.by === "customer" ? "Customer" : one.by === "bot" ? "Bot" : one.by === "script" ? "Script" : (one.name ?? "Agent");
  const state = one.by === "agent" && !isClick ? (one.state ? (STATES[one.state] ?? one.state) : isRead ? "read" : "sent") : "";
  const isHere = one.conversation_id === space.conversation.id;
  const about = [who, isClick ? "chose for the customer" : "", isHere ? "" : one.channel, when(one.at), state].filter(Boolean).join(" · ");
  const canUse = one.by === "customer" && isHere && space.conversation.is_mine && one.kind === "text";
  if (one.kind === "call") return el("li", { class: "said is-event" }, `Call · ${when(one.at)}`);
  return el("li", { class: `said by-${one.by}${isClick ? " is-click" : ""}${isHere ? "" : " is-earlier"}` },
    el("p", {}, one.text),
    el("span", { class: "said-about" }, about),
    canUse && button("Use as answer", () => deeds.use(one.text), { look: "btn-link said-use" }),
  );
}

function composer(space: Workspace, draft: string, deeds: ChatDeeds): HTMLElement {
  const { conversation } = space;
  const isClosed = conversation.window_until !== null && new Date(conversation.window_until) < new Date();
  const field = el("textarea", { class: "form-control", id: "reply", rows: "2", "aria-label": "Your answer to the customer", "aria-keyshortcuts": "r", placeholder: "Write to the customer" });
  field.value = draft;
  const told = el("span", { class: "note", id: "reply-fit", "aria-live": "polite" });
  const send = button("Send", () => submit(), { look: "btn-accent" });
  const measure = () => {
    const { text, isOver } = fit(conversation.channel, field.value);
    told.textContent = text;
    told.classList.toggle("is-over", isOver);
    send.disabled = isOver || isClosed || !field.value.trim();
  };
  const submit = () => {
    const text = field.value.trim();
    if (text && !send.disabled) deeds.reply(text);
  };
  field.addEventListener("input", () => {
    deeds.draft(field.value);
    if (field.value.trim()) deeds.writes();
    measure();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  measure();
  const canned = el("select", { class: "form-select", id: "canned", "aria-label": "Insert a prepared reply" }, el("option", { value: "" }, "Prepared replies"));
  for (const one of space.canned) canned.append(el("option", { value: one.name }, one.title));
  canned.addEventListener("change", () => {
    const found = space.canned.find((one) => one.name === canned.value);
    canned.value = "";
    if (!found) return;
    field.value = found.text;
    deeds.draft(found.text);
    measure();
    field.focus();
  });
  return part("div", "composer",
    windowNote(conversation.window_until, isClosed),
    field,
    part("div", "composer-foot", canned, told, send),
  );
}

function windowNote(until: string | null, isClosed: boolean): HTMLElement | null {
  if (until === null) return null;
  const text = isClosed
    ? "The customer has not written for 24 hours: WhatsApp takes only an approved template now."
    : `WhatsApp lets you write freely until ${when(until)}.`;
  return el("p", { class: `note${isClosed ? " is-over" : ""}` }, text);
}
