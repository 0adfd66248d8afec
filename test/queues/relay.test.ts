import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { startRelay } from '../../queues/relay.ts';
import { appendEvents } from '../../services/outbox.ts';
import type { NudgeMap, Nudges } from '../../services/ports.ts';
import { createTransactor } from '../../services/transaction.ts';
import { testDatabase } from '../support/database.ts';
import { MORNING } from '../support/province.ts';
import { waitFor } from '../support/wait-for.ts';

function localNudges(): Nudges {
  const listeners = new Map<string, (news: never) => void>();
  return {
    send<N extends keyof NudgeMap>(name: N, news: NudgeMap[N]) {
      listeners.get(name)?.(news as never);
    },
    on(name, listener) {
      listeners.set(name, listener as (news: never) => void);
    },
  };
}

describe('the relay', () => {
  let dataSource: DataSource;
  let nudges: Nudges;
  let routed: number[];
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ dataSource } = await testDatabase());
    nudges = localNudges();
    routed = [];
    const relay = startRelay({
      dataSource,
      inTransaction: createTransactor(dataSource),
      clock: { now: () => MORNING },
      nudges,
      jobs: { hint: async () => {} },
      hands: { route: async (jobs) => void routed.push(...jobs.map(({ ticketId }) => ticketId)) },
      holder: 'test',
      onError: (error) => console.error(error),
    });
    close = () => relay.close();
    // Once it has routed one, it is the relay, whoever else there was.
    await opened(1, false);
    await numbered();
    await waitFor(() => routed.length === 1);
    routed = [];
  });
  afterEach(() => close());

  /** @param told whether the relay hears of it from whoever commits it */
  const opened = (ticketId: number, told: boolean) =>
    createTransactor(dataSource, ({ toRoute }) => {
      if (told) nudges.send('route', { tickets: toRoute });
    })((tx) =>
      appendEvents(
        tx,
        [
          {
            type: 'ticket.opened',
            data: { kind: 'repair', source: 'agent', category: null, districtCode: null },
            ticketId,
            ticketVersion: 1,
            rule: 'H3',
            rooms: ['province'],
          },
        ],
        MORNING,
      ),
    );
  const numbered = () => {
    nudges.send('outbox', null);
    return waitFor(async () => (await dataSource.query('SELECT 1 FROM outbox')).length === 0);
  };

  it('has a ticket routed at the word of whoever committed it, once although its number follows', async () => {
    await opened(7, true);
    expect(routed).to.include(7);
    await numbered();
    await opened(8, true);
    await numbered();
    await opened(7, true);
    await numbered();
    await opened(9, false);
    await numbered();
    await waitFor(() => routed.includes(9));
    expect(routed, 'and again when it is to be routed again').to.deep.equal([7, 8, 7, 9]);
  });

  it('has it routed by its number alone, when the word is lost', async () => {
    await opened(7, false);
    await numbered();
    await waitFor(() => routed.length > 0);
    expect(routed).to.deep.equal([7]);
  });
});
