import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { initialPolicy } from '../../../domain/policy.ts';
import { hoursAfter } from '../../../domain/time.ts';
import { Technician } from '../../../entities/network.ts';
import { ServiceAction, Visit } from '../../../entities/ticket.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { bookVisit, changeTechnician } from '../../../services/dispatch/book-visit.ts';
import { endVisit } from '../../../services/dispatch/end-visit.ts';
import { cancelTicket, completeWork } from '../../../services/dispatch/finish-ticket.ts';
import { recordAction } from '../../../services/dispatch/record-action.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { claimTechnician } from '../../../services/dispatch/technician-window.ts';
import { tendVisit } from '../../../services/dispatch/tend-visit.ts';
import { changeAppointment } from '../../../services/selfservice/change-appointment.ts';
import { cardById } from '../../../services/views/cards.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

const OUTLET = { kind: 'person', id: 1 } as const;
/** MORNING is Friday, 1 May 2026, 10:00 local. */
const at = (day: number, time: string): Date => new Date(`2026-05-0${day}T${time}:00+08:00`);

describe('visits (H6)', () => {
  let province: SmallProvince;
  let dataSource: DataSource;
  let outletId: number;
  let technicianId: number;
  let technicians = 0;

  const inTransaction: SmallProvince['inTransaction'] = (work) => province.inTransaction(work);
  const addTechnician = async (name = '张建国'): Promise<number> => {
    const { identifiers } = await dataSource.manager.insert(Technician, {
      outletId,
      code: `T${++technicians}`,
      name,
      phone: '+8613700137000',
      skills: 'television',
      personId: null,
    });
    return Number(identifiers[0]?.id);
  };
  const accepted = async (given: { technicianId?: number; now?: Date } = {}): Promise<number> => {
    const { now = MORNING } = given;
    const ticketId = await province.open({}, now);
    await inTransaction((tx) => routeTicket(tx, { ticketId }, now));
    const by = { technicianId: given.technicianId ?? technicianId };
    await inTransaction((tx) => acceptOffer(tx, { ticketId, outletId, ...by, actor: OUTLET }, now));
    return ticketId;
  };
  const record = (
    ticketId: number,
    action: 'contact' | 'appointment' | 'depart' | 'arrive',
    now: Date,
    appointmentAt?: Date,
  ) =>
    inTransaction((tx) =>
      recordAction(tx, { ticketId, outletId, action, appointmentAt, actor: OUTLET }, now),
    );
  const end = (ticketId: number, over: Partial<Parameters<typeof endVisit>[1]>, now: Date) =>
    inTransaction((tx) =>
      endVisit(
        tx,
        {
          ticketId,
          outletId,
          outcome: 'second_visit',
          reason: 'part_missing',
          evidence: '主板损坏，型号 TV-55',
          actor: OUTLET,
          ...over,
        },
        now,
      ),
    );
  const visits = (ticketId: number) =>
    dataSource.manager.find(Visit, { where: { ticketId }, order: { number: 'ASC' } });
  const openVisit = async (ticketId: number): Promise<Visit> =>
    dataSource.manager.findOneByOrFail(Visit, { ticketId, outcome: 'open' });
  const texts = async (ticketId: number): Promise<{ template: string; state: string; body: string }[]> =>
    dataSource.query('SELECT template, state, body FROM message WHERE ticketId = ? ORDER BY id', [ticketId]);
  const templates = async (ticketId: number, state = 'queued') =>
    (await texts(ticketId)).filter((one) => one.state === state).map(({ template }) => template);
  const held = async (): Promise<unknown[]> =>
    dataSource.query(
      'SELECT technicianId, day, half, promised FROM technician_window WHERE promised > 0 ORDER BY day, half',
    );
  const booked = async (): Promise<unknown[]> =>
    dataSource.query('SELECT day, booked FROM capacity_day WHERE booked > 0 ORDER BY day');
  /** Does what is due, as the sweep would, until nothing is. */
  const sweep = async (now: Date): Promise<void> => {
    for (;;) {
      const [due] = await dataSource.query('SELECT id FROM visit WHERE nextActionAt <= ? LIMIT 1', [now]);
      if (!due) return;
      await inTransaction((tx) => tendVisit(tx, { visitId: due.id }, now));
    }
  };

  before(async () => {
    ({ dataSource } = await testDatabase());
    province = await smallProvince(dataSource);
  });
  beforeEach(async () => {
    for (const table of [
      'outlet',
      'coverage',
      'technician',
      'technician_window',
      'capacity_day',
      'ticket',
      'offer',
      'visit',
      'service_action',
      'event',
      'message',
    ]) {
      await dataSource.query(`DELETE FROM ${table}`);
    }
    outletId = await province.addOutlet({ capacity: 5 });
    technicianId = await addTechnician();
  });

  describe('that end with the work not done', () => {
    it('are followed by a second one, seen as such, with the reason and a link for the customer', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'contact', minutesIn(5));
      await record(ticketId, 'appointment', minutesIn(6), at(1, '14:00'));
      await record(ticketId, 'arrive', at(1, '14:05'));
      await end(ticketId, {}, at(1, '15:00'));
      const [first, second] = await visits(ticketId);
      expect(first).to.deep.include({
        outcome: 'second_visit',
        reason: 'part_missing',
        summary: '主板损坏，型号 TV-55',
        endedAt: at(1, '15:00'),
        nextActionAt: null,
      });
      expect(second).to.deep.include({ number: 2, outcome: 'open', technicianId, appointmentAt: null });
      expect(await province.ticket(ticketId)).to.deep.include({ state: 'in_progress', plannedDay: null });
      const told = (await texts(ticketId)).at(-1);
      expect(told?.template).to.equal('second_visit');
      expect(told?.body).to.contain('需要订配件').and.contain('{link}').and.not.contain('已约定');
      // Somebody went: the day's place stays taken.
      expect(await booked()).to.deep.equal([{ day: '2026-05-01', booked: 1 }]);

      const slot = { day: '2026-05-03', half: 'afternoon' } as const;
      await inTransaction((tx) => changeAppointment(tx, { ticketId, ...slot }, at(2, '10:00')));
      expect(await openVisit(ticketId)).to.deep.include({
        appointmentAt: at(3, '14:00'),
        heldDay: '2026-05-03',
        heldHalf: 'afternoon',
      });
      await record(ticketId, 'arrive', at(3, '14:10'));
      await inTransaction((tx) =>
        completeWork(
          tx,
          { ticketId, outletId, summary: '换好', chargeFen: 0, codeAbsence: 'refused', actor: OUTLET },
          at(3, '15:00'),
        ),
      );
      expect((await visits(ticketId)).map(({ outcome }) => outcome)).to.deep.equal([
        'second_visit',
        'finished',
      ]);
    });

    it('may be booked on at once, at the door', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'arrive', at(1, '14:05'));
      await end(ticketId, { next: { at: at(4, '09:30') } }, at(1, '15:00'));
      const visit = await openVisit(ticketId);
      expect(visit).to.deep.include({ appointmentAt: at(4, '09:30'), heldHalf: 'morning' });
      const done = await dataSource.manager.find(ServiceAction, {
        where: { visitId: visit.id },
        order: { id: 'ASC' },
      });
      expect(done.map(({ action }) => action)).to.deep.equal(['accept', 'contact', 'appointment']);
      expect((await province.ticket(ticketId)).plannedDay).to.equal('2026-05-04');
      expect(await booked()).to.deep.equal([
        { day: '2026-05-01', booked: 1 },
        { day: '2026-05-04', booked: 1 },
      ]);
      expect((await texts(ticketId)).at(-1)?.body)
        .to.contain('5月4日')
        .and.contain('9点30分');
    });

    it('for nobody at home ask the customer to choose again, by the technician’s name', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'arrive', at(1, '14:05'));
      await end(
        ticketId,
        { outcome: 'no_show', reason: 'nobody_home', evidence: '按门铃三次，电话无人接' },
        at(1, '14:20'),
      );
      const told = (await texts(ticketId)).at(-1);
      expect(told?.template).to.equal('visit_no_show');
      expect(told?.body).to.contain('张建国').and.contain('{link}').and.not.contain('137');
    });

    it('for want of a skill leave open who comes next', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'arrive', at(1, '14:05'));
      await end(ticketId, { reason: 'other_skill' }, at(1, '15:00'));
      expect((await openVisit(ticketId)).technicianId).to.equal(null);
      expect((await province.ticket(ticketId)).technicianId).to.equal(null);
    });

    it('need somebody to have been there, and a reason that fits', async () => {
      const ticketId = await accepted();
      for (const [over, code] of [
        [{}, 'wrong_state'],
        [{ outcome: 'no_show', reason: 'nobody_home' }, 'wrong_state'],
      ] as const) {
        const error = await end(ticketId, over, at(1, '14:20')).catch((thrown) => thrown);
        expect(error.code).to.equal(code);
      }
      await record(ticketId, 'arrive', at(1, '14:05'));
      const odd = await end(ticketId, { outcome: 'no_show', reason: 'part_missing' }, at(1, '14:20')).catch(
        (thrown) => thrown,
      );
      expect(odd.code).to.equal('invalid');
      const other = await end(ticketId, { outletId: outletId + 1 }, at(1, '14:20')).catch((thrown) => thrown);
      expect(other.code).to.equal('wrong_state');
      expect(await visits(ticketId)).to.have.length(1);
    });

    it('end once, however often it is asked at once', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'arrive', at(1, '14:05'));
      const results = await Promise.allSettled(
        Array.from({ length: 16 }, () => end(ticketId, {}, at(1, '15:00'))),
      );
      expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      expect(await visits(ticketId)).to.have.length(2);
    });
  });

  describe('of a technician', () => {
    const limit = initialPolicy.visits.perTechnicianHalf;
    const window = { day: '2026-05-02', half: 'morning' } as const;

    it('are promised no more often than the limit, with 64 at once for the last half-day', async () => {
      await inTransaction((tx) => claimTechnician(tx, technicianId, window, limit));
      const results = await Promise.all(
        Array.from({ length: 64 }, () =>
          inTransaction((tx) => claimTechnician(tx, technicianId, window, limit)),
        ),
      );
      expect(results.filter(Boolean)).to.have.length(limit - 1);
      expect(await held()).to.deep.equal([{ technicianId, ...window, promised: limit }]);
    });

    it('are not over-booked by 64 outlets’ appointments at once, first row and all', async () => {
      await dataSource.query('UPDATE outlet SET dailyCapacity = 100');
      const ids: number[] = [];
      for (let count = 0; count < 8; count++) ids.push(await accepted());
      const results = await Promise.allSettled(
        ids.flatMap((ticketId) =>
          Array.from({ length: 8 }, () => record(ticketId, 'appointment', minutesIn(6), at(2, '10:00'))),
        ),
      );
      expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(limit);
      expect(await held()).to.deep.equal([{ technicianId, ...window, promised: limit }]);
      const agreed = await dataSource.query('SELECT COUNT(*) AS n FROM visit WHERE heldDay IS NOT NULL');
      expect(Number(agreed[0].n)).to.equal(limit);
      // A refused one left the outlet's day as it was.
      expect(await booked()).to.deep.equal([
        { day: '2026-05-01', booked: 8 - limit },
        { day: '2026-05-02', booked: limit },
      ]);
    });

    it('give their half-day back when they are moved, called off or given to another', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'appointment', minutesIn(6), at(2, '10:00'));
      expect(await held()).to.deep.equal([{ technicianId, ...window, promised: 1 }]);
      const slot = { day: '2026-05-03', half: 'afternoon' } as const;
      await inTransaction((tx) => changeAppointment(tx, { ticketId, ...slot }, minutesIn(10)));
      expect(await held()).to.deep.equal([{ technicianId, ...slot, promised: 1 }]);
      const other = await addTechnician('李雷');
      const visit = await openVisit(ticketId);
      await inTransaction((tx) => changeTechnician(tx, { visit, technicianId: other }, initialPolicy));
      expect(await held()).to.deep.equal([{ technicianId: other, ...slot, promised: 1 }]);
      await inTransaction((tx) =>
        cancelTicket(tx, { ticketId, reason: '不修了', actor: OUTLET }, minutesIn(20)),
      );
      expect(await held()).to.deep.equal([]);
    });

    it('keep the customer’s time, without a name, when the technician has no room then', async () => {
      const slot = { day: '2026-05-03', half: 'afternoon' } as const;
      for (let count = 0; count < limit; count++)
        await inTransaction((tx) => claimTechnician(tx, technicianId, slot, limit));
      const ticketId = await accepted();
      await record(ticketId, 'appointment', minutesIn(6), at(2, '10:00'));
      await inTransaction((tx) => changeAppointment(tx, { ticketId, ...slot }, minutesIn(10)));
      expect(await openVisit(ticketId)).to.deep.include({
        appointmentAt: at(3, '14:00'),
        technicianId: null,
        heldDay: null,
      });
      expect(await held()).to.deep.equal([{ technicianId, ...slot, promised: limit }]);
    });

    it('refuse another one who has no room', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'appointment', minutesIn(6), at(2, '10:00'));
      const full = await addTechnician('李雷');
      for (let count = 0; count < limit; count++)
        await inTransaction((tx) => claimTechnician(tx, full, window, limit));
      const visit = await openVisit(ticketId);
      const error = await inTransaction((tx) =>
        changeTechnician(tx, { visit, technicianId: full }, initialPolicy),
      ).catch((thrown) => thrown);
      expect(error.code).to.equal('outlet_full');
      expect((await openVisit(ticketId)).technicianId).to.equal(technicianId);
    });

    it('are agreed on for no day that the outlet has full', async () => {
      await dataSource.query(
        "INSERT INTO capacity_day (outletId, day, capacity, booked) VALUES (?, '2026-05-02', 2, 2)",
        [outletId],
      );
      const ticketId = await accepted();
      const error = await record(ticketId, 'appointment', minutesIn(6), at(2, '10:00')).catch(
        (thrown) => thrown,
      );
      expect(error.code).to.equal('outlet_full');
      expect(await held()).to.deep.equal([]);
      expect((await openVisit(ticketId)).appointmentAt).to.equal(null);
    });
  });

  describe('that are agreed on', () => {
    it('are confirmed, and reminded of on the evening before and shortly before, each once', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'appointment', minutesIn(6), at(3, '14:30'));
      expect((await texts(ticketId)).at(-1)).to.deep.include({ template: 'appointment_booked' });
      expect((await texts(ticketId)).at(-1)?.body)
        .to.contain('技师张建国')
        .and.contain('5月3日');
      const before = (await templates(ticketId)).length;
      await sweep(at(2, '18:29'));
      expect(await templates(ticketId)).to.have.length(before);
      await sweep(at(2, '18:30'));
      await sweep(at(2, '18:31'));
      expect((await templates(ticketId)).slice(before)).to.deep.equal(['visit_reminder']);
      const visit = await openVisit(ticketId);
      await dataSource.query('UPDATE visit SET nextActionAt = ? WHERE id = ?', [at(2, '18:30'), visit.id]);
      await Promise.all(
        Array.from({ length: 16 }, () =>
          inTransaction((tx) => tendVisit(tx, { visitId: visit.id }, at(2, '18:40'))),
        ),
      );
      await sweep(at(3, '12:30'));
      expect((await templates(ticketId)).slice(before)).to.deep.equal(['visit_reminder', 'visit_soon']);
    });

    it('are reminded of anew once they are moved, and what waited of the old time is withdrawn', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'appointment', minutesIn(6), at(2, '14:30'));
      await sweep(at(1, '18:30'));
      expect(await templates(ticketId)).to.include('visit_reminder');
      const slot = { day: '2026-05-04', half: 'afternoon' } as const;
      await inTransaction((tx) => changeAppointment(tx, { ticketId, ...slot }, at(1, '18:31')));
      expect(await templates(ticketId, 'withdrawn')).to.include.members([
        'appointment_booked',
        'visit_reminder',
      ]);
      await sweep(at(3, '18:00'));
      expect(await templates(ticketId)).not.to.include('visit_reminder');
      await sweep(at(3, '18:30'));
      const reminder = (await texts(ticketId)).at(-1);
      expect(reminder).to.deep.include({ template: 'visit_reminder', state: 'queued' });
      expect(reminder?.body).to.contain('5月4日');
    });

    it('are not reminded of when they are called off, under way, or past', async () => {
      const off = await accepted();
      await record(off, 'appointment', minutesIn(6), at(2, '14:30'));
      await inTransaction((tx) =>
        cancelTicket(tx, { ticketId: off, reason: '不修了', actor: OUTLET }, minutesIn(9)),
      );
      const gone = await accepted();
      await record(gone, 'appointment', minutesIn(6), at(2, '14:30'));
      await record(gone, 'depart', at(2, '11:00'));
      const late = await accepted();
      await record(late, 'appointment', minutesIn(6), at(2, '15:30'));
      // The system stood still until the visit had begun.
      await sweep(at(2, '15:40'));
      for (const id of [off, gone, late])
        expect((await texts(id)).map(({ template }) => template)).to.not.include.members(['visit_soon']);
      expect((await texts(off)).map(({ template }) => template)).not.to.include('visit_reminder');
      expect((await texts(late)).map(({ template }) => template)).not.to.include('visit_reminder');
    });

    it('tell who is on the way and who is there, by name and not by number', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'appointment', minutesIn(6), at(1, '14:30'));
      await record(ticketId, 'depart', at(1, '14:00'));
      await record(ticketId, 'arrive', at(1, '14:25'));
      const [way, there, code] = (await texts(ticketId)).slice(-3);
      expect(way).to.deep.include({ template: 'technician_on_way' });
      expect(there).to.deep.include({ template: 'technician_arrived' });
      expect(code).to.deep.include({ template: 'completion_code' });
      expect(code?.body).to.match(/完工验收码\d{6}/);
      for (const one of [way, there])
        expect(one?.body)
          .to.contain('张建国')
          .and.not.match(/1370013/);
    });
  });

  describe('to which nobody comes', () => {
    it('are warned of and counted once the time is over, and the customer is told', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'appointment', minutesIn(6), at(1, '14:30'));
      await sweep(at(1, '15:14'));
      expect((await openVisit(ticketId)).missedAt).to.equal(null);
      const { version } = await province.ticket(ticketId);
      await sweep(at(1, '15:15'));
      await sweep(at(1, '15:16'));
      expect((await openVisit(ticketId)).missedAt).to.deep.equal(at(1, '15:15'));
      expect((await province.ticket(ticketId)).version).to.equal(version + 1);
      const events = await dataSource.query("SELECT data FROM event WHERE type = 'ticket.visit_missed'");
      expect(events).to.have.length(1);
      expect((await texts(ticketId)).at(-1)?.template).to.equal('visit_late');
      const flag = async () => (await cardById(dataSource.manager, ticketId)).missedAt;
      expect(await flag(), 'on the board').to.equal(at(1, '15:15').toISOString());
      await record(ticketId, 'arrive', at(1, '15:40'));
      expect(await flag(), 'until somebody is there').to.equal(null);
    });

    it('are flagged until another time is agreed on', async () => {
      const ticketId = await accepted();
      await record(ticketId, 'appointment', minutesIn(6), at(1, '14:30'));
      await sweep(at(1, '15:15'));
      const slot = { day: '2026-05-02', half: 'afternoon' } as const;
      const actor = { kind: 'person', id: 1 } as const;
      await inTransaction((tx) => changeAppointment(tx, { ticketId, ...slot, actor }, at(1, '16:00')));
      expect((await cardById(dataSource.manager, ticketId)).missedAt).to.equal(null);
    });

    it('are none when somebody is there, or when it was moved in time', async () => {
      const there = await accepted();
      await record(there, 'appointment', minutesIn(6), at(1, '14:30'));
      await record(there, 'arrive', at(1, '15:05'));
      const moved = await accepted();
      await record(moved, 'appointment', minutesIn(6), at(1, '15:30'));
      const slot = { day: '2026-05-02', half: 'afternoon' } as const;
      await inTransaction((tx) => changeAppointment(tx, { ticketId: moved, ...slot }, at(1, '11:00')));
      await sweep(at(1, '20:00'));
      for (const id of [there, moved]) expect((await openVisit(id)).missedAt).to.equal(null);
    });
  });

  it('booked by a use case that is refused leave nothing held', async () => {
    const ticketId = await accepted();
    const visit = await openVisit(ticketId);
    const work = inTransaction(async (tx) => {
      const slot = { day: '2026-05-02', half: 'morning' } as const;
      await bookVisit(tx, { visit, slot, technicianFull: 'refuse' }, initialPolicy, MORNING);
      throw new Error('refused later');
    });
    await work.catch(() => {});
    expect(await held()).to.deep.equal([]);
    expect((await openVisit(ticketId)).createdAt <= hoursAfter(MORNING, 1)).to.equal(true);
  });
});
