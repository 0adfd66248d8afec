import type { Socket } from 'socket.io-client';
import type { AgentPresence, Wallboard } from '../../../domain/contracts/desk.ts';
import type { ClientToServer, ServerToClient } from '../../../domain/contracts/sockets.ts';
import { Opening } from '../live/opening.ts';

/** The part of socket.io's client that is used here. */
export type WallboardSocket = Pick<
  Socket<ServerToClient, ClientToServer>,
  'on' | 'off' | 'emit' | 'timeout' | 'connected'
>;

/** A wallboard that nobody looks at any more is kept for this long, for the next page that does. */
const LEAVE_MS = 5_000;

/**
 * The wallboard, live, for all who look at it in this browser. Each message is the whole board: the latest counts,
 * and agents besides by the version of their desk. After a cut it is asked for anew.
 */
export class WallboardLine {
  #socket: WallboardSocket;
  #heardTime: (now: string) => void;
  #board: Wallboard | null = null;
  #refused: string | null = null;
  #watchers = new Set<() => void>();
  #open = false;
  readonly #opening = new Opening<{ wallboard: Wallboard }>({
    ask: (timeout, answered) => this.#socket.timeout(timeout).emit('wallboard:open', answered),
    connected: () => this.#socket.connected,
    opened: ({ wallboard }) => this.#receive(wallboard),
    refused: (code) => {
      this.#refused = code;
      this.#tell();
    },
  });

  constructor(socket: WallboardSocket, heardTime: (now: string) => void) {
    this.#socket = socket;
    this.#heardTime = heardTime;
  }

  /** Null until it is known for the first time. */
  get board(): Wallboard | null {
    return this.#board;
  }

  /** Why it is not shown (`forbidden`), or null. */
  get refused(): string | null {
    return this.#refused;
  }

  /** Opens it while anyone watches; the last to leave closes it. */
  watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    if (!this.#open) this.#begin();
    return () => {
      this.#watchers.delete(changed);
      setTimeout(() => {
        if (this.#watchers.size === 0) this.#end();
      }, LEAVE_MS);
    };
  };

  #begin(): void {
    this.#open = true;
    this.#socket.on('connect', this.#opening.start);
    this.#socket.on('wallboard:view', this.#receive);
    this.#socket.on('agent:state', this.#agent);
    if (this.#socket.connected) this.#opening.start();
  }

  #end(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#opening.stop();
    this.#socket.off('connect', this.#opening.start);
    this.#socket.off('wallboard:view', this.#receive);
    this.#socket.off('agent:state', this.#agent);
    if (this.#socket.connected) this.#socket.emit('wallboard:close');
  }

  #receive = (board: Wallboard): void => {
    this.#heardTime(board.now);
    this.#board = board;
    this.#refused = null;
    this.#tell();
  };

  #agent = (agent: AgentPresence): void => {
    const board = this.#board;
    const known = board?.agents.find(({ personId }) => personId === agent.personId);
    if (!board || (known && known.version >= agent.version)) return;
    const others = board.agents.filter(({ personId }) => personId !== agent.personId);
    const agents = agent.state === 'signed_out' ? others : [...others, agent];
    this.#board = { ...board, agents: agents.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')) };
    this.#tell();
  };

  #tell(): void {
    for (const changed of this.#watchers) changed();
  }
}
