export interface Key {
  value: string;
  title: string;
  at: string;
  leads_to: string;
  /** Others may be taken with it. */
  is_one_of_several?: boolean;
}

export interface Line {
  kind: string;
  text: string;
  agent: string | null;
}

export interface Pending {
  at: string;
  type: string;
  text: string;
  keys: Key[];
  why: string;
  agent: string | null;
  question: string | null;
  /** None of them; set where several may be taken together. */
  none: Key | null;
}

/** `chosen` are the values of its options. */
export interface Answered {
  at: string;
  asked: string;
  value: string;
  keys: Key[];
  chosen: string[];
  none: Key | null;
}

export interface Script {
  version: string;
  language: string;
  lines: Line[];
  pending: Pending | null;
  flow: string | null;
  flow_title: string;
  under: string[];
  answered: Answered[];
  menu: Key[];
  can_go_back: boolean;
  can_go_on: boolean;
  handed_over: string | null;
}

export interface Item {
  id: string;
  kind: "call" | "chat" | "follow_up" | "case";
  conversation_id: string;
  name: string;
  channel: string;
  since: string;
  reasons: string[];
  staff: string | null;
  position: number;
  is_verified: boolean;
}

export interface Queue {
  waiting: Item[];
  mine: Item[];
  others: Item[];
  staff: { id: string; name: string; is_away: boolean; busy: number }[];
  is_reachable: boolean;
}

export interface Fact {
  attribute: string;
  value: unknown;
  source: string;
  at: string;
  conversation_id: string | null;
}

export interface Card {
  person_id: string;
  name: string;
  language: string | null;
  is_verified: boolean;
  tier: string;
  known_by: { kind: string; value: string; is_verified: boolean }[];
  facts: Fact[];
  needs: string[];
  satisfaction: { level: number; at: string }[];
  cases: { number: string; topic: string; status: string; at: string }[];
  promises: { reason: string; channel: string; due: string }[];
  consents: { scope: string; channel: string | null; is_given: boolean; at: string }[];
  pressure: { conversations: number; questions: number; messages_we_began: number };
  declined: string[];
  treatments: string[];
  checks: string[];
  words: {
    labels: Record<string, string>;
    values: Record<string, string>;
    sources: Record<string, string>;
    choices: Record<string, { value: string; title: string }[]>;
    /** Attributes that may have several of their choices. */
    several: string[];
    checks: Record<string, string>;
    grants: string[];
    tier: string;
  };
}

export interface Spoken {
  id: string;
  conversation_id: string;
  by: "customer" | "bot" | "script" | "agent";
  name: string | null;
  kind: string;
  text: string;
  channel: string;
  at: string;
  state: string | null;
}

export interface Workspace {
  conversation: {
    id: string;
    channel: string;
    language: string;
    owner: string;
    owner_name: string | null;
    is_mine: boolean;
    is_open: boolean;
    opened_at: string;
    position: number;
    window_until: string | null;
  };
  card: Card;
  script: Script | null;
  planned_flow: string;
  languages: string[];
  opening: string;
  canned: { name: string; title: string; text: string }[];
  dispositions: { name: string; title: string; needs: string[] }[];
  wrap_up: { is_required: boolean; is_done: boolean };
  transcript: Spoken[];
  is_engine_up: boolean;
}

export interface Match {
  person_id: string;
  name: string;
  hint: string;
  is_exact: boolean;
  conversation_id: string | null;
}
