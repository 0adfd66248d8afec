import { expect } from 'chai';
import fc from 'fast-check';
import type { Pulse } from '../../../domain/contracts/api.ts';
import { nextDue } from '../../../domain/dispatch/deadlines.ts';
import {
  DISPOSITIONS,
  isOpen,
  LATE_LEVELS,
  OBLIGATION_KINDS,
  OBLIGATION_STATES,
  TICKET_STATES,
} from '../../../domain/vocabulary.ts';
import { Contact } from '../../../entities/call.ts';
import { Obligation } from '../../../entities/followup.ts';
import { Ticket } from '../../../entities/ticket.ts';
import { MORNING } from '../../support/province.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { type PlaceName, type TwoRegions, twoRegions } from './two-regions.ts';

/** Ten in the morning is ten hours into the day of the organisation, which began in the evening before, UTC. */
const DAY_START = new Date('2026-04-30T16:00:00Z');
const HOUR = 3_600_000;

describe('the pulse of the line', () => {
  let api: ApiServer;
  let world: TwoRegions;
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

  /** Moments around those that decide: the day's beginning and now. */
  const moment = fc.oneof(
    fc.integer({ min: -2, max: 2 }).map((ms) => new Date(DAY_START.getTime() + ms)),
    fc.integer({ min: -2, max: 2 }).map((ms) => new Date(MORNING.getTime() + ms)),
    fc.integer({ min: -200, max: 200 }).map((hours) => new Date(MORNING.getTime() + hours * HOUR)),
  );
  const perhaps = fc.option(moment);

  before(async function () {
    this.timeout(60_000);
    api = await startApi();
    world = await twoRegions(api);
    const { manager } = api.database.dataSource;
    const places = [world.a, world.b];
    const tickets = fc.sample(
      fc.record({
        side: fc.integer({ min: 0, max: 1 }),
        offered: fc.boolean(),
        state: fc.constantFrom(...TICKET_STATES),
        openedAt: moment,
        doneAt: moment,
        closedLater: fc.integer({ min: 0, max: 40 * HOUR }),
        nextActionAt: perhaps,
        firstContactDueAt: perhaps,
        firstContactAt: perhaps,
        arrivalDueAt: perhaps,
        arrivedAt: perhaps,
        completionDueAt: perhaps,
        warnAt: perhaps,
        pausedAt: fc.option(moment, { freq: 4 }),
        lateLevel: fc.option(fc.constantFrom(...LATE_LEVELS)),
      }),
      { numRuns: 700, seed },
    );
    await manager.insert(
      Ticket,
      tickets.map(({ side, offered, closedLater, doneAt, ...row }, index) => {
        const { regionId, storeId, outletId } = places[side] as TwoRegions['a'];
        const finished = row.state === 'done' || row.state === 'closed';
        const closed = row.state === 'closed' ? closedLater : 0;
        return {
          ...row,
          number: String(600_000_000 + index),
          kind: 'repair' as const,
          priority: 'normal' as const,
          source: 'phone' as const,
          doneAt: finished ? doneAt : null,
          stateSince: finished ? new Date(doneAt.getTime() + closed) : row.openedAt,
          regionId,
          storeId,
          outletId: offered ? outletId : null,
        };
      }),
    );
    const contacts = fc.sample(
      fc.record({
        startedAt: moment,
        endedAt: perhaps,
        disposition: fc.option(fc.constantFrom(...DISPOSITIONS)),
      }),
      { numRuns: 300, seed },
    );
    await manager.insert(
      Contact,
      contacts.map((row) => ({ ...row, direction: 'inbound' as const, number: '' })),
    );
    const obligations = fc.sample(
      fc.record({
        kind: fc.constantFrom(...OBLIGATION_KINDS),
        state: fc.constantFrom(...OBLIGATION_STATES),
        dueAt: moment,
      }),
      { numRuns: 300, seed },
    );
    await manager.insert(
      Obligation,
      obligations.map((row, index) => ({
        ...row,
        dedupKey: `pulse-${index}`,
        number: '',
        language: 'zh',
        openedAt: MORNING,
      })),
    );
  });
  after(() => api.close());

  const pulseOf = async (place: PlaceName) => {
    const { token } = await world.hire('outlet_manager', place);
    return (await api.get<Pulse>('/api/pulse', token)).body;
  };

  it('counts what each may see as plain counting does', async () => {
    const { manager } = api.database.dataSource;
    const tickets = await manager.find(Ticket);
    const { regionId, storeId, outletId } = world.a;
    const mine: Record<PlaceName, (ticket: Ticket) => boolean> = {
      headquarters: () => true,
      region: (ticket) => ticket.regionId === regionId,
      store: (ticket) => ticket.storeId === storeId,
      outlet: (ticket) => ticket.outletId === outletId,
    };
    const isLate = (ticket: Ticket) => {
      const due = nextDue(ticket);
      return due !== null && due.at < (ticket.pausedAt ?? MORNING);
    };
    const isWarned = (ticket: Ticket) =>
      isOpen(ticket.state) &&
      ticket.warnAt !== null &&
      ticket.warnAt <= MORNING &&
      !ticket.pausedAt &&
      !isLate(ticket);
    for (const [place, sees] of Object.entries(mine)) {
      const seen = tickets.filter(sees);
      const count = (test: (ticket: Ticket) => boolean) => seen.filter(test).length;
      expect(await pulseOf(place as PlaceName), `${place}, seed ${seed}`).to.deep.include({
        now: MORNING.toISOString(),
        openTickets: count(({ state }) => isOpen(state)),
        missedVisits: 0,
        repliesWaiting: 0,
        manualTickets: count(({ state }) => state === 'manual'),
        lateTickets: count(isLate),
        // What a manager of an outlet answers for, wherever the place is.
        answers: {
          level: 'outlet',
          warnedTickets: count(isWarned),
          climbedTickets: count(({ state, lateLevel }) => isOpen(state) && lateLevel === 'outlet'),
        },
        openedToday: count(({ openedAt }) => openedAt >= DAY_START),
        doneToday: count(({ doneAt }) => doneAt !== null && doneAt >= DAY_START),
      });
      expect(seen.length, 'enough to tell').to.be.above(100);
    }
  });

  it('counts the calls of the province and what it owes', async () => {
    const { manager } = api.database.dataSource;
    const contacts = await manager.find(Contact);
    const obligations = await manager.find(Obligation);
    const from = new Date(DAY_START.getTime() - 6 * 24 * HOUR);
    // What is not due yet pulls nothing down, and what could not be settled is not done.
    const due = obligations.filter(
      ({ openedAt, state, dueAt }) =>
        openedAt >= from && (state === 'settled' || state === 'exhausted' || dueAt < MORNING),
    );
    expect(await pulseOf('headquarters'), `seed ${seed}`).to.deep.include({
      liveCalls: contacts.filter(({ endedAt }) => endedAt === null).length,
      abandonedToday: contacts.filter(
        ({ startedAt, disposition }) => startedAt >= DAY_START && disposition === 'abandoned',
      ).length,
      callbacksWaiting: obligations.filter(
        ({ kind, state }) => kind !== 'survey' && (state === 'open' || state === 'dialling'),
      ).length,
    });
    const { followupCoverage } = await pulseOf('headquarters');
    const settled = due.filter(({ state }) => state === 'settled').length;
    expect(followupCoverage, `seed ${seed}`).to.be.closeTo(settled / due.length, 0.001);
    expect(Number(followupCoverage) * 1000, 'as it is read').to.be.closeTo(
      Math.round(Number(followupCoverage) * 1000),
      1e-9,
    );
  });

  it('says that nothing came due where nothing did', async () => {
    const { manager } = api.database.dataSource;
    await manager.clear(Obligation);
    expect((await pulseOf('headquarters')).followupCoverage).to.equal(null);
    const owed = { kind: 'survey', number: '', language: 'zh', openedAt: MORNING } as const;
    const dueAt = new Date(MORNING.getTime() + HOUR);
    await manager.insert(Obligation, { ...owed, dedupKey: 'not-due', state: 'open', dueAt });
    expect((await pulseOf('headquarters')).followupCoverage, 'owed, and not due yet').to.equal(null);
  });
});
