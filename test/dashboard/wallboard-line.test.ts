import { expect } from 'chai';
import {
  alarmOfLevel,
  alarmOfWait,
  byState,
  inLine,
  wholePercent,
} from '../../dashboard/src/wallboard/figures.ts';
import { WallboardLine, type WallboardSocket } from '../../dashboard/src/wallboard/wallboard-line.ts';
import type { AgentPresence, Wallboard } from '../../domain/contracts/desk.ts';

const agent = (personId: number, over: Partial<AgentPresence> = {}): AgentPresence => ({
  personId,
  name: `座席${personId}`,
  state: 'available',
  reason: null,
  since: '2026-05-01T02:00:00.000Z',
  skills: [],
  contactId: null,
  version: 1,
  ...over,
});
const board = (over: Partial<Wallboard> = {}): Wallboard => ({
  now: '2026-05-01T02:00:00.000Z',
  waiting: 0,
  waitingRescue: 0,
  callbacks: 0,
  longestSince: null,
  today: {
    offered: 0,
    answered: 0,
    serviceLevel: null,
    serviceLevelSeconds: 15,
    abandoned: 0,
    turnedAway: 0,
    left: 0,
    callbacks: 0,
    waiting: 0,
    abandonment: null,
    averageWaitSeconds: null,
    averageHandleSeconds: null,
  },
  agents: [],
  entries: [],
  ...over,
});

/** A socket in the hands of the test. */
function fakeSocket() {
  const handlers = new Map<string, (news: never) => void>();
  const sent: string[] = [];
  const acks: ((error: Error | null, answer: unknown) => void)[] = [];
  const emit = (name: string, ack?: (error: Error | null, answer: unknown) => void) => {
    sent.push(name);
    if (ack) acks.push(ack);
  };
  const socket = {
    connected: true,
    on: (name: string, handler: (news: never) => void) => handlers.set(name, handler),
    off: (name: string) => handlers.delete(name),
    emit,
    timeout: () => ({ emit }),
  };
  return {
    socket: socket as unknown as WallboardSocket,
    sent,
    hear: (name: string, news?: unknown) => handlers.get(name)?.(news as never),
    answer: (answer: unknown, error: Error | null = null) => acks.shift()?.(error, answer),
  };
}

describe('the wallboard in the browser', () => {
  it('is opened by the first who looks, shared, and asked for anew after a cut', () => {
    const { socket, sent, hear, answer } = fakeSocket();
    const line = new WallboardLine(socket, () => {});
    let told = 0;
    line.watch(() => {
      told += 1;
    });
    line.watch(() => {});
    expect(sent).to.deep.equal(['wallboard:open']);
    answer({ ok: true, wallboard: board({ waiting: 1 }) });
    expect([line.board?.waiting, told]).to.deep.equal([1, 1]);
    hear('wallboard:view', board({ waiting: 2 }));
    expect(line.board?.waiting).to.equal(2);
    hear('connect');
    expect(sent).to.deep.equal(['wallboard:open', 'wallboard:open']);
    answer({ ok: true, wallboard: board({ waiting: 3 }) });
    expect(line.board?.waiting).to.equal(3);
  });

  it('heeds only the answer to what was asked last', () => {
    const { socket, hear, answer } = fakeSocket();
    const line = new WallboardLine(socket, () => {});
    line.watch(() => {});
    hear('connect');
    answer({ ok: true, wallboard: board({ waiting: 9 }) });
    expect(line.board).to.equal(null);
    answer({ ok: true, wallboard: board({ waiting: 1 }) });
    expect(line.board?.waiting).to.equal(1);
  });

  it('takes an agent’s newest state, whatever came late or twice', () => {
    const { socket, hear, answer } = fakeSocket();
    const line = new WallboardLine(socket, () => {});
    line.watch(() => {});
    answer({ ok: true, wallboard: board({ agents: [agent(1, { version: 5 })] }) });
    const states = () => line.board?.agents.map(({ personId, state }) => [personId, state]);
    hear('agent:state', agent(1, { version: 4, state: 'break' }));
    expect(states()).to.deep.equal([[1, 'available']]);
    hear('agent:state', agent(1, { version: 6, state: 'on_call' }));
    hear('agent:state', agent(2, { version: 1 }));
    expect(states()).to.deep.equal([
      [1, 'on_call'],
      [2, 'available'],
    ]);
    hear('agent:state', agent(1, { version: 7, state: 'signed_out' }));
    expect(states()).to.deep.equal([[2, 'available']]);
  });

  it('says why it is not shown', () => {
    const { socket, answer } = fakeSocket();
    const line = new WallboardLine(socket, () => {});
    line.watch(() => {});
    answer({ ok: false, code: 'forbidden', message: '' });
    expect([line.refused, line.board]).to.deep.equal(['forbidden', null]);
  });

  it('turns amber past the threshold, and red past four times it', () => {
    const waits = [null, 15_000, 15_001, 60_000, 60_001].map((ms) => alarmOfWait(ms, 15));
    expect(waits).to.deep.equal([undefined, undefined, 'soon', 'soon', 'late']);
    const levels = [null, 1, 0.85, 0.849, 0.7, 0.699].map(alarmOfLevel);
    expect(levels).to.deep.equal([undefined, undefined, undefined, 'soon', 'soon', 'late']);
    expect([0, 0.999, 1].map(wholePercent)).to.deep.equal(['0%', '99%', '100%']);
  });

  it('names first who is longest in a state, and leaves those who are spoken with out of the line', () => {
    const since = (second: number) => `2026-05-01T02:00:0${second}.000Z`;
    const states = byState([
      agent(1, { since: since(3) }),
      agent(2, { since: since(1) }),
      agent(3, { state: 'break' }),
    ]);
    expect(states.get('available')?.map(({ personId }) => personId)).to.deep.equal([2, 1]);
    const entry = { state: 'waiting' } as Wallboard['entries'][number];
    expect(inLine(board({ entries: [{ ...entry, state: 'connected' }, entry] }))).to.deep.equal([entry]);
  });
});
