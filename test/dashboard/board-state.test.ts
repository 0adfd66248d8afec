import { expect } from 'chai';
import fc from 'fast-check';
import {
  applyMessages,
  type BoardMessage,
  type BoardState,
  emptyBoard,
} from '../../dashboard/src/board/board-state.ts';
import type { TicketCard } from '../../domain/contracts/api.ts';
import type { BoardAnswer, BoardEvent } from '../../domain/contracts/sockets.ts';
import { card } from './cards.ts';

const ROOM = 'region.1';
type Answer = Extract<BoardAnswer, { ok: true }>;

const event = (seq: number, prev: number, about: TicketCard | null, id = about?.id ?? 1): BoardEvent => ({
  room: ROOM,
  seq,
  prev,
  type: 'ticket.offered',
  at: '2026-03-02T01:00:00.000Z',
  ticketId: id,
  version: about?.version ?? null,
  card: about,
  contactId: null,
});
const snapshot = (seq: number, tickets: TicketCard[], asked: number | null = null): BoardMessage => ({
  kind: 'answer',
  asked,
  answer: { ok: true, room: ROOM, seq, now: '2026-03-02T01:00:00.000Z', snapshot: { tickets } },
});
const live = (event: BoardEvent): BoardMessage => ({ kind: 'event', event });
const start = (...tickets: TicketCard[]) => applyMessages(emptyBoard(ROOM), [snapshot(10, tickets)]);
const versions = (state: BoardState) =>
  Object.fromEntries([...state.tickets].map(([id, t]) => [id, t.version]));

describe('board state', () => {
  it('asks for a snapshot first, and is content once it has one', () => {
    expect(emptyBoard(ROOM).needs).to.equal('snapshot');
    expect(start(card(1))).to.include({ needs: null, seq: 10 });
  });

  it('applies what follows on, and takes away what left the room', () => {
    const state = applyMessages(start(card(1), card(2)), [
      live(event(11, 10, card(1, { version: 2 }))),
      live(event(12, 11, null, 2)),
    ]);
    expect(versions(state)).to.deep.equal({ 1: 2 });
    expect(state.seq).to.equal(12);
  });

  it('returns the very same state for a repeated event', () => {
    const once = applyMessages(start(), [live(event(11, 10, card(1)))]);
    expect(applyMessages(once, [live(event(11, 10, card(1)))])).to.equal(once);
  });

  it('never lets an older version of a ticket undo a newer one', () => {
    const state = applyMessages(start(card(1, { version: 5 })), [
      live(event(11, 10, card(1, { version: 4 }))),
    ]);
    expect(versions(state)).to.deep.equal({ 1: 5 });
    expect(state.seq).to.equal(11);
  });

  it('sees a gap, waits, and closes it with the events it asked for', () => {
    const gap = applyMessages(start(), [live(event(12, 11, card(2)))]);
    expect(gap.needs).to.equal('events');
    expect(versions(gap)).to.deep.equal({});
    const closed = applyMessages(gap, [
      {
        kind: 'answer',
        asked: 10,
        answer: { ok: true, room: ROOM, seq: 11, now: '', events: [event(11, 10, card(1))] },
      },
    ]);
    expect(closed.needs).to.equal(null);
    expect(closed.seq).to.equal(12);
    expect(versions(closed)).to.deep.equal({ 1: 1, 2: 1 });
  });

  it('closes a gap by itself when the missing event comes late', () => {
    const state = applyMessages(start(), [live(event(12, 11, card(2))), live(event(11, 10, card(1)))]);
    expect(state).to.include({ needs: null, seq: 12 });
    expect(state.ahead.size).to.equal(0);
  });

  it('stops at the second gap when the first is closed', () => {
    const state = applyMessages(start(), [
      live(event(14, 13, card(4))),
      live(event(12, 11, card(2))),
      live(event(11, 10, card(1))),
    ]);
    expect(state).to.include({ needs: 'events', seq: 12 });
    expect(versions(state)).to.deep.equal({ 1: 1, 2: 1 });
  });

  it('asks again when an answer still leaves a gap', () => {
    const gap = applyMessages(start(), [live(event(14, 13, card(4)))]);
    const answer = { ok: true as const, room: ROOM, seq: 12, now: '', events: [event(12, 10, card(2))] };
    expect(applyMessages(gap, [{ kind: 'answer', asked: 10, answer }])).to.include({
      needs: 'events',
      seq: 12,
    });
  });

  it('learns from a head that the last message was lost', () => {
    expect(applyMessages(start(), [{ kind: 'head', seq: 10 }]).needs).to.equal(null);
    expect(applyMessages(start(), [{ kind: 'head', seq: 11 }]).needs).to.equal('events');
  });

  it('asks for what came meanwhile after the connection was lost', () => {
    expect(applyMessages(start(), [{ kind: 'reconnected' }]).needs).to.equal('events');
    expect(applyMessages(emptyBoard(ROOM), [{ kind: 'reconnected' }]).needs).to.equal('snapshot');
  });

  it('starts over with a server that counts anew, but not with a late, older snapshot', () => {
    const anew = applyMessages(start(card(1)), [snapshot(3, [card(7)], 10)]);
    expect(versions(anew)).to.deep.equal({ 7: 1 });
    expect(anew.seq).to.equal(3);
    const late = applyMessages(start(card(1)), [snapshot(9, [card(7)])]);
    expect(versions(late)).to.deep.equal({ 1: 1 });
  });

  it('keeps events that overtake the first snapshot', () => {
    const state = applyMessages(emptyBoard(ROOM), [live(event(11, 10, card(2))), snapshot(10, [card(1)])]);
    expect(versions(state)).to.deep.equal({ 1: 1, 2: 1 });
  });

  it('ignores other rooms', () => {
    const before = start();
    expect(applyMessages(before, [live({ ...event(11, 10, card(1)), room: 'region.2' })])).to.equal(before);
  });

  it('shows calls, their steps, and forgets those that are gone', () => {
    const contact = {
      id: 4,
      direction: 'inbound' as const,
      number: '138****8000',
      customerName: null,
      language: 'zh' as const,
      startedAt: '2026-03-02T01:00:00.000Z',
      endedAt: null,
      disposition: null,
      step: 'menu',
      tickets: [],
      recordingIds: [],
    };
    const call = (seq: number, value: typeof contact | null): BoardMessage =>
      live({ ...event(seq, seq - 1, null), ticketId: null, card: undefined, contactId: 4, contact: value });
    const ringing = applyMessages(start(), [
      call(11, contact),
      { kind: 'step', contactId: 4, step: 'category' },
    ]);
    expect(ringing.contacts.get(4)?.step).to.equal('category');
    expect(applyMessages(ringing, [call(12, null)]).contacts.size).to.equal(0);
  });

  it('equals the server however events are lost, doubled or shuffled, once the server has been asked', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.boolean(), (steps, replayNow) => {
        const server = new Server(replayNow);
        let state = emptyBoard(ROOM);
        const wire: BoardMessage[] = [];
        const ask = () => {
          const asked = state.needs === 'events' ? state.seq : null;
          state = applyMessages(state, [{ kind: 'answer', asked, answer: server.answer(asked) }]);
        };
        for (const { what, id, take } of steps) {
          if (what === 'change') wire.push(live(server.change(id)));
          else if (what === 'leave') wire.push(live(server.leave(id)));
          else if (what === 'drop') wire.splice(take % (wire.length || 1), 1);
          else if (what === 'double') wire.push(...wire.slice(0, take));
          else if (what === 'swap') wire.reverse();
          else if (what === 'head') wire.push({ kind: 'head', seq: server.seq });
          else if (what === 'ask' && state.needs) ask();
          else state = applyMessages(state, wire.splice(0, take));
        }
        state = applyMessages(state, [{ kind: 'head', seq: server.seq }, { kind: 'reconnected' }]);
        for (let rounds = 0; state.needs; rounds++) {
          expect(rounds).to.be.below(3);
          ask();
        }
        expect(state.seq).to.equal(server.seq);
        expect(new Map(state.tickets)).to.deep.equal(server.tickets);
        expect(state.ahead.size).to.equal(0);
      }),
      { numRuns: 1000 },
    );
  });
});

const step = fc.record({
  what: fc.constantFrom(
    'change',
    'change',
    'change',
    'leave',
    'drop',
    'double',
    'swap',
    'head',
    'ask',
    'deliver',
  ),
  id: fc.integer({ min: 1, max: 6 }),
  take: fc.integer({ min: 1, max: 5 }),
});

/** The other side: numbers with holes, and cards told as they stand when an event is sent (or sent again). */
class Server {
  seq = 40;
  tickets = new Map<number, TicketCard>();
  #versions = new Map<number, number>();
  #log: BoardEvent[] = [];
  #replayNow: boolean;

  constructor(replayNow: boolean) {
    this.#replayNow = replayNow;
  }

  change(id: number): BoardEvent {
    const version = (this.#versions.get(id) ?? 0) + 1;
    this.#versions.set(id, version);
    this.tickets.set(id, card(id, { version }));
    return this.#say(id);
  }

  leave(id: number): BoardEvent {
    this.#versions.set(id, (this.#versions.get(id) ?? 0) + 1);
    this.tickets.delete(id);
    return this.#say(id);
  }

  answer(since: number | null): Answer {
    const frame = { ok: true as const, room: ROOM, seq: this.seq, now: '2026-03-02T01:00:00.000Z' };
    if (since === null) return { ...frame, snapshot: { tickets: [...this.tickets.values()] } };
    const events = this.#log.filter((event) => event.seq > since);
    if (!this.#replayNow) return { ...frame, events };
    return {
      ...frame,
      events: events.map((event) => ({ ...event, card: this.tickets.get(event.ticketId ?? 0) ?? null })),
    };
  }

  #say(id: number): BoardEvent {
    const prev = this.seq;
    this.seq += 1 + (this.#log.length % 3);
    const said = event(this.seq, prev, this.tickets.get(id) ?? null, id);
    this.#log.push(said);
    return said;
  }
}
