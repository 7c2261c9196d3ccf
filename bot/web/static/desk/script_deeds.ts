import { drafts } from "./api.ts";
import { draw, focusWork } from "./screen.ts";
import type { ScriptDeeds } from "./script.ts";
import { desk } from "./state.ts";
import { pause, step } from "./steps.ts";
import type { Key } from "./types.ts";

/** What can be done with the script on the page. */

export const scriptDeeds: ScriptDeeds = {
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
  pause,
};

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
