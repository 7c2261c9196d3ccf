import { attempt } from "./attempt.ts";
import { get, post, problemOf } from "./api.ts";
import type { CardDeeds } from "./card.ts";
import { openVerify } from "./dialogs.ts";
import { begin } from "./opening.ts";
import { refresh } from "./refresh.ts";
import { draw } from "./screen.ts";
import { desk } from "./state.ts";

/** What can be done with the customer's card. */

export const cardDeeds: CardDeeds = {
  verify: () => desk.space && openVerify(desk.space.card, verify),
  edit: (attribute: string) => {
    desk.cardLook = { editing: attribute, history: null };
    draw();
    document.querySelector<HTMLElement>("#fact-edit")?.focus();
  },
  keep: (attribute: string, said: string) => void keep(attribute, said),
  history: (attribute: string) => void history(attribute),
  call: () => void callLooked(),
};

async function verify(said: Record<string, string>): Promise<string> {
  try {
    const told = await post<{ is_verified: boolean }>(`/desk/conversations/${desk.space!.conversation.id}/verify`, { said });
    if (!told.is_verified) return "That is not what is known. Ask for something else; after three wrong tries it stays closed.";
  } catch (error) {
    return problemOf(error);
  }
  await refresh();
  return "";
}

async function keep(attribute: string, said: string): Promise<void> {
  const kept = await attempt(() => post(`/desk/conversations/${desk.space!.conversation.id}/facts`, { attribute, said }));
  if (!kept) return;
  desk.cardLook = { editing: "", history: null };
  await refresh();
}

async function history(attribute: string): Promise<void> {
  const isShown = desk.cardLook.history?.attribute === attribute;
  const lines = isShown ? null : await attempt(() => get<{ value: unknown; source: string; at: string }[]>(`/desk/conversations/${desk.space!.conversation.id}/facts/${attribute}`));
  desk.cardLook = { editing: "", history: lines ? { attribute, lines } : null };
  draw();
}

async function callLooked(): Promise<void> {
  if (desk.looked) await begin(() => post(`/desk/people/${desk.looked!.person_id}/calls`, {}));
}
