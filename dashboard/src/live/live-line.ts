import type { Socket } from 'socket.io-client';
import type {
  BoardAnswer,
  BoardEvent,
  ClientToServer,
  ServerToClient,
} from '../../../domain/contracts/sockets.ts';
import { applyMessages, type BoardMessage, type BoardState, emptyBoard } from '../board/board-state.ts';

export interface LineState {
  phase: 'connecting' | 'online' | 'offline';
  /** Since when the line is cut, on the hotline's clock; null while it holds. */
  offlineSince: number | null;
  /** How often a board was caught up after a gap or a cut. */
  resyncs: number;
}

interface Room {
  state: BoardState;
  queue: BoardMessage[];
  /** The request under way, so that only one is; 0 when none. */
  asking: number;
  listeners: Set<() => void>;
  /** Why the server does not show it, if so. */
  refused: string | null;
}

/** The part of socket.io's client that is used here. */
export type LineSocket = Pick<
  Socket<ServerToClient, ClientToServer>,
  'on' | 'emit' | 'timeout' | 'connected' | 'active' | 'disconnect'
>;

export interface LineOptions {
  /** The hotline's clock. */
  now: () => number;
  /** Called with every time that the server says. */
  heardTime: (now: string) => void;
  /** The server hung up or refused: the session may have ended. */
  turnedAway: () => void;
}

const ASK_TIMEOUT_MS = 10_000;
/** The server could not read the board just now: it is asked again after this. */
const AGAIN_MS = 1_000;
/** A board that nobody looks at any more is kept for this long. */
const LEAVE_MS = 5_000;
/** A lone message is applied at once; in a storm they are applied in rounds this far apart, each one redraw. */
const ROUND_MS = 100;

/**
 * The one connection to the hotline: opens boards, keeps them true (asks again after gaps and cuts), and
 * tells React when something changed.
 */
export class LiveLine {
  #socket: LineSocket;
  #options: LineOptions;
  #rooms = new Map<string, Room>();
  #line: LineState = { phase: 'connecting', offlineSince: null, resyncs: 0 };
  #lineListeners = new Set<() => void>();
  #eventListeners = new Set<(events: BoardEvent[]) => void>();
  #events: BoardEvent[] = [];
  #roundAhead = false;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #lastRound = Number.NEGATIVE_INFINITY;
  #requests = 0;

  constructor(socket: LineSocket, options: LineOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on('connect', () => this.#connected());
    socket.on('disconnect', (reason) => {
      this.#cut();
      if (reason === 'io server disconnect') options.turnedAway();
    });
    socket.on('connect_error', () => {
      this.#cut();
      // The server answered and said no; anything else is tried again by itself.
      if (!socket.active) options.turnedAway();
    });
    socket.on('board:event', (event) => {
      this.#events.push(event);
      this.#hear(this.#rooms.get(event.room), { kind: 'event', event });
    });
    socket.on('board:head', ({ room, seq }) => this.#hear(this.#rooms.get(room), { kind: 'head', seq }));
    socket.on('call:step', (step) => {
      for (const room of this.#rooms.values()) this.#hear(room, { kind: 'step', ...step });
    });
    socket.on('clock:moved', ({ now }) => options.heardTime(now));
  }

  get line(): LineState {
    return this.#line;
  }

  watchLine = (listener: () => void): (() => void) => {
    this.#lineListeners.add(listener);
    return () => this.#lineListeners.delete(listener);
  };

  /** Every event of the open rooms, in rounds: for renewing what was read by other ways. */
  watchEvents(listener: (events: BoardEvent[]) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  board(name: string): BoardState {
    return this.#room(name).state;
  }

  refusal(name: string): string | null {
    return this.#room(name).refused;
  }

  /** Opens a room while anyone watches it; the last to leave closes it. */
  watchBoard(name: string, listener: () => void): () => void {
    const room = this.#room(name);
    room.listeners.add(listener);
    this.#ask(room);
    return () => {
      room.listeners.delete(listener);
      // Whoever comes back at once (a page that is drawn anew) finds it open.
      this.#later(LEAVE_MS, () => {
        if (room.listeners.size > 0 || this.#rooms.get(name) !== room) return;
        this.#rooms.delete(name);
        if (this.#socket.connected) this.#socket.emit('board:close', { board: name });
      });
    };
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#rooms.clear();
    this.#socket.disconnect();
  }

  #later(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, milliseconds);
    this.#timers.add(timer);
  }

  #room(name: string): Room {
    let room = this.#rooms.get(name);
    if (!room) {
      room = { state: emptyBoard(name), queue: [], asking: 0, listeners: new Set(), refused: null };
      this.#rooms.set(name, room);
    }
    return room;
  }

  #connected(): void {
    this.#setLine({ phase: 'online', offlineSince: null });
    for (const room of this.#rooms.values()) {
      room.asking = 0;
      room.refused = null;
      this.#hear(room, { kind: 'reconnected' });
    }
  }

  #cut(): void {
    this.#setLine({ phase: 'offline', offlineSince: this.#line.offlineSince ?? this.#options.now() });
  }

  #setLine(change: Partial<LineState>): void {
    this.#line = { ...this.#line, ...change };
    for (const listener of this.#lineListeners) listener();
  }

  #hear(room: Room | undefined, message: BoardMessage): void {
    room?.queue.push(message);
    if (this.#roundAhead) return;
    this.#roundAhead = true;
    this.#later(Math.max(0, this.#lastRound + ROUND_MS - performance.now()), () => this.#runRound());
  }

  #runRound(): void {
    this.#roundAhead = false;
    this.#lastRound = performance.now();
    for (const room of this.#rooms.values()) {
      if (room.queue.length === 0) continue;
      const before = room.state;
      room.state = applyMessages(before, room.queue.splice(0));
      if (room.state !== before) for (const listener of room.listeners) listener();
      this.#ask(room);
    }
    const events = this.#events.splice(0);
    if (events.length > 0) for (const listener of this.#eventListeners) listener(events);
  }

  #ask(room: Room): void {
    const { needs, seq, room: board } = room.state;
    if (!needs || room.asking || room.refused || !this.#socket.connected) return;
    this.#requests += 1;
    const request = this.#requests;
    room.asking = request;
    const asked = needs === 'events' ? seq : null;
    const open = asked === null ? { board } : { board, since: asked };
    this.#socket
      .timeout(ASK_TIMEOUT_MS)
      .emit('board:open', open, (error: Error | null, answer: BoardAnswer) => {
        // An answer of a connection that is gone says nothing any more.
        if (room.asking !== request) return;
        room.asking = 0;
        if (error) this.#ask(room);
        else this.#answered(room, asked, answer);
      });
  }

  #answered(room: Room, asked: number | null, answer: BoardAnswer): void {
    if (answer.ok) {
      this.#options.heardTime(answer.now);
      if (asked !== null) this.#setLine({ resyncs: this.#line.resyncs + 1 });
      this.#hear(room, { kind: 'answer', asked, answer });
      return;
    }
    if (answer.code === 'unavailable') {
      this.#later(AGAIN_MS, () => this.#ask(room));
      return;
    }
    room.refused = answer.code;
    for (const listener of room.listeners) listener();
  }
}
