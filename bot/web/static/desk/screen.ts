import { desk } from "./state.ts";
import { Typing } from "./typing.ts";

/** The page as deeds see it: they ask for a drawing, a view or the focus. How it is drawn is told at the start. */

export const place = {
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

export const drawing = {
  all: () => undefined as void,
  queueAndBanners: () => undefined as void,
  banners: () => undefined as void,
};

export const typing = new Typing(
  () => !desk.isOpening,
  () => drawing.banners(),
);

export function draw(): void {
  typing.across(() => drawing.all());
}

export function show(view: string): void {
  place.main.dataset.view = view;
  for (const tab of place.tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === view));
}

export function focusWork(): void {
  if (desk.space?.conversation.is_mine && !typing.isWaiting && !document.querySelector("dialog[open]")) place.work.focus({ preventScroll: true });
}

/** What is being typed or chosen in a list is not drawn over; the queue follows a moment later. */
export function isTyping(): boolean {
  return Boolean(document.activeElement?.matches("#desk :is(input, textarea, select)"));
}
