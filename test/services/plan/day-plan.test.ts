import { expect } from 'chai';
import { roadTravel } from '../../../domain/geo.ts';
import { searchPlan, seededRandom } from '../../../domain/plan/search.ts';
import { DayPlan, DayPlanJob } from '../../../entities/day-plan.ts';
import { Event } from '../../../entities/journal.ts';
import { Outlet, Technician } from '../../../entities/network.ts';
import { Ticket, Visit } from '../../../entities/ticket.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { recordAction } from '../../../services/dispatch/record-action.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import type { Viewer } from '../../../services/people/viewer.ts';
import { acceptPlan } from '../../../services/plan/accept-plan.ts';
import { askPlan, cancelPlan, settlePlan } from '../../../services/plan/ask-plan.ts';
import { assignTechnician } from '../../../services/plan/assign-technician.ts';
import { type DayPlanDeps, runDayPlan } from '../../../services/plan/run-day-plan.ts';
import { dayPlanView } from '../../../services/views/day-plan.ts';
import { dayTimeline } from '../../../services/views/day-timeline.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

const DAY = '2026-05-01';
const actor = { kind: 'person' as const, id: 1 };

describe('a day plan on the database', () => {
  let province: SmallProvince;
  let outletId: number;
  let wang: number;
  let li: number;
  let deps: DayPlanDeps;
  let dispatcher: Viewer;
  let manager: Viewer;
  let now = MORNING;

  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    now = MORNING;
    outletId = await province.addOutlet({ capacity: 20 });
    await dataSource.manager.delete(Technician, { outletId });
    wang = await hire('wang', 'television');
    li = await hire('li', 'television');
    await dataSource.query(
      "INSERT INTO person (id, username, name, passwordHash) VALUES (1, 'd', '调度', 'x')",
    );
    deps = {
      dataSource,
      inTransaction: province.inTransaction,
      clock: { now: () => now },
      travel: { table: async (points, rules) => ({ ...roadTravel(points, rules), source: 'coordinates' }) },
      solver: {
        solve: async (instance, { seed }) =>
          searchPlan(instance, { random: seededRandom(seed), spent: (tries) => tries / 300 }).routes,
      },
    };
    const viewer = { personId: 1, username: '', name: '', language: 'zh', placeName: '' };
    dispatcher = {
      ...viewer,
      roles: ['dispatcher'],
      scope: { province: true, regionIds: [], storeIds: [], outletIds: [] },
    };
    manager = {
      ...viewer,
      roles: ['outlet_manager'],
      scope: { province: false, regionIds: [], storeIds: [], outletIds: [outletId] },
    };
  });

  async function hire(code: string, skills: string, at = outletId): Promise<number> {
    const row = { outletId: at, code, name: code, phone: '', skills };
    return Number((await province.dataSource.manager.insert(Technician, row)).identifiers[0]?.id);
  }
  async function offered(over: Parameters<SmallProvince['open']>[0] = {}): Promise<number> {
    const ticketId = await province.open(over);
    await province.inTransaction((tx) => routeTicket(tx, { ticketId }, MORNING));
    return ticketId;
  }
  async function accepted(technicianId?: number): Promise<number> {
    const ticketId = await offered();
    await province.inTransaction((tx) =>
      acceptOffer(tx, { ticketId, outletId, technicianId, actor }, MORNING),
    );
    return ticketId;
  }
  const ask = (over: object = {}) =>
    province.inTransaction((tx) =>
      askPlan(
        tx,
        {
          day: DAY,
          regionId: province.regionId,
          outletId,
          withOffered: false,
          withNew: false,
          personId: 1,
          ...over,
        },
        now,
      ),
    );
  async function proposed(over: object = {}): Promise<number> {
    const { id } = await ask(over);
    await runDayPlan(deps, { planId: id });
    return id;
  }
  const view = (planId: number) => dayPlanView(province.dataSource.manager, dispatcher, planId);
  const accept = (planId: number, over: object = {}, viewer = dispatcher) =>
    acceptPlan(province.inTransaction, { planId, viewer, ...over }, now);
  const visitOf = (ticketId: number) =>
    province.dataSource.manager.findOneByOrFail(Visit, { ticketId, outcome: 'open' });
  const stateOf = async (planId: number) =>
    (await province.dataSource.manager.findOneByOrFail(DayPlan, { id: planId })).state;

  it('proposes who goes where when, changes nothing yet, and says how it compares', async () => {
    const ids = [await accepted(), await accepted(), await accepted()];
    const before = await province.dataSource.manager.find(Ticket);
    const planId = await proposed();
    expect(await province.dataSource.manager.find(Ticket)).to.deep.equal(before);
    const plan = await view(planId);
    expect(plan).to.include({ state: 'proposed', progress: 100, travel: 'coordinates' });
    expect(plan.parts.map(({ ticketId, change }) => [ticketId, change]).sort()).to.deep.equal(
      ids.map((id) => [id, 'placed']),
    );
    expect(plan.figures?.present.placed).to.equal(0);
    expect(plan.figures?.proposed).to.include({ jobs: 3, placed: 3 });
    const [event] = await province.dataSource.manager.find(Event, { where: { type: 'plan.proposed' } });
    expect(event?.rooms).to.include(`outlet.${outletId}`);
  });

  it('is accepted for one job, then for one technician; the rest stays as it is', async () => {
    const ids: number[] = [];
    for (let n = 0; n < 6; n++) ids.push(await accepted());
    await province.dataSource.manager.update(Technician, { id: wang }, { worksTo: '14:00' });
    const planId = await proposed();
    const { parts } = await view(planId);
    const [first] = parts;
    expect(await accept(planId, { ticketIds: [first?.ticketId] })).to.deep.equal({
      accepted: 1,
      stale: 0,
      skipped: 0,
    });
    const visit = await visitOf(first?.ticketId ?? 0);
    expect(visit.technicianId).to.equal(first?.technicianId);
    expect(visit.plannedAt?.toISOString()).to.equal(first?.at);
    const others = parts.filter(({ technicianId }) => technicianId !== first?.technicianId);
    expect((await accept(planId, { technicianIds: [others[0]?.technicianId] })).accepted).to.equal(
      others.length,
    );
    const left = parts.filter(
      ({ ticketId }) => ticketId !== first?.ticketId && !others.some((o) => o.ticketId === ticketId),
    );
    for (const { ticketId } of left) expect((await visitOf(ticketId)).plannedAt).to.equal(null);
    expect(await stateOf(planId)).to.equal(left.length > 0 ? 'proposed' : 'settled');
    await province.inTransaction(async (tx) =>
      settlePlan(tx, { plan: await tx.findOneByOrFail(DayPlan, { id: planId }), actor }, now),
    );
    for (const { ticketId } of left) expect((await visitOf(ticketId)).plannedAt).to.equal(null);
    expect((await accept(planId)).accepted, 'nothing of a settled plan').to.equal(0);
  });

  it('says and skips what has changed since', async () => {
    const [changed, same] = [await accepted(), await accepted()];
    const planId = await proposed();
    const { version } = await province.ticket(changed);
    await province.inTransaction((tx) =>
      assignTechnician(
        tx,
        { ticketId: changed, technicianId: li, plannedAt: minutesIn(200), fixed: true, version, actor },
        now,
      ),
    );
    expect((await view(planId)).parts.find(({ ticketId }) => ticketId === changed)?.stale).to.equal(true);
    expect(await accept(planId)).to.deep.equal({ accepted: 1, stale: 1, skipped: 0 });
    expect((await visitOf(changed)).plannedAt).to.deep.equal(minutesIn(200));
    expect((await visitOf(same)).plannedAt).to.not.equal(null);
    expect(await stateOf(planId)).to.equal('settled');
  });

  it('accepts each part once, however many accept at once', async () => {
    for (let n = 0; n < 4; n++) await accepted();
    const planId = await proposed();
    const ends = await Promise.all([accept(planId), accept(planId), accept(planId)]);
    expect(ends.reduce((sum, end) => sum + end.accepted, 0)).to.equal(4);
    const events = await province.dataSource.manager.countBy(Event, { type: 'ticket.planned' });
    expect(events).to.equal(4);
    expect(await province.dataSource.manager.countBy(Event, { type: 'plan.settled' })).to.equal(1);
  });

  it('leaves begun visits and those that a person put there where they are', async () => {
    const [begun, fixed, free] = [await accepted(wang), await accepted(), await accepted()];
    const act = (action: 'depart' | 'arrive') =>
      province.inTransaction((tx) =>
        recordAction(tx, { ticketId: begun, outletId, action, actor }, minutesIn(5)),
      );
    await act('depart');
    await act('arrive');
    const { version } = await province.ticket(fixed);
    await province.inTransaction((tx) =>
      assignTechnician(
        tx,
        { ticketId: fixed, technicianId: li, plannedAt: minutesIn(90), fixed: true, version, actor },
        now,
      ),
    );
    now = minutesIn(20);
    const { parts } = await view(await proposed());
    const partOf = (id: number) => parts.find(({ ticketId }) => ticketId === id);
    expect(partOf(begun)).to.include({ technicianId: wang, at: minutesIn(5).toISOString() });
    expect(partOf(fixed)).to.include({ technicianId: li, at: minutesIn(90).toISOString(), change: 'kept' });
    expect(partOf(free)?.change).to.equal('placed');
    expect(Date.parse(partOf(free)?.at ?? '')).to.be.at.least(now.getTime());
  });

  it('says why a job has no place', async () => {
    const id = await accepted();
    await province.dataSource.query("UPDATE technician SET skills = 'stove'");
    const noSkill = await view(await proposed());
    expect(noSkill.parts[0]).to.include({ ticketId: id, change: 'unplaced', reason: 'no_skill' });
    await province.dataSource.query("UPDATE technician SET skills = 'television'");
    const visit = await visitOf(id);
    await province.dataSource.manager.update(
      Visit,
      { id: visit.id },
      {
        appointmentAt: minutesIn(60 * 9),
        appointmentUntil: minutesIn(60 * 10),
      },
    );
    expect((await view(await proposed())).parts[0]).to.include({ change: 'unplaced', reason: 'no_window' });
  });

  it('takes an offered job on only for the outlet itself (D4), and offers out what nobody has (D5)', async () => {
    const id = await offered();
    const planId = await proposed({ withOffered: true });
    expect(await accept(planId)).to.deep.equal({ accepted: 0, stale: 0, skipped: 1 });
    expect((await province.ticket(id)).state).to.equal('offered');
    expect((await accept(planId, {}, manager)).accepted).to.equal(1);
    expect((await province.ticket(id)).state).to.equal('accepted');
    expect((await visitOf(id)).plannedAt).to.not.equal(null);

    const fresh = await province.open();
    const other = await proposed({ withNew: true });
    expect((await view(other)).parts.some(({ ticketId }) => ticketId === fresh)).to.equal(true);
    expect(
      (await accept(other, { ticketIds: [fresh] }, manager)).accepted,
      'no outlet takes it by itself',
    ).to.equal(0);
    expect((await accept(other, { ticketIds: [fresh] })).accepted).to.equal(1);
    expect(await province.ticket(fresh)).to.include({ state: 'offered', outletId });
    const { technicianId, at } = (await view(other)).parts.find(({ ticketId }) => ticketId === fresh) ?? {};
    await province.inTransaction((tx) => acceptOffer(tx, { ticketId: fresh, outletId, actor }, now));
    expect(await province.ticket(fresh), 'whom the plan meant').to.include({
      state: 'accepted',
      technicianId,
    });
    expect((await visitOf(fresh)).plannedAt?.toISOString()).to.equal(at);
  });

  it('lets the outlet name somebody else for what a plan has given it, or nobody who may not', async () => {
    const give = async () => {
      const id = await province.open();
      const planId = await proposed({ withNew: true });
      expect((await accept(planId, { ticketIds: [id] })).accepted).to.equal(1);
      const part = (await view(planId)).parts.find(({ ticketId }) => ticketId === id);
      return { id, technicianId: Number(part?.technicianId) };
    };
    const first = await give();
    const others = await province.dataSource.manager.find(Technician, { where: { outletId } });
    const other = others.find(({ id }) => id !== first.technicianId);
    await province.inTransaction((tx) =>
      acceptOffer(tx, { ticketId: first.id, outletId, technicianId: other?.id, actor }, now),
    );
    expect((await province.ticket(first.id)).technicianId).to.equal(other?.id);
    const second = await give();
    await province.dataSource.manager.update(Technician, { id: second.technicianId }, { active: false });
    await province.inTransaction((tx) => acceptOffer(tx, { ticketId: second.id, outletId, actor }, now));
    expect((await province.ticket(second.id)).technicianId).to.equal(null);
  });

  it('is worked out once, is called off, and gives up on what kills its worker', async () => {
    await accepted();
    const plan = await ask();
    expect(
      await ask().then(
        () => 'done',
        (error) => error.code,
      ),
    ).to.equal('wrong_state');
    await province.inTransaction((tx) => cancelPlan(tx, { planId: plan.id }, now));
    await runDayPlan(deps, { planId: plan.id });
    expect(await stateOf(plan.id)).to.equal('cancelled');

    const again = await ask();
    let called = 0;
    const slow: DayPlanDeps = {
      ...deps,
      solver: {
        async solve(...args) {
          called += 1;
          if (called === 1) {
            await province.inTransaction((tx) => cancelPlan(tx, { planId: again.id }, now));
          }
          return deps.solver.solve(...args);
        },
      },
    };
    await runDayPlan(slow, { planId: again.id });
    expect(await stateOf(again.id), 'its late answer is thrown away').to.equal('cancelled');
    expect(await province.dataSource.manager.countBy(DayPlanJob, { planId: again.id })).to.equal(0);

    const deadly = await ask();
    const dies = { ...deps, solver: { solve: () => Promise.reject(new Error('killed')) } };
    for (let n = 0; n < 4; n++) {
      await runDayPlan(dies, { planId: deadly.id }).catch(() => {});
      now = minutesIn(10 * (n + 1));
    }
    expect(await stateOf(deadly.id)).to.equal('failed');
  });

  it('shows the day with ways, promises and what does not fit', async () => {
    const [first, second] = [await accepted(), await accepted()];
    for (const id of [first, second]) {
      const { version } = await province.ticket(id);
      await province.inTransaction((tx) =>
        assignTechnician(
          tx,
          { ticketId: id, technicianId: wang, plannedAt: minutesIn(60), fixed: true, version, actor },
          now,
        ),
      );
    }
    await province.dataSource.manager.update(Outlet, { id: outletId }, { lat: 28.2 });
    const day = await dayTimeline(province.dataSource.manager, dispatcher, { day: DAY, outletId }, now);
    expect(day.technicians.map(({ id }) => id)).to.deep.equal([li, wang]);
    const jobs = day.jobs.filter(({ technicianId }) => technicianId === wang);
    expect(jobs.map(({ conflicts }) => conflicts.includes('overlap'))).to.deep.equal([true, true]);
    expect(jobs[0]?.travelMinutes).to.be.above(20);
    expect(jobs[0]?.movable).to.equal(true);
  });
});
