import { button, el, sprite } from "./dom.ts";
import type { Key } from "./types.ts";

/** Where several answers may be taken together: keys that toggle, one that takes them, one for none. */

const BETWEEN = ",";

/** One key for all of these, as a list in the customer's language. */
export function together(keys: Key[], language: string): Key {
  const titles = keys.map((key) => key.title);
  return {
    at: keys[0]?.at ?? "",
    value: keys.map((key) => key.value).join(BETWEEN),
    title: new Intl.ListFormat(language, { type: "conjunction" }).format(titles),
    leads_to: "",
  };
}

/** What goes into a key that toggles: a box that shows whether it is on. */
export function box(isOn: boolean): HTMLElement {
  return el("span", { class: "choice-box" }, isOn && (sprite("check-lg") as unknown as Node));
}

/** Takes what is on; disabled while nothing is. `id` tells this one from others on the page. */
export function taking(id: string, keys: Key[], picked: Set<string>, none: Key, language: string, take: (key: Key) => void, withKeys: boolean): HTMLButtonElement[] {
  const on = keys.filter((key) => picked.has(key.value));
  const words = on.length ? `Take these (${on.length})` : "Take these";
  const these = button(words, () => take(together(on, language)), { look: "btn-accent", ...(withKeys ? { key: "Enter" } : {}) });
  these.id = `${id}-take`;
  these.disabled = on.length === 0;
  const nothing = button("None of these", () => take(none), withKeys ? { key: "0" } : {});
  nothing.id = `${id}-none`;
  return [these, nothing];
}
