import { cardDeeds } from "./customer.ts";
import { openHelp } from "./dialogs.ts";
import { askGiveBack, askWrapUp } from "./endings.ts";
import { take } from "./opening.ts";
import { place, typing } from "./screen.ts";
import { scriptDeeds } from "./script_deeds.ts";
import { desk } from "./state.ts";

/** Every deed by a key. */

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

export function onKey(event: KeyboardEvent): void {
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
