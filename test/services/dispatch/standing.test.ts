import { expect } from 'chai';
import { In } from 'typeorm';
import type { Standing } from '../../../domain/vocabulary.ts';
import { Message } from '../../../entities/call.ts';
import { Event } from '../../../entities/journal.ts';
import { CapacityDay, Outlet, StandingChange } from '../../../entities/network.ts';
import { Offer, Ticket, Visit } from '../../../entities/ticket.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { assignByHand } from '../../../services/dispatch/assign-by-hand.ts';
import { recordAction } from '../../../services/dispatch/record-action.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { type SetStanding, setStanding } from '../../../services/dispatch/set-standing.ts';
import { moveSome, takeOff, tendStanding } from '../../../services/dispatch/tend-standing.ts';
import { dueWork } from '../../../services/due-work.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

const actor = { kind: 'person' as const, id: 1 };

describe('standing of an outlet', () => {
  let province: SmallProvince;
  let first: number;
  let second: number;
  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    first = await province.addOutlet({ km: 1, capacity: 100 });
    second = await province.addOutlet({ km: 60, capacity: 100 });
  });

  const manager = () => province.dataSource.manager;
  const route = (ticketId: number, now = MORNING) =>
    province.inTransaction((tx) => routeTicket(tx, { ticketId }, now));
  const set = (standing: Standing, over: Partial<SetStanding> = {}, now = minutesIn(5)) =>
    province.inTransaction((tx) =>
      setStanding(tx, { outletId: first, standing, reason: '多次投诉', seen: 'good', actor, ...over }, now),
    );
  const tend = async (now = minutesIn(5)) => {
    const { inTransaction } = province;
    for (const job of await dueWork.standing(manager(), now))
      await tendStanding({ inTransaction, clock: { now: () => now } }, job);
  };
  const accept = (ticketId: number, outletId = first) =>
    province.inTransaction((tx) => acceptOffer(tx, { ticketId, outletId, actor }, minutesIn(1)));
  const changes = () => manager().find(StandingChange, { order: { id: 'ASC' } });
  const booked = async (outletId: number): Promise<number> => {
    const days = await manager().findBy(CapacityDay, { outletId });
    return days.reduce((sum, day) => sum + day.booked, 0);
  };
  const code = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
      return 'done';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('moves what is asked or accepted when a stop begins, and leaves what is in progress (S4, D5)', async () => {
    const [asked, accepted, begun] = [await province.open(), await province.open(), await province.open()];
    for (const id of [asked, accepted, begun]) await route(id);
    await accept(accepted);
    await accept(begun);
    await province.inTransaction((tx) =>
      recordAction(tx, { ticketId: begun, outletId: first, action: 'contact', actor }, minutesIn(2)),
    );
    await set('stopped');
    await tend();

    for (const id of [asked, accepted]) {
      expect(await province.ticket(id)).to.include({
        state: 'new',
        outletId: null,
        technicianId: null,
        plannedDay: null,
        moves: 0,
      });
      const [event] = await manager().findBy(Event, { ticketId: id, type: 'ticket.withdrawn' });
      expect(event).to.include({ rule: 'S4', actorId: 1 });
    }
    expect(await province.ticket(begun)).to.include({ state: 'in_progress', outletId: first });
    expect(await booked(first), 'only the one in progress keeps its place').to.equal(1);
    expect(await manager().countBy(Visit, { ticketId: accepted, outcome: 'open' })).to.equal(0);
    expect(
      (await changes()).map(({ state, moved, nextActionAt }) => ({ state, moved, nextActionAt })),
    ).to.deep.equal([{ state: 'in_force', moved: 2, nextActionAt: null }]);

    for (const id of [asked, accepted]) await route(id, minutesIn(5));
    expect((await province.ticket(asked)).outletId).to.equal(second);
    await accept(accepted, second);
    const told = await manager().findBy(Message, { ticketId: accepted, template: 'outlet_accepted' });
    expect(
      told.map(({ body }) => /网点(\d)/.exec(body)?.[1]),
      'told of each that took it, once',
    ).to.deep.equal(['1', '2']);
  });

  it('lets a dispatcher send somebody else for work that a stopped outlet has begun', async () => {
    const id = await province.open();
    await route(id);
    await accept(id);
    await province.inTransaction((tx) =>
      recordAction(tx, { ticketId: id, outletId: first, action: 'contact', actor }, minutesIn(2)),
    );
    const { version } = await province.ticket(id);
    const off = () =>
      province.inTransaction((tx) =>
        takeOff(tx, { ticketId: id, outletId: first, version, actor }, minutesIn(6)),
      );
    expect(await code(off()), 'not while it may work').to.equal('wrong_state');
    await set('stopped');
    expect(await code(off())).to.equal('done');
    await route(id, minutesIn(6));
    expect(await province.ticket(id)).to.include({ state: 'offered', outletId: second });
    expect(await booked(first)).to.equal(0);
  });

  it('keeps the promised half-day where the next outlet has it, and asks a dispatcher where not', async () => {
    await manager().insert(CapacityDay, { outletId: second, day: '2026-05-02', capacity: 1, booked: 0 });
    const [kept, left] = [await province.open(), await province.open()];
    for (const id of [kept, left]) {
      await manager().update(Ticket, { id }, { wishDay: '2026-05-02', plannedHalf: 'morning' });
      await route(id);
      expect((await province.ticket(id)).outletId).to.equal(first);
    }
    await set('stopped');
    await tend();
    for (const id of [kept, left]) await route(id, minutesIn(5));
    expect(await province.ticket(kept)).to.include({
      outletId: second,
      plannedDay: '2026-05-02',
      plannedHalf: 'morning',
    });
    expect(await province.ticket(left)).to.include({
      state: 'manual',
      manualReason: 'no_outlet',
      wishDay: '2026-05-02',
    });
    const day = await manager().findOneByOrFail(CapacityDay, { outletId: second, day: '2026-05-02' });
    expect(day).to.include({ booked: 1, morning: 1 });
  });

  it('takes effect at the instant that was planned, and not before', async () => {
    const id = await province.open();
    await route(id);
    await set('stopped', { from: minutesIn(60) });
    await tend(minutesIn(59));
    expect((await province.ticket(id)).outletId).to.equal(first);
    expect((await manager().findOneByOrFail(Outlet, { id: first })).standing).to.equal('good');
    await tend(minutesIn(60));
    expect((await manager().findOneByOrFail(Outlet, { id: first })).standing).to.equal('stopped');
    expect((await province.ticket(id)).state).to.equal('new');
  });

  it('calls off what was planned, by naming the standing that it has or by another change', async () => {
    await set('stopped', { from: minutesIn(60) });
    expect(await code(set('good', { reason: '已整改' }))).to.equal('done');
    expect(await code(set('good')), 'nothing is left to call off').to.equal('wrong_state');
    await set('removed', { from: minutesIn(90) });
    await set('warned');
    await tend(minutesIn(120));
    expect((await manager().findOneByOrFail(Outlet, { id: first })).standing).to.equal('warned');
    expect(
      (await changes()).map(({ toStanding, state, calledOffReason }) => [toStanding, state, calledOffReason]),
    ).to.deep.equal([
      ['stopped', 'called_off', '已整改'],
      ['removed', 'called_off', '多次投诉'],
      ['warned', 'in_force', null],
    ]);
  });

  it('refuses a decision made on an older standing', async () => {
    await set('warned');
    expect(await code(set('stopped'))).to.equal('stale');
    expect(await code(set('stopped', { seen: 'warned' }))).to.equal('done');
  });

  it('moves hundreds in parts, and stops moving once it is lifted', async () => {
    await manager().update(Outlet, { id: second }, { dailyCapacity: 0 });
    const ids: number[] = [];
    for (let n = 0; n < 50; n++) ids.push(await province.open());
    for (const id of ids) await route(id);
    await set('removed');
    const [change] = await changes();
    const changeId = change?.id as number;
    expect(await province.inTransaction((tx) => moveSome(tx, { changeId }, minutesIn(5)))).to.equal(true);
    const left = () => manager().countBy(Ticket, { outletId: first, state: In(['offered', 'accepted']) });
    expect(await left()).to.equal(30);
    await set('good', { seen: 'removed', reason: '误撤' });
    await tend();
    expect(await left(), 'the rest stays').to.equal(30);
    await set('removed');
    const job = { changeId: (await changes()).at(-1)?.id as number };
    const deps = { inTransaction: province.inTransaction, clock: { now: () => minutesIn(6) } };
    await Promise.all([1, 2, 3].map(() => tendStanding(deps, job)));
    expect(await left()).to.equal(0);
    expect(
      (await changes()).map(({ moved }) => moved),
      'by however many workers, each once',
    ).to.deep.equal([20, 0, 30]);
    expect(await booked(first)).to.equal(0);
  });

  it('accepts nothing once dispatch is stopped, and nothing by hand', async () => {
    const id = await province.open();
    await route(id);
    await set('stopped');
    expect(await code(accept(id))).to.equal('outlet_stopped');
    const { version } = await province.ticket(id);
    const assign = province.inTransaction((tx) =>
      assignByHand(tx, { ticketId: id, outletId: first, reason: '客户要求', version, actor }, minutesIn(5)),
    );
    expect(await code(assign)).to.equal('outlet_stopped');
  });

  it('offers nothing behind a stop, however many are routed while it takes effect', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 64; n++) ids.push(await province.open());
    let stopped: number | undefined;
    await Promise.all([
      ...ids.map(async (id, n) => {
        if (n % 2 === 0) return route(id);
        const { version } = await province.ticket(id);
        const command = { ticketId: id, outletId: first, reason: '客户要求', version, actor };
        await province.inTransaction((tx) => assignByHand(tx, command, MORNING)).catch(() => {});
      }),
      (async () => {
        await set('stopped');
        // All that was promised to it is to be seen by now: what comes to light later came after the stop.
        stopped = await manager().countBy(Offer, { outletId: first });
      })(),
    ]);
    expect(await manager().countBy(Offer, { outletId: first })).to.equal(stopped);
    await tend();
    for (const id of ids) await route(id, minutesIn(6));
    expect(await manager().countBy(Ticket, { outletId: first })).to.equal(0);
    expect(await booked(first)).to.equal(0);
  });
});
