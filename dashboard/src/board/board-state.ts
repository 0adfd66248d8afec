import type { ContactView, TicketCard } from '../../../domain/contracts/api.ts';
import type { BoardAnswer, BoardEvent } from '../../../domain/contracts/sockets.ts';

/**
 * What a browser knows of one room, and how each message changes it. Pure: the socket is elsewhere. Events
 * may be lost, doubled or come in the wrong order; `needs` then says what to ask the server for, and once it
 * has answered the state equals the server's.
 */
export interface BoardState {
  room: string;
  /** The last number applied; null before the first snapshot. */
  seq: number | null;
  tickets: ReadonlyMap<number, TicketCard>;
  contacts: ReadonlyMap<number, ContactView>;
  /** Events beyond a gap, by number, kept until the gap is closed. */
  ahead: ReadonlyMap<number, BoardEvent>;
  /** What to ask for with `board:open`: everything, what came after `seq`, or nothing. */
  needs: 'snapshot' | 'events' | null;
}

export type BoardMessage =
  | { kind: 'event'; event: BoardEvent }
  | { kind: 'head'; seq: number }
  /** The answer to `board:open`; `asked` is the `since` that was sent, null for a snapshot. */
  | { kind: 'answer'; asked: number | null; answer: Extract<BoardAnswer, { ok: true }> }
  /** The connection was lost: whatever came meanwhile has to be asked for. */
  | { kind: 'reconnected' }
  | { kind: 'step'; contactId: number; step: string };

/** More events than this beyond a gap are not kept; the server is asked anyway. */
const AHEAD_LIMIT = 5_000;

export const emptyBoard = (room: string): BoardState => ({
  room,
  seq: null,
  tickets: new Map(),
  contacts: new Map(),
  ahead: new Map(),
  needs: 'snapshot',
});

/** Applies messages in the order in which they came. Returns the same state when nothing changed. */
export function applyMessages(state: BoardState, messages: readonly BoardMessage[]): BoardState {
  const draft = new Draft(state);
  for (const message of messages) draft.apply(message);
  return draft.finish();
}

/** One round of changes: maps are copied at most once however many messages come. */
class Draft {
  #before: BoardState;
  #seq: number | null;
  #needs: BoardState['needs'];
  #tickets: Map<number, TicketCard> | null = null;
  #contacts: Map<number, ContactView> | null = null;
  #ahead: Map<number, BoardEvent> | null = null;

  constructor(before: BoardState) {
    this.#before = before;
    this.#seq = before.seq;
    this.#needs = before.needs;
  }

  apply(message: BoardMessage): void {
    switch (message.kind) {
      case 'event':
        this.#event(message.event);
        return;
      case 'head':
        if (this.#seq !== null && message.seq > this.#seq) this.#needs ??= 'events';
        return;
      case 'answer':
        this.#answer(message.asked, message.answer);
        return;
      case 'reconnected':
        this.#needs = this.#seq === null ? 'snapshot' : 'events';
        return;
      case 'step':
        this.#step(message.contactId, message.step);
        return;
      default:
        message satisfies never;
    }
  }

  finish(): BoardState {
    const before = this.#before;
    const same =
      this.#seq === before.seq &&
      this.#needs === before.needs &&
      !this.#tickets &&
      !this.#contacts &&
      !this.#ahead;
    if (same) return before;
    return {
      room: before.room,
      seq: this.#seq,
      needs: this.#needs,
      tickets: this.#tickets ?? before.tickets,
      contacts: this.#contacts ?? before.contacts,
      ahead: this.#ahead ?? before.ahead,
    };
  }

  #event(event: BoardEvent): void {
    if (event.room !== this.#before.room) return;
    if (this.#seq === null) this.#keep(event);
    else if (event.prev > this.#seq) {
      this.#keep(event);
      this.#needs ??= 'events';
    } else if (event.seq > this.#seq) {
      this.#take(event);
      this.#drain();
    }
  }

  #answer(asked: number | null, answer: Extract<BoardAnswer, { ok: true }>): void {
    if (answer.room !== this.#before.room) return;
    this.#needs = null;
    if ('snapshot' in answer) {
      // A server that counts from lower than we asked about has begun anew: its word replaces ours.
      const begunAnew = asked !== null && answer.seq < asked;
      if (begunAnew) this.#ahead = new Map();
      if (this.#seq === null || begunAnew || answer.seq >= this.#seq) {
        this.#tickets = new Map(answer.snapshot.tickets?.map((card) => [card.id, card]));
        this.#contacts = new Map(answer.snapshot.contacts?.map((contact) => [contact.id, contact]));
        this.#seq = answer.seq;
      }
    } else if (this.#seq !== null) {
      const reached = this.#seq;
      for (const event of [...answer.events].sort((a, b) => a.seq - b.seq)) {
        if (event.seq > (this.#seq ?? reached)) this.#take(event);
      }
      // The answer says up to where it speaks, even when its last numbers hold nothing for this room.
      if (answer.seq > (this.#seq ?? reached)) this.#seq = answer.seq;
    }
    this.#drain();
    if (this.#aheadNow().size > 0) this.#needs = 'events';
  }

  /** Applies the event; the caller has checked that nothing before it is missing. */
  #take(event: BoardEvent): void {
    this.#seq = event.seq;
    if (event.ticketId !== null && event.card !== undefined) this.#takeCard(event.ticketId, event.card);
    if (event.contactId !== null && event.contact !== undefined) {
      this.#contacts ??= new Map(this.#before.contacts);
      if (event.contact) this.#contacts.set(event.contactId, event.contact);
      else this.#contacts.delete(event.contactId);
    }
  }

  #takeCard(id: number, card: TicketCard | null): void {
    const known = (this.#tickets ?? this.#before.tickets).get(id);
    // The card is the ticket as it stood when the event was sent: an older one must not undo a newer one.
    if (card && known && card.version < known.version) return;
    if (!card && !known) return;
    this.#tickets ??= new Map(this.#before.tickets);
    if (card) this.#tickets.set(id, card);
    else this.#tickets.delete(id);
  }

  #step(contactId: number, step: string): void {
    const known = (this.#contacts ?? this.#before.contacts).get(contactId);
    if (!known || known.step === step) return;
    this.#contacts ??= new Map(this.#before.contacts);
    this.#contacts.set(contactId, { ...known, step });
  }

  #aheadNow(): ReadonlyMap<number, BoardEvent> {
    return this.#ahead ?? this.#before.ahead;
  }

  #keep(event: BoardEvent): void {
    const ahead = this.#aheadNow();
    if (ahead.has(event.seq) || ahead.size >= AHEAD_LIMIT) return;
    this.#ahead ??= new Map(this.#before.ahead);
    this.#ahead.set(event.seq, event);
  }

  /** Applies what was kept, as far as it now follows on without a gap. */
  #drain(): void {
    const kept = this.#aheadNow();
    if (kept.size === 0 || this.#seq === null) return;
    const left = new Map(kept);
    for (const event of [...kept.values()].sort((a, b) => a.seq - b.seq)) {
      if (event.seq > this.#seq && event.prev > this.#seq) break;
      left.delete(event.seq);
      if (event.seq > this.#seq) this.#take(event);
    }
    this.#ahead = left;
    if (left.size === 0 && this.#needs === 'events') this.#needs = null;
  }
}
