import type { ContactView, TicketCard } from './api.ts';
import type { AgentPresence, DeskView, Wallboard } from './desk.ts';

/**
 * Socket.io, both ways. Each room has its own sequence: `prev` shows a gap, a regular `board:head` shows a
 * lost last message, and the client asks for what it misses with `board:open {board, since}`.
 */
export interface BoardOpen {
  /** A room: 'province', 'region.3', 'store.9', 'outlet.12', 'calls'. */
  board: string;
  /** The last sequence number seen; without it, a snapshot. */
  since?: number;
}

export interface BoardEvent {
  room: string;
  seq: number;
  prev: number;
  type: string;
  at: string;
  ticketId: number | null;
  version: number | null;
  /** The ticket as it now stands in this room; null: it is no longer here. Absent for events without one. */
  card?: TicketCard | null;
  contactId: number | null;
  /** Room `calls`: the call as it now stands. */
  contact?: ContactView | null;
}

export type BoardAnswer =
  | {
      ok: true;
      room: string;
      seq: number;
      now: string;
      snapshot: { tickets?: TicketCard[]; contacts?: ContactView[] };
    }
  | { ok: true; room: string; seq: number; now: string; events: BoardEvent[] }
  | { ok: false; code: string; message: string };

export interface ClientToServer {
  'board:open': (request: BoardOpen, ack: (answer: BoardAnswer) => void) => void;
  'board:close': (request: { board: string }) => void;
  /** An agent's browser is here: it gets its desk now and with every change, and counts as seen. */
  'desk:open': (ack: (answer: DeskAnswer) => void) => void;
  'desk:close': () => void;
  /** A supervisor's wallboard, now and with every change (at most twice a second). */
  'wallboard:open': (ack: (answer: WallboardAnswer) => void) => void;
  'wallboard:close': () => void;
  /** All the tickets that this browser has open; said again every few seconds, and forgotten when it is not. */
  'presence:look': (looks: TicketLook[]) => void;
  /** Who looks at what, in the reader's part of the organisation. */
  'presence:list': (ack: (tickets: TicketPresence[]) => void) => void;
}

/** Having a ticket open, or being about to decide which outlet gets it. */
export const LOOK_ACTS = ['open', 'assign'] as const;
export type LookAct = (typeof LOOK_ACTS)[number];
export interface TicketLook {
  ticketId: number;
  act: LookAct;
}
/** Who of the staff looks at a ticket now. */
export interface TicketPresence {
  ticketId: number;
  people: { personId: number; name: string; act: LookAct }[];
}

export type DeskAnswer = { ok: true; desk: DeskView } | { ok: false; code: string; message: string };
export type WallboardAnswer =
  | { ok: true; wallboard: Wallboard }
  | { ok: false; code: string; message: string };

export interface ServerToClient {
  'board:event': (event: BoardEvent) => void;
  'board:head': (head: { room: string; seq: number }) => void;
  /** A call moved on in the menu; passing, not sequenced. */
  'call:step': (step: { contactId: number; step: string }) => void;
  /** The demo clock was moved: fetch `now` anew. */
  'clock:moved': (clock: { now: string }) => void;
  /** To the agent concerned alone. */
  'desk:view': (desk: DeskView) => void;
  /** To every open desk: how many wait, whoever's desk that touches (at most twice a second). */
  'line:state': (line: DeskView['line']) => void;
  /** To every open desk and wallboard. */
  'agent:state': (agent: AgentPresence) => void;
  'wallboard:view': (wallboard: Wallboard) => void;
  /** To those in whose part of the organisation the ticket lies; passing, not sequenced. */
  'presence:ticket': (presence: TicketPresence) => void;
}

/** Snapshot limits: finished tickets shown on a board, newest first. */
export const BOARD_DONE_LIMIT = 200;
