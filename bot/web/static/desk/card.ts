import { button, el, part, sprite, when } from "./dom.ts";
import type { Card, Fact, Workspace } from "./types.ts";

export interface CardDeeds {
  verify(): void;
  edit(attribute: string): void;
  keep(attribute: string, said: string): void;
  history(attribute: string): void;
  call(): void;
}

export interface CardLook {
  editing: string;
  history: { attribute: string; lines: { value: unknown; source: string; at: string }[] } | null;
  /** What is being typed where the fact being edited is words. */
  typed?: string;
  /** The values ticked where the fact being edited may have several. */
  ticked?: Set<string>;
}

const LEVELS = ["", "completely dissatisfied", "dissatisfied", "neutral", "satisfied", "completely satisfied"];

/** The customer. Before they are verified only what anybody may know is here. */
export function drawCard(card: Card, space: Workspace | null, look: CardLook, deeds: CardDeeds): HTMLElement {
  const canWork = space?.conversation.is_mine ?? false;
  return part("div", "card-sheet",
    part("header", "card-top",
      el("h3", {}, card.name || "Unknown customer"),
      el("p", { class: "card-about" }, [card.words.tier, card.language?.toUpperCase()].filter(Boolean).join(" · ")),
      verification(card, canWork, deeds),
      !space && button("Call this customer", () => deeds.call(), { look: "btn-accent", icon: "telephone-outbound" }),
    ),
    card.needs.length > 0 && list("Needs", card.needs.map((one) => one.replaceAll("_", " "))),
    card.satisfaction.length > 0 && satisfaction(card),
    card.cases.length > 0 && list("Cases", card.cases.map((one) => `${one.number} · ${one.topic.replaceAll("_", " ")} · ${one.status} · ${when(one.at)}`)),
    card.promises.length > 0 && list("Promised", card.promises.map((one) => `${one.reason} · ${one.channel}, ${when(one.due)}`)),
    facts(card, space?.conversation.id ?? null, canWork, look, deeds),
    card.declined.length > 0 && list("Do not ask again", card.declined.map((one) => card.words.labels[one] ?? one.replaceAll("_", " "))),
    card.words.grants.length > 0 && list("Given", card.words.grants),
    part("section", "card-part", el("h4", {}, "This week"), el("p", {}, pressure(card))),
    card.consents.length > 0 && list("Consents", card.consents.map((one) => `${one.is_given ? "yes to" : "no to"} ${one.scope}${one.channel ? ` on ${one.channel}` : ""} · ${when(one.at)}`)),
    card.known_by.length > 0 && list("Known by", card.known_by.map((one) => `${one.kind.replaceAll("_", " ")} ${one.value}${one.is_verified ? " · proven" : ""}`)),
  );
}

function verification(card: Card, canWork: boolean, deeds: CardDeeds): HTMLElement {
  if (card.is_verified) return el("p", { class: "verified" }, sprite("patch-check"), "Verified");
  return part("div", "unverified",
    el("p", {}, sprite("shield-exclamation"), "Not verified. Read nothing aloud that is known about this customer."),
    canWork && card.checks.length > 1 && button("Verify", () => deeds.verify(), { key: "v", look: "btn-accent" }),
  );
}

function list(title: string, lines: string[]): HTMLElement {
  return part("section", "card-part", el("h4", {}, title), el("ul", {}, ...lines.map((one) => el("li", {}, one))));
}

function satisfaction(card: Card): HTMLElement {
  const steps = card.satisfaction.map((one) => el("li", { class: `level level-${one.level}`, title: `${LEVELS[one.level]} · ${when(one.at)}` }, String(one.level)));
  const latest = card.satisfaction.at(-1)!;
  return part("section", "card-part", el("h4", {}, "Satisfaction"), el("ol", { class: "levels" }, ...steps), el("p", { class: "note" }, `${LEVELS[latest.level]}, ${when(latest.at)}`));
}

function pressure(card: Card): string {
  const { conversations, questions, messages_we_began: began } = card.pressure;
  const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  return `${some(conversations, "conversation", "conversations")}, ${some(questions, "question", "questions")} asked, ${some(began, "message", "messages")} we began`;
}

/** What was told in this conversation first, then the newest. */
function facts(card: Card, here: string | null, canWork: boolean, look: CardLook, deeds: CardDeeds): HTMLElement {
  const known = new Set(card.facts.map((one) => one.attribute));
  const order = (one: Fact) => (one.conversation_id !== null && one.conversation_id === here ? "~" : "") + one.at;
  const told = card.facts.filter((one) => one.value !== null && one.attribute !== "name").sort((a, b) => (order(b) > order(a) ? 1 : -1));
  const hidden = card.facts.filter((one) => one.value === null).length;
  const unknown = Object.keys(card.words.labels).filter((one) => !known.has(one));
  return part("section", "card-part",
    el("h4", {}, "What we know"),
    card.facts.length === 0 && el("p", { class: "note" }, "Nothing yet."),
    hidden > 0 && el("p", { class: "note" }, `${hidden} ${hidden === 1 ? "thing is" : "things are"} known. They show once it is verified who this is.`),
    el("dl", { class: "facts" }, ...told.flatMap((one) => fact(one, card, one.conversation_id !== null && one.conversation_id === here, canWork, look, deeds))),
    canWork && adder(card, unknown, look, deeds),
  );
}

function fact(one: Fact, card: Card, isNew: boolean, canWork: boolean, look: CardLook, deeds: CardDeeds): HTMLElement[] {
  const label = card.words.labels[one.attribute] ?? one.attribute;
  const told = card.words.values[one.attribute] ?? String(one.value);
  const origin = `${card.words.sources[one.source] ?? one.source} · ${when(one.at)}`;
  const canEdit = canWork;
  const value = look.editing === one.attribute
    ? editor(one.attribute, card, look, deeds)
    : el("span", { class: "fact-value" }, told);
  const change = button("Correct", () => deeds.edit(one.attribute), { look: "btn-link" });
  change.setAttribute("aria-label", `Correct ${label}`);
  const before = button("History", () => deeds.history(one.attribute), { look: "btn-link" });
  before.setAttribute("aria-label", `History of ${label}`);
  const moves = canEdit && look.editing !== one.attribute && el("span", { class: "fact-do" }, change, before);
  const shown = look.history?.attribute === one.attribute ? look.history.lines : [];
  return [
    el("dt", {}, label),
    el("dd", {}, value, el("span", { class: `fact-origin${isNew ? " fact-new-here" : ""}` }, isNew ? `new · ${origin}` : origin), moves,
      shown.length > 0 && el("ul", { class: "fact-history" }, ...shown.map((line) => el("li", {}, `${inWords(one.attribute, line.value, card)} · ${card.words.sources[line.source] ?? line.source} · ${when(line.at)}`)))),
  ];
}

/** A value of its history by the titles of its options. */
function inWords(attribute: string, value: unknown, card: Card): string {
  const titles = new Map((card.words.choices[attribute] ?? []).map((one) => [one.value, one.title]));
  const values = Array.isArray(value) ? value : [value];
  return values.map((one) => titles.get(String(one)) ?? String(one)).join(", ") || "none";
}

function adder(card: Card, unknown: string[], look: CardLook, deeds: CardDeeds): HTMLElement {
  const isNew = unknown.includes(look.editing);
  if (isNew) return part("div", "fact-new", el("strong", {}, card.words.labels[look.editing] ?? ""), editor(look.editing, card, look, deeds));
  const pick = el("select", { class: "form-select", id: "note-fact", "aria-label": "Note something they told you" }, el("option", { value: "" }, "Note something they told you"));
  for (const one of unknown) pick.append(el("option", { value: one }, card.words.labels[one] ?? one));
  pick.addEventListener("change", () => pick.value && deeds.edit(pick.value));
  return pick;
}

function editor(attribute: string, card: Card, look: CardLook, deeds: CardDeeds): HTMLElement {
  const choices = card.words.choices[attribute] ?? [];
  const label = card.words.labels[attribute] ?? attribute;
  if (card.words.several.includes(attribute)) return severalEditor(attribute, card, look, deeds);
  const field: HTMLInputElement | HTMLSelectElement = choices.length
    ? el("select", { class: "form-select", id: "fact-edit", "aria-label": label }, el("option", { value: "" }, "Choose"), ...choices.map((one) => el("option", { value: one.value }, one.title)))
    : el("input", { class: "form-control", id: "fact-edit", "aria-label": label });
  field.value = look.typed ?? "";
  field.addEventListener("input", () => (look.typed = field.value));
  const keep = () => field.value.trim() && deeds.keep(attribute, field.value.trim());
  field.addEventListener(choices.length ? "change" : "keydown", (event) => {
    if (event instanceof KeyboardEvent && event.key !== "Enter") return;
    keep();
  });
  return part("div", "fact-editor", field, button("Keep", () => void keep()), button("Leave it", () => deeds.edit("")));
}

/** Boxes to tick; none of them is an answer as well. What is ticked outlives drawing anew. */
function severalEditor(attribute: string, card: Card, look: CardLook, deeds: CardDeeds): HTMLElement {
  const held = card.facts.find((one) => one.attribute === attribute)?.value;
  const ticked = (look.ticked ??= new Set(Array.isArray(held) ? held.map(String) : []));
  const choices = card.words.choices[attribute] ?? [];
  const lines = choices.map((one, index) => {
    const box = el("input", { type: "checkbox", class: "form-check-input", id: index === 0 ? "fact-edit" : `fact-edit-${index}` });
    box.checked = ticked.has(one.value);
    box.addEventListener("change", () => (box.checked ? ticked.add(one.value) : ticked.delete(one.value)));
    return el("label", { class: "fact-box" }, box, one.title);
  });
  const told = () => choices.map((one) => one.value).filter((value) => ticked.has(value)).join(",") || "none";
  const group = el("div", { role: "group", "aria-label": card.words.labels[attribute] ?? attribute }, ...lines);
  return part("div", "fact-editor", group, button("Keep", () => deeds.keep(attribute, told())), button("Leave it", () => deeds.edit("")));
}
