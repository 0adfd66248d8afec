import { expect } from 'chai';
import fc from 'fast-check';
import type { TicketCard } from '../../../domain/contracts/api.ts';
import { nextDue } from '../../../domain/dispatch/deadlines.ts';
import { TICKET_STATES } from '../../../domain/vocabulary.ts';
import { Outlet } from '../../../entities/network.ts';
import { Ticket } from '../../../entities/ticket.ts';
import { MORNING, minutesIn } from '../../support/province.ts';
import { type ListDesk, openListDesk } from './list-desk.ts';

describe('the list of tickets', () => {
  let desk: ListDesk;
  before(async () => {
    desk = await openListDesk();
  });
  after(() => desk.api.close());

  it('name a word that is in no list', async () => {
    const wrong: [string, Record<string, string>, string][] = [
      ['tickets', { state: 'asleep' }, 'needs_details'],
      ['tickets', { kind: 'repair,holiday' }, 'installation'],
      ['tickets', { state: ',' }, 'offered'],
      ['calls', { disposition: 'lost' }, 'abandoned'],
      ['followups', { kind: 'x' }, 'voicemail'],
      ['followups', { state: 'x' }, 'exhausted'],
    ];
    for (const [list, query, allowed] of wrong) {
      const { status, body } = await desk.api.get(desk.path(list, query), desk.token);
      expect(status).to.equal(422);
      expect(body.detail).to.include(allowed);
    }
    const twice = await desk.api.get('/api/tickets?state=new&state=done', desk.token);
    expect(twice.status).to.equal(422);
  });

  it('hold what was asked for: state, kind, region, outlet', async () => {
    const { a, b } = desk.world;
    const mine = await desk.ticket({ state: 'offered', kind: 'rescue', outletId: a.outletId });
    await desk.ticket({ state: 'offered', kind: 'rescue', outletId: b.outletId, regionId: b.regionId });
    await desk.ticket({ state: 'done', kind: 'rescue', outletId: a.outletId });
    await desk.ticket({ state: 'offered', kind: 'repair', outletId: a.outletId });
    const query = { state: 'offered,accepted', kind: 'rescue', outletId: a.outletId, regionId: a.regionId };
    expect((await desk.items<TicketCard>('tickets', query)).map(({ id }) => id)).to.deep.equal([mine]);
  });

  it('are found by the beginning of a number, a whole phone number, and part of the name of an outlet', async () => {
    const outletId = await desk.world.province.addOutlet();
    const id = await desk.ticket({ number: '314159265', contactNumber: '+8613644445555', outletId });
    await desk.manager().update(Outlet, { id: outletId }, { name: '100%_满意\\网点' });
    const decoy = await desk.world.province.addOutlet();
    await desk.manager().update(Outlet, { id: decoy }, { name: '100XY满意Z网点' });
    const other = await desk.ticket({
      outletId: decoy,
      number: '271828182',
      contactNumber: '+8615555555555',
    });
    const find = async (search: string) =>
      (await desk.items<TicketCard>('tickets', { search })).map((card) => card.id);
    for (const search of [
      '314',
      '314159265',
      ' 314 159 265 ',
      '314-159',
      '13644445555',
      '+86 136 4444 5555',
      '136-4444-5555',
      '%_满',
      '满意\\网',
      '100%',
    ]) {
      expect(await find(search), search).to.deep.equal([id]);
    }
    for (const search of [
      '159',
      '1364444555',
      '136444455551',
      '%满意',
      '_',
      '满意_网点',
      "' OR '1'='1",
      '\\',
    ]) {
      const found = await find(search);
      expect(found, search).to.not.include(other);
      if (!['_', '\\'].includes(search)) expect(found, search).to.not.include(id);
    }
    expect(await find('满意')).to.have.members([id, other]);
    expect(await find('+266696687'), 'hidden numbers are not one customer').to.deep.equal([]);
    expect((await find('   ')).length, 'blank is no search').to.be.above(2);
  });

  it('are late exactly when the deadline that stands has passed (D6)', async () => {
    const now = minutesIn(50_000);
    const before = desk.api.time.now;
    desk.api.time.now = now;
    const moment = fc.option(
      fc.integer({ min: -2, max: 2 }).map((n) => new Date(now.getTime() + n)),
      {
        freq: 2,
      },
    );
    const some = fc.record({
      state: fc.constantFrom(...TICKET_STATES),
      nextActionAt: moment,
      firstContactDueAt: moment,
      firstContactAt: moment,
      arrivalDueAt: moment,
      arrivedAt: moment,
      completionDueAt: moment,
    });
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
    const random = fc.sample(some, { numRuns: 600, seed });
    const { identifiers } = await desk.manager().insert(
      Ticket,
      random.map((row, index) => ({
        ...row,
        number: String(800_000_000 + index),
        kind: 'repair' as const,
        priority: 'normal' as const,
        stateSince: MORNING,
        source: 'phone' as const,
        openedAt: now,
        storeId: 777,
      })),
    );
    const ids = identifiers.map(({ id }) => Number(id));
    const late = new Set<number>();
    const inTime = new Set<number>();
    for (const [filter, found] of [
      ['true', late],
      ['false', inTime],
    ] as const) {
      const all = await desk.pages<TicketCard>('tickets', { late: filter, limit: 200 }, async () => {});
      for (const card of all) {
        found.add(card.id);
        expect(card.dueAt !== null && card.dueAt < now.toISOString(), `seed ${seed}`).to.equal(
          filter === 'true',
        );
      }
    }
    random.forEach((row, index) => {
      const id = ids[index] as number;
      const due = nextDue(row);
      const isLate = due !== null && due.at < now;
      expect([late.has(id), inTime.has(id)], `seed ${seed}: ${JSON.stringify(row)}`).to.deep.equal([
        isLate,
        !isLate,
      ]);
    });
    await desk.manager().delete(Ticket, { storeId: 777 });
    desk.api.time.now = before;
  });
});
