import { el } from "../chat/dom.ts";

export { el };

const SVG = "http://www.w3.org/2000/svg";

/** One icon of the sprite. */
export function sprite(name: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

type Child = Node | string | null | undefined | false;

/** A button that does something. `key` is shown on it and announced. */
export function button(title: string, onPress: () => void, more: { key?: string; look?: string; icon?: string } = {}): HTMLButtonElement {
  const made = el(
    "button",
    { type: "button", class: `btn ${more.look ?? "btn-quiet"}`, "aria-keyshortcuts": more.key },
    more.icon ? (sprite(more.icon) as unknown as Node) : null,
    el("span", {}, title),
    more.key ? el("kbd", { "aria-hidden": "true" }, more.key) : null,
  );
  made.addEventListener("click", onPress);
  return made;
}

export function part(tag: "section" | "div" | "header" | "footer", look: string, ...children: Child[]): HTMLElement {
  return el(tag, { class: look }, ...children);
}

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

/** The time today, else the day. */
export function when(iso: string): string {
  const moment = new Date(iso);
  return moment.toDateString() === new Date().toDateString() ? TIME.format(moment) : DAY.format(moment);
}

/** Replaces the children, and keeps the focus where it was when what had it is drawn again with the same id. */
export function redraw(place: HTMLElement, ...children: Child[]): void {
  const active = place.contains(document.activeElement) ? document.activeElement : null;
  const focused = active?.id;
  const caret = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? [active.selectionStart, active.selectionEnd] : null;
  const scrolled = place.scrollTop;
  place.replaceChildren(...children.filter((one): one is Node | string => Boolean(one)));
  place.scrollTop = scrolled;
  if (!focused) return;
  const again = document.getElementById(focused);
  again?.focus();
  if (caret && caret[0] !== null && (again instanceof HTMLInputElement || again instanceof HTMLTextAreaElement)) again.setSelectionRange(caret[0] ?? null, caret[1] ?? null);
}
