import type { Socket } from 'socket.io-client';
import type { DeskView } from '../../../domain/contracts/desk.ts';
import type { ClientToServer, ServerToClient } from '../../../domain/contracts/sockets.ts';
import { Opening } from '../live/opening.ts';

/** The part of socket.io's client that is used here. */
export type DeskSocket = Pick<
  Socket<ServerToClient, ClientToServer>,
  'on' | 'off' | 'emit' | 'timeout' | 'connected'
>;

/**
 * One's own desk, live. Each message is the whole desk: the newest version counts, whatever was lost or came twice;
 * after a cut it is asked for anew.
 */
export class DeskLine {
  #socket: DeskSocket;
  #heardTime: (now: string) => void;
  #view: DeskView | null = null;
  #refused: string | null = null;
  #watchers = new Set<() => void>();
  #closed = false;
  readonly #opening = new Opening<{ desk: DeskView }>({
    ask: (timeout, answered) => this.#socket.timeout(timeout).emit('desk:open', answered),
    connected: () => this.#socket.connected,
    opened: ({ desk }) => this.receive(desk),
    refused: (code) => {
      this.#refused = code;
      this.#tell();
    },
  });

  constructor(socket: DeskSocket, heardTime: (now: string) => void) {
    this.#socket = socket;
    this.#heardTime = heardTime;
    socket.on('connect', this.#opening.start);
    socket.on('desk:view', this.receive);
    socket.on('line:state', this.#seeLine);
    if (socket.connected) this.#opening.start();
  }

  get view(): DeskView | null {
    return this.#view;
  }

  /** Why there is no desk (`forbidden`), if so. */
  get refused(): string | null {
    return this.#refused;
  }

  watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };

  /** A desk from the socket, or from the answer to something the agent did. */
  receive = (view: DeskView): void => {
    if (this.#closed) return;
    this.#heardTime(view.now);
    // What the line looks like changes without the desk: of one version the later word counts.
    const known = this.#view;
    if (known && (view.version < known.version || (view.version === known.version && view.now < known.now)))
      return;
    this.#view = view;
    this.#refused = null;
    this.#tell();
  };

  #seeLine = (line: DeskView['line']): void => {
    if (this.#closed || !this.#view) return;
    this.#view = { ...this.#view, line };
    this.#tell();
  };

  close(): void {
    this.#closed = true;
    this.#opening.stop();
    this.#socket.off('connect', this.#opening.start);
    this.#socket.off('desk:view', this.receive);
    this.#socket.off('line:state', this.#seeLine);
    if (this.#socket.connected) this.#socket.emit('desk:close');
  }

  #tell(): void {
    for (const changed of this.#watchers) changed();
  }
}
