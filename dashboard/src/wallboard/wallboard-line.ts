import type { Socket } from 'socket.io-client';
import type { AgentPresence, Wallboard } from '../../../domain/contracts/desk.ts';
import type { ClientToServer, ServerToClient, WallboardAnswer } from '../../../domain/contracts/sockets.ts';

/** The part of socket.io's client that is used here. */
export type WallboardSocket = Pick<
  Socket<ServerToClient, ClientToServer>,
  'on' | 'off' | 'emit' | 'timeout' | 'connected'
>;

const ASK_TIMEOUT_MS = 8_000;
const AGAIN_MS = 1_000;
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
  #timer: ReturnType<typeof setTimeout> | undefined;
  #open = false;
  #asks = 0;

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
    this.#socket.on('connect', this.#ask);
    this.#socket.on('wallboard:view', this.#receive);
    this.#socket.on('agent:state', this.#agent);
    if (this.#socket.connected) this.#ask();
  }

  #end(): void {
    if (!this.#open) return;
    this.#open = false;
    clearTimeout(this.#timer);
    this.#asks += 1;
    this.#socket.off('connect', this.#ask);
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

  #ask = (): void => {
    clearTimeout(this.#timer);
    this.#asks += 1;
    const ask = this.#asks;
    this.#socket
      .timeout(ASK_TIMEOUT_MS)
      .emit('wallboard:open', (error: Error | null, answer: WallboardAnswer) => {
        if (ask !== this.#asks) return;
        if (!error && answer.ok) return this.#receive(answer.wallboard);
        const code = error || answer.ok ? 'unavailable' : answer.code;
        if (code !== 'unavailable') {
          this.#refused = code;
          this.#tell();
          // Without a connection it is asked when there is one again.
        } else if (this.#socket.connected) this.#timer = setTimeout(this.#ask, AGAIN_MS);
      });
  };

  #tell(): void {
    for (const changed of this.#watchers) changed();
  }
}
