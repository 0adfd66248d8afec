import { expect } from 'chai';
import { Event } from '../../../entities/journal.ts';
import { CapacityDay, Technician } from '../../../entities/network.ts';
import { Visit } from '../../../entities/ticket.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { recordAction } from '../../../services/dispatch/record-action.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { type AssignTechnician, assignTechnician } from '../../../services/plan/assign-technician.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

const actor = { kind: 'person' as const, id: 1 };

describe('assigning a technician on the database', () => {
  let province: SmallProvince;
  let outletId: number;
  let wang: number;
  let li: number;
  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
    outletId = await province.addOutlet({ capacity: 20 });
    wang = await hire('television');
    li = await hire('television,stove');
  });

  async function hire(skills: string, at = outletId): Promise<number> {
    const row = { outletId: at, code: `J${at}${skills}`, name: '王师傅', phone: '', skills };
    return Number((await province.dataSource.manager.insert(Technician, row)).identifiers[0]?.id);
  }
  async function accepted(): Promise<number> {
    const ticketId = await province.open();
    await province.inTransaction((tx) => routeTicket(tx, { ticketId }, MORNING));
    await province.inTransaction((tx) => acceptOffer(tx, { ticketId, outletId, actor }, MORNING));
    return ticketId;
  }
  async function assign(ticketId: number, over: Partial<AssignTechnician> = {}): Promise<string> {
    const version = over.version ?? (await province.ticket(ticketId)).version;
    const command = { ticketId, technicianId: wang, plannedAt: minutesIn(60), fixed: false, actor, ...over };
    return province
      .inTransaction((tx) => assignTechnician(tx, { ...command, version }, MORNING))
      .then(
        () => 'done',
        (error) => error.code ?? error,
      );
  }
  const visitOf = (ticketId: number) =>
    province.dataSource.manager.findOneByOrFail(Visit, { ticketId, outcome: 'open' });

  it('writes who goes and when, as long as such work takes, and says so', async () => {
    const id = await accepted();
    const before = await province.dataSource.manager.find(CapacityDay);
    expect(await assign(id)).to.equal('done');
    expect(await province.ticket(id)).to.include({ technicianId: wang, state: 'accepted' });
    const visit = await visitOf(id);
    expect(visit).to.include({ technicianId: wang, plannedOrder: 1, plannedFixed: false });
    expect(visit.plannedAt).to.deep.equal(minutesIn(60));
    expect(visit.plannedUntil).to.deep.equal(minutesIn(110));
    const [event] = await province.dataSource.manager.find(Event, {
      where: { ticketId: id },
      order: { id: 'DESC' },
      take: 1,
    });
    expect(event).to.deep.include({ type: 'ticket.planned', actorId: 1, rule: 'T3' });
    expect(await province.dataSource.manager.find(CapacityDay), 'capacity is untouched').to.deep.equal(
      before,
    );
  });

  it('numbers the jobs of a technician and day by their times, and raises no version for it', async () => {
    const [first, second, third] = [await accepted(), await accepted(), await accepted()];
    await assign(first, { plannedAt: minutesIn(300) });
    await assign(second, { plannedAt: minutesIn(60) });
    await assign(third, { plannedAt: minutesIn(60 * 26) });
    const { version } = await province.ticket(first);
    const orders = async () =>
      Promise.all([first, second, third].map(async (id) => (await visitOf(id)).plannedOrder));
    expect(await orders()).to.deep.equal([2, 1, 1]);
    await assign(second, { technicianId: li });
    expect(await orders()).to.deep.equal([1, 1, 1]);
    await assign(second, { technicianId: null });
    expect(await orders()).to.deep.equal([1, null, 1]);
    expect((await province.ticket(first)).version).to.equal(version);
    expect(await visitOf(second)).to.include({ technicianId: null, plannedAt: null, plannedFixed: false });
  });

  it('sends nobody who is not assessed, of elsewhere, or no longer there (T3)', async () => {
    const id = await accepted();
    const other = await province.addOutlet();
    const gone = await hire('television,water_heater');
    await province.dataSource.manager.update(Technician, { id: gone }, { active: false });
    for (const technicianId of [await hire('stove'), await hire('television', other), gone, 99_999]) {
      expect(await assign(id, { technicianId })).to.equal('invalid');
    }
    expect(await visitOf(id)).to.include({ technicianId: null, plannedAt: null });
  });

  it('refuses what was decided on an older version, and what has begun', async () => {
    const id = await accepted();
    const { version } = await province.ticket(id);
    await assign(id);
    expect(await assign(id, { technicianId: li, version })).to.equal('stale');
    const work = (action: 'depart' | 'arrive') =>
      province.inTransaction((tx) => recordAction(tx, { ticketId: id, outletId, action, actor }, MORNING));
    await work('depart');
    expect(await assign(id, { technicianId: li })).to.equal('done');
    await work('arrive');
    expect(await assign(id, { technicianId: wang })).to.equal('wrong_state');
    const offered = await province.open();
    await province.inTransaction((tx) => routeTicket(tx, { ticketId: offered }, MORNING));
    expect(await assign(offered)).to.equal('wrong_state');
  });

  it('lets one of two win who move the same job at once', async () => {
    const id = await accepted();
    const { version } = await province.ticket(id);
    const ends = await Promise.all([
      assign(id, { technicianId: wang, version }),
      assign(id, { technicianId: li, version }),
    ]);
    expect(ends.sort()).to.deep.equal(['done', 'stale']);
  });
});
