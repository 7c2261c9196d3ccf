import { button, el, part, sprite } from "./dom.ts";
import { box, taking } from "./several.ts";
import type { Answered, Key, Script, Workspace } from "./types.ts";

export interface ScriptDeeds {
  press(key: Key): void;
  say(text: string): void;
  back(): void;
  goOn(): void;
  correct(at: string, value: string): void;
  /** Another answer to an earlier step, by its keys. */
  correctBy(key: Key): void;
  /** What is being typed in place of an earlier answer. */
  correction(text: string): void;
  toggle(key: Key, isByPointer: boolean): void;
  language(value: string): void;
  jump(key: Key): void;
  why(): void;
  pause(): void;
  draft(text: string): void;
}

export interface ScriptLook {
  suggestions: Key[];
  notice: string;
  isWhyShown: boolean;
  isPaused: boolean;
  correcting: string;
  correction: string;
  pressed: Key | null;
  draft: string;
  /** By place: the values that are on where several may be taken. */
  picked: Map<string, Set<string>>;
}

/** What to say, what to press, what it leads to. */
export function drawScript(space: Workspace, look: ScriptLook, deeds: ScriptDeeds): HTMLElement {
  const script = space.script;
  if (!script) return part("div", "script is-loading", el("p", {}, "The script is being opened …"), entry(space, null, look, deeds));
  return part(
    "div",
    `script${look.isPaused ? " is-paused" : ""}`,
    top(space, script, look, deeds),
    earlier(script, look, deeds),
    saying(space, script, look),
    keys(script, look, deeds),
    entry(space, script, look, deeds),
  );
}

function top(space: Workspace, script: Script, look: ScriptLook, deeds: ScriptDeeds): HTMLElement {
  const where = [...script.under, script.flow_title].filter(Boolean).join(" › ");
  const speak = el("select", { class: "form-select script-language", id: "language", "aria-label": "Language to speak" });
  for (const one of space.languages) speak.append(el("option", { value: one, selected: one === script.language }, one.toUpperCase()));
  speak.addEventListener("change", () => deeds.language(speak.value));
  return part("header", "script-top",
    el("h3", {}, where || "What does the customer need?"),
    part("div", "script-tools", speak, button(look.isPaused ? "Go on" : "Pause", () => deeds.pause(), { key: "p" })),
  );
}

/** Earlier answers of this flow; one press opens its options again. */
function earlier(script: Script, look: ScriptLook, deeds: ScriptDeeds): HTMLElement | null {
  if (!script.answered.length) return null;
  const list = script.answered.map((one, index) => {
    const isOpen = look.correcting === one.at;
    const opener = el("button", { type: "button", class: "answered", id: `answered-${index}`, "aria-expanded": String(isOpen), title: one.asked },
      el("span", { class: "answered-value" }, one.value), sprite("pencil"));
    opener.addEventListener("click", () => deeds.correct(one.at, ""));
    if (!isOpen) return el("li", {}, opener);
    const input = el("input", { class: "form-control", id: "correct-input", "aria-label": `Another answer to: ${one.asked}`, placeholder: "Another answer" });
    input.value = look.correction;
    input.addEventListener("input", () => deeds.correction(input.value));
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && input.value.trim()) deeds.correct(one.at, input.value.trim());
    });
    return el("li", { class: "is-open" }, opener, part("div", "answered-options", el("p", {}, one.asked), ...otherAnswers(one, script, look, deeds), input));
  });
  return part("section", "script-earlier", el("h4", { class: "visually-hidden" }, "Earlier answers"), el("ol", {}, ...list));
}

function otherAnswers(one: Answered, script: Script, look: ScriptLook, deeds: ScriptDeeds): HTMLElement[] {
  if (!one.none) return one.keys.map((key) => button(key.title, () => deeds.correctBy(key)));
  const picked = look.picked.get(one.at) ?? new Set(one.chosen);
  const toggles = one.keys.map((key, index) => {
    const made = button(key.title, () => deeds.toggle(key, false));
    made.id = `correct-${index + 1}`;
    made.setAttribute("aria-pressed", String(picked.has(key.value)));
    made.prepend(box(picked.has(key.value)));
    return made;
  });
  return [...toggles, ...taking("correct", one.keys, picked, one.none, script.language, deeds.correctBy, false)];
}

function saying(space: Workspace, script: Script, look: ScriptLook): HTMLElement {
  const isOpening = !script.flow && !script.pending && script.lines.length === 0;
  const direction = script.pending?.agent ?? script.lines.findLast((line) => line.agent)?.agent ?? null;
  const lines = script.lines.map((line) =>
    part("div", `line line-${line.kind}`, line.kind === "benefit" && sprite("gift"), el("p", {}, line.text)),
  );
  return part("section", "script-say",
    look.notice && part("div", "script-notice", el("p", {}, look.notice)),
    direction && part("div", "direction", sprite("eye"), el("p", {}, direction)),
    script.handed_over !== null && part("div", "direction", sprite("person-check"), el("p", {}, "The script calls for a person here. That is you: take it from here.")),
    isOpening && space.opening && part("div", "line", el("p", { lang: script.language }, space.opening)),
    el("div", { class: "lines", lang: script.language, "aria-live": "polite" },
      ...lines,
      script.pending && part("div", `line line-ask${script.pending.question ? " line-question" : ""}`,
        script.pending.question && el("span", { class: "tag" }, "The one new question"),
        el("p", {}, script.pending.text),
      ),
      look.pressed?.leads_to && part("div", "line is-coming", el("p", {}, look.pressed.leads_to)),
    ),
    look.isWhyShown && script.pending && part("div", "why", el("strong", {}, "If they ask why: "), el("span", { lang: script.language }, script.pending.why)),
  );
}

function keys(script: Script, look: ScriptLook, deeds: ScriptDeeds): HTMLElement {
  const offered = look.suggestions.length ? look.suggestions : (script.pending?.keys ?? (script.can_go_on ? [] : script.menu));
  const press = look.suggestions.length || !script.pending ? deeds.jump : deeds.press;
  const list = offered.map((key, index) => {
    const made = choice(key, index, look, press, deeds);
    return el("li", {}, made);
  });
  const pending = look.suggestions.length ? null : script.pending;
  const picked = look.picked.get(pending?.at ?? "") ?? new Set<string>();
  return part("section", "script-keys",
    look.suggestions.length > 0 && el("p", { class: "note" }, "That is no answer to what is asked. Do they want something else?"),
    pending?.none && el("p", { class: "note" }, "They may choose several."),
    list.length > 0 && el("ol", { class: "choices", "aria-label": "Answers" }, ...list),
    part("div", "script-moves",
      ...(pending?.none ? taking("key", pending.keys, picked, pending.none, script.language, deeds.press, true) : []),
      script.can_go_on && button("Go on", () => deeds.goOn(), { key: "Enter", look: "btn-accent" }),
      script.can_go_back && button("Back", () => deeds.back(), { key: "b" }),
      script.answered.length > 0 && button("Correct", () => deeds.correct(script.answered.at(-1)!.at, ""), { key: "c" }),
      script.pending && button("They ask why", () => deeds.why(), { key: "w" }),
    ),
  );
}

function choice(key: Key, index: number, look: ScriptLook, press: (key: Key) => void, deeds: ScriptDeeds): HTMLElement {
  const isOn = key.is_one_of_several ? Boolean(look.picked.get(key.at)?.has(key.value)) : null;
  const made = el("button", { type: "button", class: `choice${look.pressed === key || isOn ? " is-pressed" : ""}`, id: `key-${index + 1}`, "aria-keyshortcuts": index < 9 ? String(index + 1) : null, "aria-pressed": isOn === null ? null : String(isOn) },
    index < 9 && el("kbd", { "aria-hidden": "true" }, String(index + 1)),
    el("span", { class: "choice-title" }, isOn !== null && box(isOn), key.title),
    key.leads_to && el("span", { class: "choice-next" }, sprite("arrow-right-short"), key.leads_to),
  );
  made.addEventListener("click", (event) => (isOn === null ? press(key) : deeds.toggle(key, event.detail > 0)));
  return made;
}

function entry(space: Workspace, script: Script | null, look: ScriptLook, deeds: ScriptDeeds): HTMLElement {
  const hint = script?.pending ? "What they said, in your words" : "What they want, in your words";
  const input = el("input", { class: "form-control", id: "say", autocomplete: "off", placeholder: hint, "aria-label": hint, "aria-keyshortcuts": "/" });
  input.value = look.draft;
  input.addEventListener("input", () => deeds.draft(input.value));
  const form = el("form", { class: "script-entry" }, input, el("kbd", { "aria-hidden": "true" }, "/"), el("button", { type: "submit", class: `btn ${script?.pending?.none || look.correcting ? "btn-quiet" : "btn-accent"}` }, "Take it"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!input.value.trim()) return;
    // It stays until it is taken; what is typed meanwhile comes in its place.
    input.select();
    deeds.say(input.value.trim());
  });
  return part("div", "script-foot", form, !space.is_engine_up && el("p", { class: "note" }, "Changes of subject are found by title for now."));
}
