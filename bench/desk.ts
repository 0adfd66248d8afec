import { io, type Socket } from 'socket.io-client';
import type { DeskView } from '../domain/contracts/desk.ts';
import type { ClientToServer, ServerToClient } from '../domain/contracts/sockets.ts';
import { beginContact } from '../services/intake/begin-contact.ts';
import { enterLine } from '../services/line/enter-line.ts';
import { createTransactor } from '../services/transaction.ts';
import { type BenchHotline, benchHotline } from './support/hotline.ts';
import { quantile } from './support/load.ts';
import { report } from './support/report.ts';

const AGENTS = 10;
const WAITING = 40;
const ROUNDS = 300;

/**
 * How long it takes from an agent's "available" to the offer on their screen while people wait, through the API, the
 * pairing and the socket; beside the same change of state while nobody waits, as the agent's browser sees it.
 */
export async function deskBench(): Promise<void> {
  const hotline = await benchHotline();
  const agents: Agent[] = [];
  try {
    await hotline.run('web');
    for (let n = 1; n <= AGENTS; n++)
      agents.push(await Agent.signIn(hotline, n === 1 ? 'agent' : `agent${n}`));
    const alone = await measure(agents, 'state');
    await peopleWait(hotline, agents[0] as Agent);
    const offered = await measure(agents, 'offer');
    for (const [name, times] of [
      ['state shown, nobody waits', alone],
      ['offer shown, people wait', offered],
    ] as const)
      console.log(
        `${name.padEnd(30)} p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms of ${times.length}`,
      );
    report({
      bench: 'available to offer shown, p99',
      value: quantile(offered, 0.99),
      ceiling: quantile(alone, 0.99),
      goal: 2.5,
      better: 'lower',
      unit: 'ms',
    });
  } finally {
    for (const agent of agents) agent.close();
    await hotline.stop();
  }
}

/** One agent after the other becomes available, and is back on a break before the next one does. */
async function measure(agents: Agent[], until: 'state' | 'offer'): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const agent = agents[round % agents.length] as Agent;
    times.push(await agent.becomeAvailable(until));
    await agent.breakOff();
  }
  return times.slice(AGENTS);
}

/** Callers in line, by the use cases; somebody is on duty for it, as there has to be. */
async function peopleWait(hotline: BenchHotline, onDuty: Agent): Promise<void> {
  await onDuty.becomeAvailable('state');
  const inTransaction = createTransactor(hotline.dataSource);
  for (let n = 0; n < WAITING; n++) {
    const callSid = `CAwaits${n}`;
    const from = `+86136${String(10_000_000 + n)}`;
    await inTransaction(async (tx) => {
      const now = new Date();
      const { contactId } = await beginContact(
        tx,
        { callSid, from, to: hotline.config.twilio.phoneNumber, status: 'in-progress' },
        now,
      );
      await enterLine(tx, { contactId, callSid, priority: 'normal', skills: ['lang:zh'], open: true }, now);
    });
  }
  await onDuty.sees((view) => view.offer !== null);
  await onDuty.breakOff();
}

class Agent {
  private readonly hotline: BenchHotline;
  private readonly token: string;
  private readonly socket: Socket<ServerToClient, ClientToServer>;
  private view: DeskView | undefined;
  private look: () => void = () => {};

  private constructor(hotline: BenchHotline, token: string) {
    this.hotline = hotline;
    this.token = token;
    this.socket = io(`http://127.0.0.1:${hotline.config.port}`, {
      auth: { token },
      transports: ['websocket'],
    });
    this.socket.on('desk:view', (view) => {
      if (this.view && view.version < this.view.version) return;
      this.view = view;
      this.look();
    });
  }

  static async signIn(hotline: BenchHotline, username: string): Promise<Agent> {
    const answer = await fetch(`http://127.0.0.1:${hotline.config.port}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'yixian2026' }),
    });
    const { token } = (await answer.json()) as { token: string };
    const agent = new Agent(hotline, token);
    await new Promise<void>((resolve) => agent.socket.once('connect', resolve));
    await new Promise((resolve) => agent.socket.emit('desk:open', resolve));
    return agent;
  }

  /** @returns milliseconds from the click to the screen */
  async becomeAvailable(until: 'state' | 'offer'): Promise<number> {
    const from = performance.now();
    const shown = this.sees(({ state, offer }) =>
      until === 'offer' ? offer !== null : state === 'available' || state === 'offered',
    ).then(() => performance.now() - from);
    await this.setState({ state: 'available' });
    return shown;
  }

  async breakOff(): Promise<void> {
    const shown = this.sees(({ state }) => state === 'break');
    await this.setState({ state: 'break', reason: 'rest' });
    await shown;
  }

  sees(what: (view: DeskView) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the desk does not show it')), 10_000);
      this.look = () => {
        if (!this.view || !what(this.view)) return;
        clearTimeout(timer);
        this.look = () => {};
        resolve();
      };
      this.look();
    });
  }

  private async setState(body: object): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${this.hotline.config.port}/api/desk/state`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }

  close(): void {
    this.socket.disconnect();
  }
}
