import { expect } from 'chai';
import { RequestFailed } from '../../dashboard/src/api/problem.ts';
import { FieldQueue, type QueueDeps } from '../../dashboard/src/outlet/queue/field-queue.ts';
import { jobOnPhone, quotesOnPhone } from '../../dashboard/src/outlet/queue/overlay.ts';
import type { Deed, Queued, QueueStore } from '../../dashboard/src/outlet/queue/types.ts';
import { detail } from './tickets.ts';

/** What a phone keeps, also when the page is gone. */
function memory(): QueueStore & { rows: Queued[] } {
  let last = 0;
  const store = {
    rows: [] as Queued[],
    all: async () => [...store.rows],
    add: async (item: Omit<Queued, 'order'>) => {
      const row = { ...item, order: ++last };
      store.rows.push(row);
      return row;
    },
    put: async (item: Queued) => {
      store.rows = store.rows.map((row) => (row.order === item.order ? item : row));
    },
    remove: async (order: number) => {
      store.rows = store.rows.filter((row) => row.order !== order);
    },
  };
  return store;
}

type Weather = 'good' | 'no network' | 'answer lost' | 'refused' | 'signed out' | 'busy';

/** A hotline that keeps its answers by key, behind a network with weather. */
function hotline(store: QueueStore, personId = 7) {
  const effects: string[] = [];
  const answers = new Set<string>();
  const timers: { work: () => void; afterMs: number }[] = [];
  const state = { weather: (_: Queued): Weather => 'good', ended: 0, sends: 0 };
  const deps: QueueDeps = {
    store,
    async send(item) {
      state.sends += 1;
      const weather = state.weather(item);
      if (weather === 'no network') throw new RequestFailed(0, 'offline', null);
      if (weather === 'signed out') throw new RequestFailed(401, 'not_signed_in', null);
      if (weather === 'busy') throw new RequestFailed(429, 'too_many_tries', null);
      if (weather === 'refused') throw new RequestFailed(404, 'not_found', 'There is no such ticket here.');
      if (!answers.has(item.key)) {
        answers.add(item.key);
        effects.push(item.key);
      }
      if (weather === 'answer lost') throw new RequestFailed(0, 'offline', null);
      return { taken: item.key };
    },
    sent: () => {},
    ended: () => {
      state.ended += 1;
    },
    alone: (work) => work(),
    later: (work, afterMs) => {
      timers.push({ work, afterMs });
      return () => {};
    },
  };
  return { queue: new FieldQueue(personId, deps), deps, effects, timers, state };
}

let keys = 0;
const deed = (ticketId: number, deed: Deed = { kind: 'action', action: 'contact', evidence: null }) => ({
  ticketId,
  ticketNumber: '123456784',
  key: `k${++keys}`,
  path: `/api/tickets/${ticketId}/actions`,
  body: {},
  bytes: null,
  deed,
  doneAt: 1_000 * keys,
});

describe('what a technician did, until the hotline has it', () => {
  it('is sent at once where there is a network, and its answer told', async () => {
    const { queue, effects } = hotline(memory());
    await queue.start();
    const item = deed(1);
    expect(await queue.submit(item)).to.deep.equal({ state: 'sent', answer: { taken: item.key } });
    expect(effects).to.deep.equal([item.key]);
    expect(queue.items()).to.deep.equal([]);
  });

  it('is kept in order where there is none, through a restart, and then sent once each', async () => {
    const store = memory();
    const first = hotline(store);
    first.state.weather = () => 'no network';
    await first.queue.start();
    const items = [deed(1), deed(2), deed(1), deed(1)];
    for (const item of items) expect((await first.queue.submit(item)).state).to.equal('waiting');
    expect(first.queue.items()).to.have.length(4);
    first.queue.close();
    const second = hotline(store);
    await second.queue.start();
    await second.queue.flush();
    expect(second.effects).to.deep.equal(items.map(({ key }) => key));
    expect(store.rows).to.deep.equal([]);
  });

  it('has one effect when the answer is lost, however often', async () => {
    const { queue, effects, state, timers } = hotline(memory());
    await queue.start();
    state.weather = () => 'answer lost';
    const items = [deed(1), deed(1)];
    for (const item of items) await queue.submit(item);
    for (let round = 0; round < 5; round++) {
      timers.pop()?.work();
      await queue.flush();
    }
    expect(effects).to.deep.equal([items[0]?.key]);
    state.weather = () => 'good';
    await queue.flush();
    expect(effects).to.deep.equal(items.map(({ key }) => key));
    expect(queue.items()).to.have.length(0);
  });

  it('is tried again later and later, never more than a minute apart', async () => {
    const { queue, state, timers } = hotline(memory());
    await queue.start();
    state.weather = ({ order }) => (order % 2 ? 'no network' : 'busy');
    await queue.submit(deed(1));
    for (let round = 0; round < 8; round++) await queue.flush();
    const waits = timers.map(({ afterMs }) => afterMs);
    expect(waits.slice(0, 4)).to.deep.equal([2_000, 4_000, 8_000, 16_000]);
    expect(Math.max(...waits)).to.equal(60_000);
  });

  it('stands where it is refused, with the rest of that job behind it; other jobs go on', async () => {
    const { queue, effects, state } = hotline(memory());
    await queue.start();
    state.weather = () => 'no network';
    const [moved, behind, other] = [deed(1), deed(1), deed(2)];
    for (const item of [moved, behind, other]) await queue.submit(item);
    state.weather = ({ key }) => (key === moved.key ? 'refused' : 'good');
    await queue.flush();
    expect(effects).to.deep.equal([other.key]);
    expect(queue.items().map(({ refusal }) => refusal?.code ?? null)).to.deep.equal(['not_found', null]);
    await queue.discard(queue.items()[0]?.order ?? 0);
    await queue.flush();
    expect(effects).to.deep.equal([other.key, behind.key]);
  });

  it('can be asked for again, and given up with all of its job', async () => {
    const { queue, effects, state } = hotline(memory());
    await queue.start();
    state.weather = () => 'refused';
    const item = deed(1);
    expect((await queue.submit(item)).state).to.equal('refused');
    state.weather = () => 'good';
    await queue.retry(queue.items()[0]?.order ?? 0);
    expect(effects).to.deep.equal([item.key]);
    state.weather = () => 'refused';
    await queue.submit(deed(3));
    await queue.submit(deed(3));
    await queue.discardJob(3);
    expect(queue.items()).to.deep.equal([]);
  });

  it('waits for who did it to sign in, and is nobody else’s to see or send', async () => {
    const store = memory();
    const mine = hotline(store);
    await mine.queue.start();
    mine.state.weather = () => 'signed out';
    await mine.queue.submit(deed(1));
    expect(mine.state.ended).to.equal(1);
    const other = hotline(store, 8);
    await other.queue.start();
    await other.queue.flush();
    expect(other.queue.items()).to.deep.equal([]);
    expect(other.effects).to.deep.equal([]);
    expect(store.rows).to.have.length(1);
  });
});

describe('a job on the phone', () => {
  const queued = (deeds: Deed[]): Queued[] =>
    deeds.map((each, index) => ({
      ...deed(detail().card.id, each),
      order: index + 1,
      personId: 7,
      refusal: null,
    }));
  const atWork = () =>
    detail({
      moves: ['action', 'complete'],
      nextActions: ['contact', 'appointment', 'depart', 'arrive', 'quote', 'work'],
    });

  it('goes on as if the hotline had heard of it', () => {
    const { detail: shown, waiting } = jobOnPhone(
      atWork(),
      queued([
        { kind: 'action', action: 'contact', evidence: null },
        { kind: 'action', action: 'arrive', evidence: null },
        { kind: 'photo', photo: 'before' },
      ]),
    );
    expect(shown.nextActions).to.deep.equal(['quote', 'work']);
    expect([...waiting]).to.deep.equal(['contact', 'arrive']);
  });

  it('is finished on the phone before the hotline knows', () => {
    const { detail: shown, finished } = jobOnPhone(atWork(), queued([{ kind: 'complete', chargeFen: 100 }]));
    expect(finished).to.equal(true);
    expect(shown.moves).to.deep.equal([]);
  });

  it('is quoted and agreed to offline; a changed quote needs another word', () => {
    const { id } = detail().card;
    const quote = (ref: string, totalFen: number): Deed => ({ kind: 'quote', ref, totalFen });
    const items = queued([quote('a', 100), { kind: 'approval', quoteRef: 'a', name: '王' }]);
    expect(quotesOnPhone([], items, id).standing).to.deep.equal({ ref: 'a', totalFen: 100, approved: true });
    const changed = queued([
      quote('a', 100),
      { kind: 'approval', quoteRef: 'a', name: '王' },
      quote('b', 200),
    ]);
    expect(quotesOnPhone([], changed, id).standing).to.deep.equal({
      ref: 'b',
      totalFen: 200,
      approved: false,
    });
  });
});
