import { expect } from 'chai';
import { DomainError } from '../../../domain/errors.ts';
import { addDays } from '../../../domain/time.ts';
import { Event } from '../../../entities/journal.ts';
import { CapacityDay } from '../../../entities/network.ts';
import { acceptOffer } from '../../../services/dispatch/accept-offer.ts';
import { assignByHand } from '../../../services/dispatch/assign-by-hand.ts';
import { cancelTicket } from '../../../services/dispatch/finish-ticket.ts';
import { declineOffer } from '../../../services/dispatch/refuse-offer.ts';
import { routeTicket } from '../../../services/dispatch/route-ticket.ts';
import { setCapacity } from '../../../services/dispatch/set-capacity.ts';
import { changeAppointment } from '../../../services/selfservice/change-appointment.ts';
import type { Tx } from '../../../services/transaction.ts';
import { testDatabase } from '../../support/database.ts';
import { MORNING, minutesIn, type SmallProvince, smallProvince } from '../../support/province.ts';

const actor = { kind: 'person' as const, id: 1 };
const TODAY = '2026-05-01';
const DAYS = [0, 1, 2].map((days) => addDays(TODAY, days));
const WORKERS = 8;
const ACTS = 25;

describe('capacity of a day', () => {
  let province: SmallProvince;
  beforeEach(async () => {
    const { dataSource } = await testDatabase();
    province = await smallProvince(dataSource);
  });

  const query = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
    province.dataSource.query(sql, params);
  const set = (outletId: number, capacity: number, day = TODAY) =>
    province.inTransaction((tx) => setCapacity(tx, { outletId, day, capacity, actor }, MORNING));
  const route = (ticketId: number) => province.inTransaction((tx) => routeTicket(tx, { ticketId }, MORNING));
  const dayOf = (outletId: number, day = TODAY) =>
    province.dataSource.manager.findOneByOrFail(CapacityDay, { outletId, day });

  it('is lowered below what is booked: it is said, nobody is thrown out, nothing more is promised', async () => {
    await province.setPolicy((policy) => {
      policy.dispatch.daysAhead = 0;
    });
    const outletId = await province.addOutlet({ capacity: 3 });
    const ids = [await province.open(), await province.open(), await province.open()];
    for (const id of ids.slice(0, 2)) await route(id);
    expect(await set(outletId, 1)).to.deep.equal({ day: TODAY, capacity: 1, booked: 2 });
    for (const id of ids) await route(id);
    const states = await Promise.all(ids.map(async (id) => (await province.ticket(id)).state));
    expect(states).to.deep.equal(['offered', 'offered', 'manual']);
    expect(await dayOf(outletId)).to.include({ capacity: 1, booked: 2 });
    const [event] = await province.dataSource.manager.findBy(Event, { type: 'outlet.capacity' });
    expect(event).to.deep.include({ actorId: 1, data: { outletId, day: TODAY, capacity: 1, booked: 2 } });
  });

  it('can be said for a day that nobody has asked for yet, and for no day that is past', async () => {
    const outletId = await province.addOutlet({ capacity: 3 });
    await set(outletId, 0, DAYS[1]);
    expect(await dayOf(outletId, DAYS[1])).to.include({ capacity: 0, booked: 0 });
    for (const day of [addDays(TODAY, -1), addDays(TODAY, 61)]) {
      const refused = await set(outletId, 5, day).catch((error) => error);
      expect(refused).to.be.instanceOf(DomainError).and.include({ code: 'invalid' });
    }
  });

  /** What is never to happen is watched for by the database itself, at the moment of each change. */
  const WATCH = `CREATE TRIGGER watch_capacity BEFORE UPDATE ON capacity_day FOR EACH ROW
    IF NEW.booked > OLD.booked AND NEW.booked > NEW.capacity
      OR NEW.morning > OLD.morning AND NEW.morning > CEIL(NEW.capacity / 2)
      OR NEW.afternoon > OLD.afternoon AND NEW.afternoon > CEIL(NEW.capacity / 2)
    THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'over-booked'; END IF`;

  for (const seed of [1, 2, 3]) {
    it(`is never over-booked, and counts what stands, whatever ${WORKERS} people do at once (${seed})`, async function () {
      this.timeout(120_000);
      const outlets = [
        await province.addOutlet({ capacity: 3 }),
        await province.addOutlet({ km: 5, capacity: 4 }),
      ];
      const tickets: number[] = [];
      for (let n = 0; n < 20; n++) tickets.push(await province.open());
      let state = seed * 7919;
      const below = (limit: number): number => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * limit);
      };
      const one = <T>(list: T[]): T => list[below(list.length)] as T;
      const act = async (
        tx: Tx,
        ticketId: number,
        kind: number,
        day: string,
        outletId: number,
        size: number,
      ) => {
        const { version, outletId: at } = await province.ticket(ticketId);
        const now = minutesIn(1);
        switch (kind) {
          case 0:
            return setCapacity(tx, { outletId, day, capacity: size, actor }, now);
          case 1:
            return cancelTicket(tx, { ticketId, reason: '客户取消', actor }, now);
          case 2:
            return declineOffer(tx, { ticketId, outletId: at ?? 0, reason: 'other', actor }, now);
          case 3:
            return acceptOffer(tx, { ticketId, outletId: at ?? 0, actor }, now);
          case 4:
          case 5:
            return assignByHand(tx, { ticketId, outletId, reason: '客户要求', version, actor }, now);
          case 6:
          case 7:
          case 8:
            return changeAppointment(
              tx,
              { ticketId, day, half: size % 2 ? 'morning' : 'afternoon', version, actor },
              now,
            );
          default:
            return routeTicket(tx, { ticketId }, now);
        }
      };
      await query(WATCH);
      const faults: string[] = [];
      try {
        const work = async () => {
          for (let n = 0; n < ACTS; n++) {
            const what = [one(tickets), below(14), one(DAYS), one(outlets), below(6)] as const;
            await province
              .inTransaction((tx) => act(tx, ...what))
              .catch((error) => {
                if (!(error instanceof DomainError)) faults.push(String(error));
              });
          }
        };
        await Promise.all(Array.from({ length: WORKERS }, work));
      } finally {
        await query('DROP TRIGGER watch_capacity');
      }
      expect(faults).to.deep.equal([]);
      const wrong = await query(
        `SELECT d.*, (SELECT COUNT(*) FROM ticket t WHERE t.outletId = d.outletId AND t.plannedDay = d.day
                        AND t.state IN ('offered', 'accepted', 'in_progress')) AS standing,
                (SELECT COUNT(*) FROM offer f WHERE f.outletId = d.outletId AND f.day = d.day AND f.openMark = 1) AS offers
         FROM capacity_day d HAVING booked <> standing OR booked <> offers`,
      );
      expect(wrong).to.deep.equal([]);
      const [{ total }] = (await query('SELECT SUM(booked) AS total FROM capacity_day')) as [
        { total: number },
      ];
      expect(Number(total), 'something was going on').to.be.above(0);
    });
  }
});
