import { expect } from 'chai';
import { SurveyAnswer } from '../../../entities/followup.ts';
import { Event } from '../../../entities/journal.ts';
import { CapacityDay, Outlet, OutletFiguresRow, Technician } from '../../../entities/network.ts';
import { Offer, RoutingDecision } from '../../../entities/ticket.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { assignByHand } from '../../../services/dispatch/assign-by-hand.ts';
import { cancelTicket } from '../../../services/dispatch/finish-ticket.ts';
import { declineOffer, timeOutOffer } from '../../../services/dispatch/refuse-offer.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { lockTicket } from '../../../services/tickets.ts';
import { testDatabase } from '../../support/database.ts';
import {
  MORNING,
  minutesIn,
  OTHER_DISTRICT,
  type SmallProvince,
  smallProvince,
} from '../../support/province.ts';

const actor = { kind: 'person' as const, id: 1 };

describe('dispatch on the database', () => {
  let province: SmallProvince;
  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
  });

  const route = (ticketId: number, now = MORNING) =>
    province.inTransaction((tx) => routeTicket(tx, { ticketId }, now));
  const offerOf = (ticketId: number) =>
    province.dataSource.manager.findOneByOrFail(Offer, { ticketId, openMark: 1 });
  const decisions = (ticketId: number) =>
    province.dataSource.manager.find(RoutingDecision, { where: { ticketId }, order: { id: 'ASC' } });
  const bookings = async (): Promise<number> => {
    const rows = await province.dataSource.manager.find(CapacityDay);
    return rows.reduce((sum, { booked }) => sum + booked, 0);
  };

  it('offers to the own team first and keeps why (D1–D3)', async () => {
    const near = await province.addOutlet({ km: 1 });
    const own = await province.addOutlet({ type: 'own', km: 30 });
    const stopped = await province.addOutlet({ standing: 'stopped', km: 0 });
    await province.addOutlet({ district: OTHER_DISTRICT });
    const id = await province.open();
    await route(id);

    const ticket = await province.ticket(id);
    expect(ticket).to.include({ state: 'offered', outletId: own, plannedDay: '2026-05-01' });
    expect(ticket.nextActionAt).to.deep.equal(minutesIn(30));
    const [decision] = await decisions(id);
    expect(decision?.outletId).to.equal(own);
    expect(decision?.verdict.covering).to.equal(3);
    expect(decision?.verdict.qualified.map((each) => [each.outletId, each.precedence])).to.deep.equal([
      [own, 'own_first'],
      [near, 'equal'],
    ]);
    expect(decision?.verdict.excluded.map((each) => [each.outletId, each.why])).to.deep.equal([
      [stopped, 'standing'],
    ]);
    expect(await bookings()).to.equal(1);
  });

  it('holds a ticket just as the mapper reads it', async () => {
    await province.addOutlet();
    const id = await province.open();
    await route(id);
    const held = await province.inTransaction((tx) => lockTicket(tx, id));
    expect(held).to.deep.equal({ ...(await province.ticket(id)) });
  });

  it('routes a ticket once, however often it is told to', async () => {
    await province.addOutlet();
    const id = await province.open();
    await Promise.all(Array.from({ length: 8 }, () => route(id)));
    expect(await province.dataSource.manager.countBy(Offer, { ticketId: id })).to.equal(1);
    expect(await bookings()).to.equal(1);
  });

  it('never books a day over, whoever asks at once', async () => {
    await province.setPolicy((policy) => {
      policy.dispatch.daysAhead = 0;
    });
    const outletId = await province.addOutlet({ capacity: 3 });
    const ids: number[] = [];
    for (let n = 0; n < 12; n++) ids.push(await province.open());
    await Promise.all(ids.map((id) => route(id)));
    const states = await Promise.all(ids.map(async (id) => (await province.ticket(id)).state));
    expect(states.filter((state) => state === 'offered')).to.have.length(3);
    expect(states.filter((state) => state === 'manual')).to.have.length(9);
    const day = await province.dataSource.manager.findOneByOrFail(CapacityDay, {
      outletId,
      day: '2026-05-01',
    });
    expect(day).to.include({ capacity: 3, booked: 3 });
  });

  it('looks at the days after when today is full, or the afternoon is late', async () => {
    await province.addOutlet({ capacity: 1 });
    const first = await province.open();
    const second = await province.open();
    await route(first);
    await route(second);
    expect((await province.ticket(second)).plannedDay).to.equal('2026-05-02');
    const evening = await province.open();
    await route(evening, minutesIn(7 * 60));
    expect((await province.ticket(evening)).plannedDay).to.equal('2026-05-03');
  });

  it('moves on when an outlet declines or does not answer, and gives its place back (D4)', async () => {
    const [first, second, third] = [
      await province.addOutlet({ km: 1 }),
      await province.addOutlet({ km: 20 }),
      await province.addOutlet({ km: 40 }),
    ];
    const id = await province.open();
    await route(id);
    expect((await province.ticket(id)).outletId).to.equal(first);
    await province.inTransaction((tx) =>
      declineOffer(tx, { ticketId: id, outletId: first, reason: 'no_part', actor }, minutesIn(5)),
    );
    expect(await province.ticket(id)).to.include({ state: 'new', moves: 1, outletId: null });
    await route(id, minutesIn(5));
    expect((await province.ticket(id)).outletId).to.equal(second);

    const { id: offerId } = await offerOf(id);
    const timeOut = (now: Date) => province.inTransaction((tx) => timeOutOffer(tx, { offerId }, now));
    await timeOut(minutesIn(34));
    expect((await province.ticket(id)).state, 'not before its time').to.equal('offered');
    await timeOut(minutesIn(35));
    await timeOut(minutesIn(35));
    expect(await province.ticket(id)).to.include({ state: 'new', moves: 2 });
    await route(id, minutesIn(35));
    expect((await province.ticket(id)).outletId).to.equal(third);
    expect(await bookings()).to.equal(1);
  });

  it('goes to a dispatcher at once when nobody qualifies, or after three moves (D4)', async () => {
    const none = await province.open();
    await route(none);
    expect(await province.ticket(none)).to.include({ state: 'manual', manualReason: 'no_outlet' });
    expect((await decisions(none))[0]?.outletId).to.equal(null);

    for (let n = 0; n < 6; n++) await province.addOutlet({ km: n });
    const id = await province.open();
    for (let miss = 1; miss <= 4; miss++) {
      await route(id);
      const { outletId } = await offerOf(id);
      await province.inTransaction((tx) =>
        declineOffer(tx, { ticketId: id, outletId, reason: 'other', actor }, MORNING),
      );
    }
    await route(id);
    expect(await province.ticket(id)).to.include({
      state: 'manual',
      manualReason: 'moves_exhausted',
      outletId: null,
    });
    expect(await bookings()).to.equal(0);
  });

  it('lets one of accept, decline and time-out win', async () => {
    const outletId = await province.addOutlet();
    const id = await province.open();
    await route(id);
    const { id: offerId } = await offerOf(id);
    const results = await Promise.allSettled([
      province.inTransaction((tx) => acceptOffer(tx, { ticketId: id, outletId, actor }, minutesIn(31))),
      province.inTransaction((tx) =>
        declineOffer(tx, { ticketId: id, outletId, reason: 'other', actor }, minutesIn(31)),
      ),
      province.inTransaction((tx) => timeOutOffer(tx, { offerId }, minutesIn(31))),
    ]);
    const ends = await province.dataSource.manager.find(Event, { where: { ticketId: id } });
    const decided = ends.filter(({ type }) =>
      ['ticket.accepted', 'ticket.declined', 'ticket.timed_out'].includes(type),
    );
    expect(decided).to.have.length(1);
    expect(results.some(({ status }) => status === 'fulfilled')).to.equal(true);
  });

  it('sends someone to a rescue at once, even when nobody knows of which product (H3)', async () => {
    const outletId = await province.addOutlet();
    const id = await province.open({ kind: 'rescue', category: null });
    await route(id);
    const ticket = await province.ticket(id);
    expect(ticket).to.include({ state: 'offered', outletId, priority: 'rescue' });
    expect(ticket.nextActionAt).to.deep.equal(minutesIn(10));
  });

  it('finds the next day with room when a dispatcher assigns by hand (D5)', async () => {
    const outletId = await province.addOutlet({ capacity: 1 });
    const [first, second] = [await province.open(), await province.open()];
    await route(first);
    const { version } = await province.ticket(second);
    await province.inTransaction((tx) =>
      assignByHand(tx, { ticketId: second, outletId, reason: '客户指定', version, actor }, MORNING),
    );
    expect(await province.ticket(second)).to.include({ outletId, plannedDay: '2026-05-02' });
  });

  it('sends a technician of the outlet, and only one assessed for the product (T3)', async () => {
    const outletId = await province.addOutlet();
    const id = await province.open();
    await route(id);
    const hire = async (skills: string, at: number): Promise<number> => {
      const row = { outletId: at, code: `J${skills}${at}`, name: '王师傅', phone: '', skills };
      return Number((await province.dataSource.manager.insert(Technician, row)).identifiers[0]?.id);
    };
    const accept = (technicianId: number) =>
      province
        .inTransaction((tx) => acceptOffer(tx, { ticketId: id, outletId, technicianId, actor }, MORNING))
        .then(
          () => 'done',
          (error) => error.code,
        );
    expect(await accept(await hire('stove', outletId))).to.equal('invalid');
    expect(await accept(await hire('television', 99))).to.equal('invalid');
    const able = await hire('stove,television', outletId);
    expect(await accept(able)).to.equal('done');
    expect(await province.ticket(id)).to.include({ state: 'accepted', technicianId: able });
  });

  it('lets a dispatcher overrule with a reason, but not send work to a stopped or full outlet (D5)', async () => {
    const first = await province.addOutlet({ km: 1 });
    const second = await province.addOutlet({ km: 50 });
    const stopped = await province.addOutlet({ standing: 'stopped' });
    const full = await province.addOutlet({ capacity: 0, km: 3 });
    const id = await province.open();
    await route(id);
    const assign = async (outletId: number, version?: number) => {
      const seen = version ?? (await province.ticket(id)).version;
      return province.inTransaction((tx) =>
        assignByHand(tx, { ticketId: id, outletId, reason: '客户要求', version: seen, actor }, minutesIn(3)),
      );
    };
    const code = (promise: Promise<unknown>) =>
      promise.then(
        () => 'done',
        (error) => error.code,
      );
    expect(await code(assign(stopped))).to.equal('outlet_stopped');
    expect(await code(assign(full))).to.equal('outlet_full');
    expect(await code(assign(second, 1))).to.equal('stale');
    expect((await province.ticket(id)).outletId, 'refusals change nothing').to.equal(first);
    await assign(second);
    expect(await province.ticket(id)).to.include({ state: 'offered', outletId: second });
    expect(await offerOf(id)).to.include({ outletId: second, note: '客户要求', assignedBy: 1 });
    expect(await bookings()).to.equal(1);
    await province.dataSource.manager.update(Outlet, { id: second }, { standing: 'good' });
    const { id: asked } = await offerOf(id);
    await province.inTransaction((tx) =>
      declineOffer(
        tx,
        { ticketId: id, outletId: second, reason: 'no_part', note: '缺压缩机', actor },
        minutesIn(4),
      ),
    );
    expect(
      await province.dataSource.manager.findOneByOrFail(Offer, { id: asked }),
      'both reasons stay on file',
    ).to.include({ note: '客户要求', declineReason: 'no_part', declineNote: '缺压缩机' });
    await province.inTransaction(async (tx) => {
      const { version } = await province.ticket(id);
      return cancelTicket(tx, { ticketId: id, reason: '客户取消', version, actor }, minutesIn(4));
    });
    expect(await bookings(), 'a cancelled ticket gives its place back').to.equal(0);
  });

  it('filters by technicians and by the promised half of the day (D1, T3, H6)', async () => {
    const unskilled = await province.addOutlet({ km: 1, technicians: false });
    const halfFull = await province.addOutlet({ km: 2, capacity: 4 });
    const free = await province.addOutlet({ km: 30 });
    await province.dataSource.manager.insert(CapacityDay, {
      outletId: halfFull,
      day: '2026-05-02',
      capacity: 4,
      booked: 2,
      morning: 2,
      afternoon: 0,
    });
    const id = await province.open({ wishDay: '2026-05-02' });
    await province.dataSource.query("UPDATE ticket SET plannedHalf = 'morning' WHERE id = ?", [id]);
    await route(id);
    const [decision] = await decisions(id);
    expect(decision?.outletId).to.equal(free);
    expect(decision?.verdict.excluded.map(({ outletId, why }) => [outletId, why])).to.have.deep.members([
      [unskilled, 'no_skill'],
      [halfFull, 'no_window'],
    ]);
    const { id: technicianId } = await province.dataSource.manager.findOneByOrFail(Technician, {
      outletId: free,
    });
    await province.dataSource.manager.update(Technician, { id: technicianId }, { active: false });
    const none = await province.open();
    await route(none);
    expect((await province.ticket(none)).outletId, 'a technician who is away is none').to.equal(halfFull);
  });

  it('gives points for quality, the wish and a fair share, and keeps them (D3)', async () => {
    const [good, poor, named] = [
      await province.addOutlet({ km: 10 }),
      await province.addOutlet({ km: 10 }),
      await province.addOutlet({ km: 10 }),
    ];
    const { manager } = province.dataSource;
    const figures = {
      jobs: 40,
      scored: 40,
      firstFix: 38,
      onTime: 38,
      asked: 40,
      refused: 0,
      countedAt: MORNING,
    };
    await manager.insert(OutletFiguresRow, { ...figures, outletId: good, scoreSum: 190 });
    await manager.insert(OutletFiguresRow, { ...figures, outletId: poor, scoreSum: 60, firstFix: 5 });
    const first = await province.open();
    await route(first);
    expect((await province.ticket(first)).outletId).to.equal(good);

    const second = await province.open();
    await province.dataSource.query('UPDATE ticket SET preferredOutletId = ? WHERE id = ?', [named, second]);
    await route(second);
    const [decision] = await decisions(second);
    expect(decision?.outletId).to.equal(named);
    const [top] = decision?.verdict.qualified ?? [];
    expect(top).to.include({ wish: 'named', technicians: 1, skilled: 1, capacity: 5 });
    expect(top?.parts.wish).to.equal(30);
    const sum = Object.values(top?.parts ?? {}).reduce((total, part) => total + part, 0);
    expect(top?.score).to.be.closeTo(sum, 1e-9);

    await manager.insert(CapacityDay, {
      outletId: good,
      day: '2026-04-29',
      capacity: 5,
      booked: 35,
      morning: 0,
      afternoon: 0,
    });
    const third = await province.open();
    await route(third);
    const ranked = (await decisions(third))[0]?.verdict.qualified.find(({ outletId }) => outletId === good);
    expect(ranked).to.include({ recent: 35 });
    expect(ranked?.parts.fairness).to.equal(0);
  });

  it('remembers who came last and left the customer content (D3)', async () => {
    const [near, before] = [await province.addOutlet({ km: 1 }), await province.addOutlet({ km: 15 })];
    const { manager } = province.dataSource;
    const old = await province.open({ customerName: '王女士' });
    await route(old);
    await province.dataSource.query(
      "UPDATE ticket SET state = 'closed', outletId = ?, doneAt = ? WHERE id = ?",
      [before, MORNING, old],
    );
    const { customerId } = await province.ticket(old);
    const again = async (): Promise<number | null> => {
      const id = await province.open({ customerId });
      await route(id);
      return (await province.ticket(id)).outletId;
    };
    expect(await again()).to.equal(before);
    await manager.insert(SurveyAnswer, {
      obligationId: 1,
      ticketId: old,
      question: 'score',
      value: 1,
      recordingId: null,
      at: MORNING,
    });
    expect(await again()).to.equal(near);
  });

  it('keeps what the rules say also when a person overrules (D5)', async () => {
    const [best, chosen, stopped] = [
      await province.addOutlet({ km: 1 }),
      await province.addOutlet({ km: 50 }),
      await province.addOutlet({ km: 2, standing: 'stopped' }),
    ];
    const id = await province.open();
    await route(id);
    const { version } = await province.ticket(id);
    await province.inTransaction((tx) =>
      assignByHand(tx, { ticketId: id, outletId: chosen, reason: '客户指定', version, actor }, MORNING),
    );
    const [, byHand] = await decisions(id);
    expect(byHand).to.include({ outletId: chosen, overruled: true });
    expect(byHand?.verdict.qualified.map(({ outletId }) => outletId)).to.deep.equal([best, chosen]);
    expect(byHand?.verdict.excluded.map(({ outletId }) => outletId)).to.deep.equal([stopped]);
    const events = await province.dataSource.manager.find(Event, { where: { ticketId: id } });
    const offered = events.filter(({ type }) => type === 'ticket.offered').at(-1);
    expect(offered?.data).to.include({ decisionId: byHand?.id, overruled: true });
  });
});
