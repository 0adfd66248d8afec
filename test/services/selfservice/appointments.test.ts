import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { CapacityDay } from '../../../entities/network.ts';
import { ServiceAction, type Ticket, Visit } from '../../../entities/ticket.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { recordAction } from '../../../services/dispatch/record-action.ts';
import { declineOffer } from '../../../services/dispatch/refuse-offer.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { tellProgress, windowsForCaller } from '../../../services/selfservice/caller-tickets.ts';
import { cancelTicketByCaller, cancelVisit } from '../../../services/selfservice/cancel-visit.ts';
import {
  type ChangeAppointment,
  changeAppointment,
} from '../../../services/selfservice/change-appointment.ts';
import { testDatabase } from '../../support/database.ts';
import {
  CUSTOMER_NUMBER,
  MORNING,
  minutesIn,
  type SmallProvince,
  smallProvince,
} from '../../support/province.ts';

/** MORNING is Friday, 1 May, 10:00 local. */
const TODAY = '2026-05-01';
const TOMORROW = '2026-05-02';
const OUTLET = { kind: 'person', id: 1 } as const;
const STRANGER = '+8613900139000';

describe('appointments by the customer (H6)', () => {
  let province: SmallProvince;
  let dataSource: DataSource;
  let outletId: number;

  before(async () => {
    ({ dataSource } = await testDatabase());
    province = await smallProvince(dataSource);
  });
  beforeEach(async () => {
    for (const table of [
      'outlet',
      'coverage',
      'capacity_day',
      'ticket',
      'offer',
      'visit',
      'event',
      'message',
    ]) {
      await dataSource.query(`DELETE FROM ${table}`);
    }
    outletId = await province.addOutlet({ capacity: 3 });
  });

  const inTransaction: SmallProvince['inTransaction'] = (work) => province.inTransaction(work);
  const offered = async (): Promise<number> => {
    const id = await province.open();
    await inTransaction((tx) => routeTicket(tx, { ticketId: id }, MORNING));
    return id;
  };
  const accepted = async (): Promise<number> => {
    const ticketId = await offered();
    await inTransaction((tx) => acceptOffer(tx, { ticketId, outletId, actor: OUTLET }, MORNING));
    return ticketId;
  };
  const act = (
    ticketId: number,
    action: 'contact' | 'appointment' | 'depart' | 'arrive',
    appointmentAt?: Date,
  ) =>
    inTransaction((tx) =>
      recordAction(tx, { ticketId, outletId, action, appointmentAt, actor: OUTLET }, MORNING),
    );
  const change = (ticketId: number, over: Partial<ChangeAppointment> = {}, now = MORNING) =>
    inTransaction((tx) =>
      changeAppointment(tx, { ticketId, day: TOMORROW, half: 'morning', contactId: 5, ...over }, now),
    );
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      ({ code }) => code,
    );
  const day = async (which: string) => {
    const row = await dataSource.manager.findOneBy(CapacityDay, { outletId, day: which });
    return row && { booked: row.booked, morning: row.morning, afternoon: row.afternoon };
  };
  const visit = (ticketId: number) =>
    dataSource.manager.findOneByOrFail(Visit, { ticketId, outcome: 'open' });
  const windows = async (ticketId: number, now = MORNING) =>
    (await windowsForCaller(dataSource.manager, { ticketId }, now)).windows.map(
      (window) => `${window.day} ${window.half}`,
    );
  const texts = () => dataSource.query('SELECT template, body FROM message ORDER BY id DESC');

  it('move the visit to another half-day: claimed there, given back here, told to everyone', async () => {
    const id = await accepted();
    expect(await day(TODAY)).to.deep.include({ booked: 1 });
    const before = await province.ticket(id);
    const changed = await change(id);
    expect(changed).to.deep.include({ number: before.number, texted: true });
    expect(await day(TODAY)).to.deep.equal({ booked: 0, morning: 0, afternoon: 0 });
    expect(await day(TOMORROW)).to.deep.equal({ booked: 1, morning: 1, afternoon: 0 });
    expect(await province.ticket(id)).to.include({
      plannedDay: TOMORROW,
      plannedHalf: 'morning',
      state: 'accepted',
      outletId,
      version: before.version + 1,
    });
    expect(await visit(id)).to.deep.include({
      appointmentAt: new Date('2026-05-02T01:00:00Z'),
      appointmentUntil: new Date('2026-05-02T04:00:00Z'),
    });
    const [event] = await dataSource.query(
      "SELECT data, rooms, rule, contactId FROM event WHERE type = 'ticket.rescheduled'",
    );
    expect(event).to.deep.include({ data: { day: TOMORROW, half: 'morning' }, rule: 'H6', contactId: 5 });
    expect(event.rooms).to.include(`outlet.${outletId}`);
    const [text] = await texts();
    expect(text.template).to.equal('appointment_changed');
    expect(text.body).to.contain('5月2日').and.contain('9点到12点');
    expect(
      await dataSource.query('SELECT purpose FROM contact_ticket WHERE contactId = 5 AND ticketId = ?', [id]),
    ).to.deep.equal([{ purpose: 'rescheduled' }]);
  });

  it('move within a day without a second place', async () => {
    const id = await accepted();
    await change(id, { half: 'morning' });
    await change(id, { half: 'afternoon' });
    expect(await day(TOMORROW)).to.deep.equal({ booked: 1, morning: 0, afternoon: 1 });
  });

  it('never sell the last place twice, whoever asks at once', async () => {
    await dataSource.query('UPDATE outlet SET dailyCapacity = 8 WHERE id = ?', [outletId]);
    const ids: number[] = [];
    for (let count = 0; count < 8; count++) ids.push(await accepted());
    // Three for the day, so two for each half.
    await dataSource.manager.insert(CapacityDay, { outletId, day: TOMORROW, capacity: 3, booked: 0 });
    const codes = await Promise.all(
      ids.map((id, index) => codeOf(change(id, { half: index % 2 ? 'morning' : 'afternoon' }))),
    );
    expect(codes.filter((code) => code === 'done')).to.have.length(3);
    expect(codes.filter((code) => code === 'outlet_full')).to.have.length(5);
    const after = await day(TOMORROW);
    expect(after?.booked).to.equal(3);
    expect((after?.morning ?? 0) + (after?.afternoon ?? 0)).to.equal(3);
    expect(Math.max(after?.morning ?? 0, after?.afternoon ?? 0)).to.be.at.most(2);
    expect(await day(TODAY)).to.deep.include({ booked: 5 });
  });

  it('promise each half of a day to no more than half of its jobs', async () => {
    await dataSource.query('UPDATE outlet SET dailyCapacity = 8 WHERE id = ?', [outletId]);
    const ids: number[] = [];
    for (let count = 0; count < 6; count++) ids.push(await accepted());
    await dataSource.manager.insert(CapacityDay, { outletId, day: TOMORROW, capacity: 6, booked: 0 });
    const codes = await Promise.all(ids.map((id) => codeOf(change(id))));
    expect(codes.filter((code) => code === 'done')).to.have.length(3);
    expect(await day(TOMORROW)).to.deep.equal({ booked: 3, morning: 3, afternoon: 0 });
  });

  it('leave everything as it was where the place is taken', async () => {
    const id = await accepted();
    await dataSource.manager.insert(CapacityDay, { outletId, day: TOMORROW, capacity: 1, booked: 1 });
    const before = await province.ticket(id);
    expect(await codeOf(change(id))).to.equal('outlet_full');
    expect(await province.ticket(id)).to.deep.equal(before);
    expect(await day(TODAY)).to.deep.include({ booked: 1 });
  });

  it('offer the windows that are left, none too soon, and not the one it is', async () => {
    const id = await accepted();
    expect(await windows(id)).to.deep.equal([
      `${TODAY} afternoon`,
      `${TOMORROW} morning`,
      `${TOMORROW} afternoon`,
      '2026-05-03 morning',
      '2026-05-03 afternoon',
    ]);
    await dataSource.manager.insert(CapacityDay, { outletId, day: TOMORROW, capacity: 3, booked: 3 });
    await change(id, { day: '2026-05-03', half: 'morning' });
    const left = await windows(id);
    expect(left.some((one) => one.startsWith(TOMORROW))).to.equal(false);
    expect(left).to.include('2026-05-03 afternoon').and.not.include('2026-05-03 morning');
  });

  it('go to a person when someone is on the way, or will be within two hours', async () => {
    const id = await accepted();
    await act(id, 'contact');
    await act(id, 'appointment', minutesIn(90));
    expect(await codeOf(change(id))).to.equal('wrong_state');
    expect((await windowsForCaller(dataSource.manager, { ticketId: id }, MORNING)).who).to.equal('person');
    expect(await codeOf(change(id, { actor: OUTLET, contactId: undefined }))).to.equal('done');
    const other = await accepted();
    await act(other, 'depart');
    expect(await codeOf(change(other))).to.equal('wrong_state');
    await act(other, 'arrive');
    expect(await codeOf(change(other, { actor: OUTLET }))).to.equal('wrong_state');
  });

  it('cannot be in the past, too far ahead, on an old version, or without an outlet', async () => {
    const id = await accepted();
    expect(await codeOf(change(id, { day: TODAY, half: 'morning' }))).to.equal('invalid');
    expect(await codeOf(change(id, { day: '2026-05-20' }))).to.equal('invalid');
    expect(await codeOf(change(id, { version: 1 }))).to.equal('stale');
    expect(await codeOf(change(await province.open()))).to.equal('wrong_state');
  });

  it('chosen before an outlet has accepted hold when it does, and when another one takes over', async () => {
    const second = await province.addOutlet({ capacity: 3, km: 30 });
    const id = await offered();
    await change(id);
    await inTransaction((tx) =>
      declineOffer(tx, { ticketId: id, outletId, reason: 'no_part', actor: OUTLET }, MORNING),
    );
    expect(await day(TOMORROW)).to.deep.equal({ booked: 0, morning: 0, afternoon: 0 });
    await inTransaction((tx) => routeTicket(tx, { ticketId: id }, MORNING));
    expect(await province.ticket(id)).to.include({
      outletId: second,
      plannedDay: TOMORROW,
      plannedHalf: 'morning',
    });
    await inTransaction((tx) => acceptOffer(tx, { ticketId: id, outletId: second, actor: OUTLET }, MORNING));
    expect(await visit(id)).to.deep.include({ appointmentAt: new Date('2026-05-02T01:00:00Z') });
    const [held] = await dataSource.query('SELECT booked, morning FROM capacity_day WHERE outletId = ?', [
      second,
    ]);
    expect(held).to.deep.equal({ booked: 1, morning: 1 });
  });

  it('move deadlines along, so that nobody is late who comes when asked to (D6)', async () => {
    const id = await accepted();
    // From the Labour Day holiday on, the first working day is 6 May: arrival is due at its end.
    await change(id, { day: '2026-05-06', half: 'afternoon' });
    expect((await province.ticket(id)).arrivalDueAt).to.deep.equal(new Date('2026-05-06T10:00:00Z'));
    const last = { day: '2026-05-08', half: 'afternoon' as const };
    await inTransaction((tx) =>
      changeAppointment(tx, { ticketId: id, ...last, actor: { kind: 'person', id: 1 } }, MORNING),
    );
    const after = await province.ticket(id);
    expect(after.arrivalDueAt).to.deep.equal(new Date('2026-05-08T10:00:00Z'));
    // 18 hours of working time lie between the two: the make-up Saturday has nine, the Sunday after it seven.
    expect(after.completionDueAt).to.deep.equal(new Date('2026-05-11T02:00:00Z'));
  });

  describe('called off', () => {
    const cancel = (ticketId: number) =>
      inTransaction((tx) => cancelVisit(tx, { ticketId, contactId: 6 }, MORNING));
    it('leave the ticket with its outlet, which has to call again', async () => {
      const id = await accepted();
      await act(id, 'contact');
      await change(id);
      expect(await cancel(id)).to.deep.include({ texted: true });
      expect(await day(TOMORROW)).to.deep.equal({ booked: 0, morning: 0, afternoon: 0 });
      const after = await province.ticket(id);
      expect(after).to.include({ outletId, plannedDay: null, plannedHalf: null, firstContactAt: null });
      // Two hours into 6 May, the first day that is no holiday.
      expect(after.firstContactDueAt).to.deep.equal(new Date('2026-05-06T02:00:00Z'));
      const next = await visit(id);
      expect(next).to.include({ number: 2, appointmentAt: null });
      const actions = await dataSource.manager.findBy(ServiceAction, { visitId: next.id });
      expect(actions.map(({ action }) => action)).to.deep.equal(['accept']);
      await act(id, 'contact');
      await act(id, 'appointment', minutesIn(3 * 24 * 60));
      expect(await day(TODAY)).to.deep.include({ booked: 0 });
    });
    it('are refused where no visit is agreed', async () => {
      expect(await codeOf(cancel(await accepted()))).to.equal('wrong_state');
    });
  });

  describe('a ticket that is cancelled by its customer', () => {
    const cancel = (ticketId: number) =>
      inTransaction((tx) => cancelTicketByCaller(tx, { ticketId, contactId: 7, cause: 'CA1' }, MORNING));
    it('ends, gives its place back, and says so by text', async () => {
      const id = await accepted();
      await change(id);
      await cancel(id);
      expect(await province.ticket(id)).to.include({ state: 'cancelled' });
      expect(await day(TOMORROW)).to.deep.equal({ booked: 0, morning: 0, afternoon: 0 });
      expect((await texts())[0].template).to.equal('ticket_cancelled');
      expect(await codeOf(cancel(id))).to.equal('wrong_state');
      const [event] = await dataSource.query(
        "SELECT actorKind, rooms FROM event WHERE type = 'ticket.cancelled'",
      );
      expect(event.actorKind).to.equal('caller');
      expect(event.rooms).to.include(`outlet.${outletId}`);
    });
    it('is not when somebody has set out', async () => {
      const id = await accepted();
      await act(id, 'depart');
      expect(await codeOf(cancel(id))).to.equal('wrong_state');
      expect(await province.ticket(id)).to.include({ state: 'in_progress' });
    });
  });

  describe('what a caller hears', () => {
    const ask = async (ticket: Ticket, number: string, customerId: number | null = null) =>
      inTransaction((tx) =>
        tellProgress(tx, { contactId: 8, number, customerId }, { number: ticket.number }, MORNING),
      );
    it('of their own ticket is all of it, and what they may do', async () => {
      const ticket = await province.ticket(await accepted());
      expect(await ask(ticket, CUSTOMER_NUMBER)).to.deep.include({
        own: true,
        change: 'self',
        hasVisit: false,
        category: 'television',
      });
    });
    it("of somebody else's is state and appointment alone", async () => {
      const id = await accepted();
      await change(id);
      const told = await ask(await province.ticket(id), STRANGER);
      expect(told).to.deep.include({
        own: false,
        change: 'nobody',
        toRate: false,
        category: null,
        outletName: null,
        state: 'accepted',
        appointmentAt: new Date('2026-05-02T01:00:00Z'),
      });
      expect(await ask(await province.ticket(id), '')).to.deep.include({ own: false });
    });
    it('at any of their numbers is all of it too', async () => {
      const id = await accepted();
      await dataSource.query('UPDATE ticket SET customerId = 77 WHERE id = ?', [id]);
      await dataSource.query('INSERT INTO phone_number (number, customerId) VALUES (?, 77)', [STRANGER]);
      expect(await ask(await province.ticket(id), STRANGER)).to.deep.include({ own: true });
    });
  });
});
