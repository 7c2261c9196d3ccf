import type { DriplineChat } from "../chat/element.ts";

/** The demo page: whom one plays, and a panel that follows what is known about them. */

const KEPT = "dripline-demo";
const SETTLE = 150;

interface Kept {
  playing: string;
  tokens: Record<string, string>;
}

const page = {
  chat: document.querySelector<DriplineChat>("dripline-chat")!,
  main: document.querySelector<HTMLElement>("main.demo")!,
  cards: [...document.querySelectorAll<HTMLButtonElement>(".card-button")],
  tabs: [...document.querySelectorAll<HTMLButtonElement>(".demo-tabs button")],
  news: document.querySelector<HTMLElement>(".tab-news")!,
  find: document.querySelector<HTMLInputElement>("#find")!,
  nobody: document.querySelector<HTMLElement>("#nobody")!,
  playing: document.querySelector<HTMLElement>("#playing")!,
  problem: document.querySelector<HTMLElement>("#problem")!,
  profile: document.querySelector<HTMLElement>("#profile")!,
  end: document.querySelector<HTMLButtonElement>("#end")!,
};

const kept = readKept();
let token = "";
let settling = 0;

async function play(card: HTMLButtonElement, isFresh = false): Promise<void> {
  const customer = card.dataset.customer ?? "";
  const known = isFresh ? null : (kept.tokens[customer] ?? null);
  const answer = await post("/demo/sessions", { customer: customer || null, token: known });
  if (!answer) return;
  token = answer.token as string;
  kept.playing = customer;
  kept.tokens[customer] = token;
  keep();
  for (const other of page.cards) other.setAttribute("aria-pressed", String(other === card));
  page.playing.textContent = card.dataset.name ?? "";
  if (card.dataset.language) page.chat.setAttribute("language", card.dataset.language);
  else page.chat.removeAttribute("language");
  page.chat.connect(token);
  page.news.hidden = true;
  await showProfile();
}

async function showProfile(): Promise<void> {
  const shownFor = token;
  const html = await fetch("/demo/profile", { headers: { Authorization: `Bearer ${token}` } })
    .then((response) => (response.ok ? response.text() : null))
    .catch(() => null);
  if (html === null || shownFor !== token) return;
  const fragment = new DOMParser().parseFromString(html, "text/html");
  const open = new Set([...page.profile.querySelectorAll("details[open]")].map(partOf));
  for (const details of fragment.querySelectorAll("details")) if (open.has(partOf(details))) details.open = true;
  page.profile.replaceChildren(...fragment.body.children);
  page.profile.setAttribute("aria-busy", "false");
}

/** Several changes come at once; the panel is fetched after the last. */
function profileChanged(): void {
  window.clearTimeout(settling);
  settling = window.setTimeout(() => void showProfile(), SETTLE);
  page.news.hidden = page.main.dataset.view === "knows";
}

async function endConversation(): Promise<void> {
  await post("/demo/conversations/end", {}, token);
}

async function post(path: string, body: object, bearer?: string): Promise<Record<string, unknown> | null> {
  page.problem.hidden = true;
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) },
      body: JSON.stringify(body),
    });
    if (response.status === 204) return {};
    const answer = (await response.json()) as Record<string, unknown>;
    if (response.ok) return answer;
    tell(`${String(answer.error)} ${String(answer.hint)}`);
  } catch {
    tell("The app does not answer. Is it still running?");
  }
  return null;
}

function tell(problem: string): void {
  page.problem.textContent = problem;
  page.problem.hidden = false;
}

function show(view: string): void {
  page.main.dataset.view = view;
  for (const tab of page.tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === view));
  if (view === "knows") page.news.hidden = true;
}

function filter(): void {
  const wanted = page.find.value.trim().toLowerCase();
  let found = 0;
  for (const card of page.cards) {
    const isFound = (card.textContent ?? "").toLowerCase().includes(wanted);
    card.parentElement!.hidden = !isFound;
    if (isFound) found += 1;
  }
  page.nobody.hidden = found > 0;
}

function partOf(element: Element): string {
  return element.closest<HTMLElement>("[data-part]")?.dataset.part ?? "";
}

function readKept(): Kept {
  try {
    return { playing: "", tokens: {}, ...(JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Partial<Kept>) };
  } catch {
    return { playing: "", tokens: {} };
  }
}

/** So that a reload goes on with the same customer; without storage it starts as a new visitor. */
function keep(): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    return;
  }
}

for (const card of page.cards) {
  card.addEventListener("click", () => {
    show("chat");
    // A new visitor is new each time; a customer goes on where they were.
    void play(card, card.dataset.customer === "");
  });
}
for (const tab of page.tabs) tab.addEventListener("click", () => show(tab.dataset.view ?? "chat"));
page.find.addEventListener("input", filter);
page.end.addEventListener("click", () => void endConversation());
page.chat.addEventListener("dripline-profile", profileChanged);
page.chat.addEventListener("dripline-refused", () => void play(playedCard(), true));
void play(playedCard());

function playedCard(): HTMLButtonElement {
  return page.cards.find((card) => card.dataset.customer === kept.playing) ?? page.cards[0]!;
}
