import { expect } from 'chai';
import { type LineSocket, LiveLine } from '../../dashboard/src/live/live-line.ts';
import type { BoardAnswer, BoardEvent, BoardOpen } from '../../domain/contracts/sockets.ts';
import { waitFor } from '../support/wait-for.ts';
import { card } from './cards.ts';

const ROOM = 'province';
const NOW = '2026-03-02T06:00:00.000Z';

/** A socket whose other end is the test. */
class FakeSocket {
  connected = false;
  active = true;
  opens: BoardOpen[] = [];
  closed: string[] = [];
  #handlers = new Map<string, (...args: never[]) => void>();
  #acks: ((error: Error | null, answer?: BoardAnswer) => void)[] = [];

  on(name: string, handler: (...args: never[]) => void) {
    this.#handlers.set(name, handler);
    return this;
  }
  timeout() {
    return {
      emit: (_: string, request: BoardOpen, ack: (error: Error | null, answer?: BoardAnswer) => void) => {
        this.opens.push(request);
        this.#acks.push(ack);
      },
    };
  }
  emit(_: string, { board }: { board: string }) {
    this.closed.push(board);
  }
  disconnect() {
    this.connected = false;
  }

  hear(name: string, ...args: unknown[]) {
    this.#handlers.get(name)?.(...(args as never[]));
  }
  connect() {
    this.connected = true;
    this.hear('connect');
  }
  cut(reason = 'transport close') {
    this.connected = false;
    this.hear('disconnect', reason);
  }
  answer(answer: BoardAnswer) {
    this.#acks.shift()?.(null, answer);
  }
  timeOut() {
    this.#acks.shift()?.(new Error('timeout'));
  }
}

const event = (seq: number, id: number): BoardEvent => ({
  room: ROOM,
  seq,
  prev: seq - 1,
  type: 'ticket.opened',
  at: NOW,
  ticketId: id,
  version: 1,
  card: card(id),
  contactId: null,
});
const snapshot = (seq: number, ...ids: number[]): BoardAnswer => ({
  ok: true,
  room: ROOM,
  seq,
  now: NOW,
  snapshot: { tickets: ids.map((id) => card(id)) },
});

describe('the live line', () => {
  let socket: FakeSocket;
  let line: LiveLine;
  let times: string[];
  let turnedAway: number;
  let stop: () => void;
  const ids = () => [...line.board(ROOM).tickets.keys()];

  beforeEach(() => {
    socket = new FakeSocket();
    times = [];
    turnedAway = 0;
    line = new LiveLine(socket as unknown as LineSocket, {
      now: () => Date.parse(NOW),
      heardTime: (time) => times.push(time),
      turnedAway: () => turnedAway++,
    });
    stop = line.watchBoard(ROOM, () => {});
  });
  afterEach(() => {
    stop();
    line.close();
  });

  /** Connected, with the tickets of the first snapshot. */
  async function begun(seq: number, ...ids: number[]) {
    socket.connect();
    await waitFor(() => socket.opens.length === 1);
    socket.answer(snapshot(seq, ...ids));
    await waitFor(() => line.board(ROOM).seq === seq);
  }

  it('opens a board as soon as there is a connection, once', async () => {
    expect(socket.opens).to.deep.equal([]);
    await begun(10, 1, 2);
    expect(socket.opens).to.deep.equal([{ board: ROOM }]);
    expect(ids()).to.deep.equal([1, 2]);
    expect(line.line.phase).to.equal('online');
    expect(times).to.deep.equal([NOW]);
  });

  it('applies events, and tells whoever wants to read anew', async () => {
    const told: number[] = [];
    line.watchEvents((events) => told.push(...events.map(({ seq }) => seq)));
    await begun(10);
    socket.hear('board:event', event(11, 7));
    socket.hear('board:event', event(12, 8));
    await waitFor(() => line.board(ROOM).seq === 12);
    expect(ids()).to.deep.equal([7, 8]);
    expect(told).to.deep.equal([11, 12]);
  });

  it('asks for what a gap swallowed', async () => {
    await begun(10);
    socket.hear('board:event', event(12, 8));
    await waitFor(() => socket.opens.length === 2);
    expect(socket.opens[1]).to.deep.equal({ board: ROOM, since: 10 });
    socket.answer({ ok: true, room: ROOM, seq: 12, now: NOW, events: [event(11, 7), event(12, 8)] });
    await waitFor(() => line.board(ROOM).seq === 12);
    expect(ids()).to.deep.equal([7, 8]);
    expect(line.line.resyncs).to.equal(1);
  });

  it('says since when it is cut, and catches up by itself', async () => {
    await begun(10, 1);
    socket.cut();
    expect(line.line).to.include({ phase: 'offline', offlineSince: Date.parse(NOW) });
    expect(ids()).to.deep.equal([1]);
    socket.connect();
    await waitFor(() => socket.opens.length === 2);
    expect(socket.opens[1]).to.deep.equal({ board: ROOM, since: 10 });
    expect(line.line).to.include({ phase: 'online', offlineSince: null });
  });

  it('pays no heed to an answer of a connection that is gone', async () => {
    socket.connect();
    await waitFor(() => socket.opens.length === 1);
    socket.cut();
    socket.connect();
    await waitFor(() => socket.opens.length === 2);
    socket.timeOut();
    expect(socket.opens).to.have.length(2);
    socket.answer(snapshot(10, 1));
    await waitFor(() => line.board(ROOM).seq === 10);
  });

  it('asks again when the server does not answer', async () => {
    socket.connect();
    await waitFor(() => socket.opens.length === 1);
    socket.timeOut();
    expect(socket.opens).to.have.length(2);
  });

  it('asks again when the server cannot read the board just now', async () => {
    socket.connect();
    await waitFor(() => socket.opens.length === 1);
    socket.answer({ ok: false, code: 'unavailable', message: '' });
    await waitFor(() => socket.opens.length === 2);
    expect(line.refusal(ROOM)).to.equal(null);
  });

  it('does not insist on a board that is not for the reader, until the next connection', async () => {
    socket.connect();
    await waitFor(() => socket.opens.length === 1);
    socket.answer({ ok: false, code: 'forbidden', message: '' });
    expect(line.refusal(ROOM)).to.equal('forbidden');
    socket.hear('board:head', { room: ROOM, seq: 99 });
    socket.cut();
    socket.connect();
    await waitFor(() => socket.opens.length === 2);
    expect(line.refusal(ROOM)).to.equal(null);
  });

  it('says so when the server shows the door', () => {
    socket.connect();
    socket.cut('io server disconnect');
    expect(turnedAway).to.equal(1);
    socket.active = false;
    socket.hear('connect_error', new Error('Sign in first.'));
    expect(turnedAway).to.equal(2);
  });

  it('follows the clock of the demo', () => {
    socket.hear('clock:moved', { now: '2026-03-05T02:00:00.000Z' });
    expect(times).to.deep.equal(['2026-03-05T02:00:00.000Z']);
  });
});
