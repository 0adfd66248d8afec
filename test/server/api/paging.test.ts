import { expect } from 'chai';
import type { TicketCard, TicketList } from '../../../domain/contracts/api.ts';
import { minutesIn } from '../../support/province.ts';
import { type ListDesk, openListDesk } from './list-desk.ts';

describe('lists page by page', () => {
  let desk: ListDesk;
  before(async () => {
    desk = await openListDesk();
  });
  after(() => desk.api.close());

  it('give each row once, in order, while rows are added', async () => {
    const { regionId } = desk.world.a;
    const lists: [string, Record<string, unknown>, () => Promise<number>, (n: number) => Promise<number>][] =
      [
        // Three at the same moment each, so that pages end between rows of one time.
        [
          'tickets',
          { regionId, limit: 4 },
          () => desk.ticket({ openedAt: minutesIn(999) }),
          (n) => desk.ticket({ openedAt: minutesIn(Math.floor(n / 3)) }),
        ],
        [
          'calls',
          { limit: 4 },
          () => desk.contact({ startedAt: minutesIn(999) }),
          (n) => desk.contact({ startedAt: minutesIn(Math.floor(n / 3)) }),
        ],
        ['followups', { limit: 4 }, () => desk.obligation(), () => desk.obligation()],
        [
          'outlets',
          { regionId, limit: 4 },
          () => desk.world.province.addOutlet(),
          () => desk.world.province.addOutlet(),
        ],
      ];
    for (const [list, query, later, earlier] of lists) {
      for (let n = 0; n < 14; n++) await earlier(n);
      const known = (await desk.items<{ id: number }>(list, { ...query, limit: 200 })).map(({ id }) => id);
      expect(known.length, list).to.be.at.least(14);
      const seen = await desk.pages(list, query, later);
      expect(
        seen.map(({ id }) => id),
        list,
      ).to.deep.equal(known);
    }
    const dates = (await desk.items<TicketCard>('tickets', { regionId, limit: 200 })).map(
      ({ openedAt }) => openedAt,
    );
    expect(dates).to.deep.equal([...dates].sort().reverse());
  });

  it('give the worklist oldest first, and what comes meanwhile at its end', async () => {
    const ids: number[] = [];
    const waiting = () =>
      desk.obligation({ kind: 'voicemail', nextActionAt: null }).then((id) => ids.push(id));
    for (let n = 0; n < 6; n++) await waiting();
    await desk.obligation({ kind: 'voicemail', nextActionAt: minutesIn(5) });
    await desk.obligation({ kind: 'voicemail', state: 'settled', settlement: 'agent_word' });
    let more = 2;
    const seen = await desk.pages('followups', { worklist: true, kind: 'voicemail', limit: 3 }, async () => {
      if (more-- > 0) await waiting();
    });
    expect(seen.map(({ id }) => id)).to.deep.equal(ids);
  });

  it('end with the last full page, without an empty one', async () => {
    const { regionId } = desk.world.b;
    for (let n = 0; n < 4; n++) await desk.ticket({ regionId });
    const { body } = await desk.api.get<TicketList>(desk.path('tickets', { regionId, limit: 4 }), desk.token);
    expect(body.items).to.have.length(4);
    expect(body.next).to.equal(null);
  });

  it('refuse a cursor or a limit that is none', async () => {
    const word = (text: string) => Buffer.from(text).toString('base64url');
    const cursors = [
      'x',
      '%',
      word('rubbish'),
      word('2026-05-01T00:00:00.000Z'),
      word('2026-05-01T00:00:00.000Z -1'),
      word('2026-05-01T00:00:00.000Z 1 OR 1=1'),
      word('2026-02-31T00:00:00.000Z x'),
      word('2026-13-01T00:00:00.000Z 1'),
      word('+275760-09-13T00:00:00.000Z 1'),
      word(`2026-05-01T00:00:00.000Z ${'9'.repeat(40)}`),
      'A'.repeat(201),
    ];
    for (const list of ['tickets', 'calls', 'followups', 'outlets']) {
      for (const cursor of cursors) {
        expect(
          (await desk.api.get(desk.path(list, { cursor }), desk.token)).status,
          `${list} ${cursor}`,
        ).to.equal(422);
      }
      for (const limit of ['0', '201', '-1', 'x', '', '1.5']) {
        expect(
          (await desk.api.get(desk.path(list, { limit }), desk.token)).status,
          `${list} ${limit}`,
        ).to.equal(422);
      }
    }
  });
});
