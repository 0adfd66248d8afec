import type { Socket } from 'socket.io-client';
import type {
  ClientToServer,
  LookAct,
  ServerToClient,
  TicketLook,
  TicketPresence,
} from '../../../domain/contracts/sockets.ts';

export type People = TicketPresence['people'];
type PresenceSocket = Pick<Socket<ServerToClient, ClientToServer>, 'on' | 'emit' | 'connected'>;

/** Said again in this rhythm; the server forgets whoever is silent for longer than two of them. */
const AGAIN_MS = 5_000;
const NOBODY: People = [];

/** Who looks at which ticket, and what this browser looks at itself. */
export class PresenceLine {
  readonly #socket: PresenceSocket;
  readonly #people = new Map<number, People>();
  readonly #watchers = new Set<() => void>();
  readonly #looks = new Map<object, TicketLook[]>();
  readonly #timer: ReturnType<typeof setInterval>;
  #saying = false;
  #said = false;

  constructor(socket: PresenceSocket) {
    this.#socket = socket;
    socket.on('connect', () => this.#begin());
    socket.on('disconnect', () => this.#forget());
    socket.on('presence:ticket', ({ ticketId, people }) => {
      if (people.length > 0) this.#people.set(ticketId, people);
      else this.#people.delete(ticketId);
      this.#tell();
    });
    if (socket.connected) this.#begin();
    this.#timer = setInterval(() => this.#looks.size > 0 && this.#say(), AGAIN_MS);
  }

  watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  /** The same array until somebody comes, goes or does something else. */
  of(ticketId: number): People {
    return this.#people.get(ticketId) ?? NOBODY;
  }

  /** This browser looks at those tickets, until the answer is called. */
  look(ticketIds: readonly number[], act: LookAct): () => void {
    const token = {};
    this.#looks.set(
      token,
      ticketIds.map((ticketId) => ({ ticketId, act })),
    );
    this.#saySoon();
    return () => {
      this.#looks.delete(token);
      this.#saySoon();
    };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #begin(): void {
    if (this.#looks.size > 0) this.#say();
    this.#socket.emit('presence:list', (tickets) => {
      this.#people.clear();
      for (const { ticketId, people } of tickets) this.#people.set(ticketId, people);
      this.#tell();
    });
  }

  /** Without a line nothing is known of the others. */
  #forget(): void {
    this.#said = false;
    this.#people.clear();
    this.#tell();
  }

  /** Leaving one ticket and opening the next is one word, not two. */
  #saySoon(): void {
    if (this.#saying) return;
    this.#saying = true;
    queueMicrotask(() => {
      this.#saying = false;
      this.#say();
    });
  }

  #say(): void {
    if (!this.#socket.connected) return;
    const all = new Map<number, TicketLook>();
    for (const look of [...this.#looks.values()].flat()) {
      if (all.get(look.ticketId)?.act !== 'assign') all.set(look.ticketId, look);
    }
    if (all.size === 0 && !this.#said) return;
    this.#said = all.size > 0;
    this.#socket.emit('presence:look', [...all.values()]);
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }
}
