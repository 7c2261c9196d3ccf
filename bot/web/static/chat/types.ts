/** What the server tells of a conversation, and how a message looks while it is on its way. */

export interface Option {
  title: string;
  payload: string;
}

export type Kind = "text" | "say" | "ask" | "question" | "benefit" | "handoff";

export interface ServerMessage {
  id: string;
  conversation_id: string;
  direction: "in" | "out";
  kind: Kind;
  text: string;
  payload: string | null;
  options: Option[];
  /** The id this browser (or another tab of it) gave to a message of the customer. */
  client_id: string | null;
  at: string;
  /** The person who wrote it; null for the bot and the customer. */
  author: string | null;
}

export interface Company {
  name: string;
  assistant: string;
}

export interface Session {
  token: string;
  company: Company;
}

export interface History {
  messages: ServerMessage[];
  /** Where the event stream goes on from: nothing before it is sent again. */
  cursor: string;
  company: Company;
  /** It is proven who the visitor is. */
  is_verified: boolean;
  /** A code by SMS can prove it. */
  can_verify: boolean;
  /** Phone channels on which the conversation can go on. */
  moves_to: string[];
}

/** How to go on with this conversation on a phone: send `text` from it; each link opens a channel with it written. */
export interface Move {
  text: string;
  links: { channel: string; url: string }[];
}

/** `state` is what the customer sees about a message of theirs: on its way, kept by the server, or not sent. */
export interface ShownMessage {
  key: string;
  direction: "in" | "out";
  kind: Kind;
  text: string;
  payload: string | null;
  options: Option[];
  conversation: string | null;
  at: string;
  author: string | null;
  state: "sending" | "sent" | "failed";
}

export interface StreamEvent {
  id: string | null;
  event: string;
  data: string;
}
