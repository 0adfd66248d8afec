import type { z } from 'zod';
import {
  type DemoAccount,
  demoAccountQuery,
  demoAccountSchema,
} from '../../domain/contracts/demo-account.ts';
import type { Tx } from '../../services/transaction.ts';
import { route } from '../http/route.ts';

type Rows<K extends keyof DemoAccount> = DemoAccount[K];
type Part = { [K in Exclude<keyof DemoAccount, 'now'>]: (tx: Tx, since: Date) => Promise<Rows<K>> };

const parts: Part = {
  async contacts(tx, since) {
    const calls: { contactId: number; sid: string }[] = await tx.query(
      'SELECT k.contactId, k.sid FROM phone_call k JOIN contact c ON c.id = k.contactId WHERE c.startedAt >= ?',
      [since],
    );
    const links: ({ contactId: number } & Rows<'contacts'>[number]['tickets'][number])[] = await tx.query(
      `SELECT x.contactId, x.ticketId AS id, x.purpose FROM contact_ticket x JOIN contact c ON c.id = x.contactId
       WHERE c.startedAt >= ?`,
      [since],
    );
    const sids = byContact(calls);
    const tickets = byContact(links);
    const contacts: (Omit<Rows<'contacts'>[number], 'ended'> & { ended: number })[] = await tx.query(
      'SELECT id, direction, startedAt, endedAt IS NOT NULL AS ended, disposition FROM contact WHERE startedAt >= ? ORDER BY id',
      [since],
    );
    return contacts.map((contact) => ({
      ...contact,
      ended: Boolean(contact.ended),
      sids: (sids.get(contact.id) ?? []).map(({ sid }) => sid),
      tickets: (tickets.get(contact.id) ?? []).map(({ id, purpose }) => ({ id, purpose })),
    }));
  },
  tickets: (tx, since) =>
    tx.query(
      `SELECT id, number, kind, source, state, openedAt, stateSince, nextActionAt, resolutionNo, reopenCount
       FROM ticket WHERE openedAt >= ? ORDER BY id`,
      [since],
    ),
  async offers(tx, since) {
    const rows = await tx.query(
      `SELECT f.ticketId, f.outletId, f.state, f.openMark, f.offeredAt, f.expiresAt, f.answeredAt,
              f.assignedBy IS NOT NULL AS overruled, f.note,
              EXISTS (SELECT 1 FROM coverage c WHERE c.outletId = f.outletId AND c.districtCode = t.districtCode
                      AND c.kind = IF(t.kind = 'rescue', 'repair', t.kind)
                      AND (c.category = t.category OR (t.kind = 'rescue' AND t.category IS NULL))) AS covered,
              (SELECT JSON_CONTAINS(JSON_EXTRACT(d.verdict, '$.qualified[*].outletId'), CAST(f.outletId AS CHAR))
               FROM routing_decision d WHERE d.ticketId = f.ticketId AND d.outletId = f.outletId
                 AND d.at = f.offeredAt ORDER BY d.id DESC LIMIT 1) AS qualified
       FROM offer f JOIN ticket t ON t.id = f.ticketId WHERE t.openedAt >= ? ORDER BY f.id`,
      [since],
    );
    return rows.map(({ openMark, note, qualified, ...row }: OfferRow) => {
      const overruled = Boolean(row.overruled);
      return {
        ...row,
        inForce: openMark === 1,
        covered: Boolean(row.covered),
        overruled,
        reasoned: overruled ? Boolean(note) : qualified !== null,
        qualified: overruled || qualified === null ? null : Boolean(qualified),
      };
    });
  },
  async days(tx, since) {
    const rows = await tx.query(
      `SELECT p.outletId, p.day, COALESCE(d.capacity, 0) AS capacity, COALESCE(d.booked, 0) AS booked,
              (SELECT COUNT(*) FROM ticket w WHERE w.outletId = p.outletId AND w.plannedDay = p.day
                 AND w.state IN ('offered', 'accepted', 'in_progress')) AS held
       FROM (SELECT DISTINCT outletId, plannedDay AS day FROM ticket
             WHERE openedAt >= ? AND outletId IS NOT NULL AND plannedDay IS NOT NULL) p
       LEFT JOIN capacity_day d ON d.outletId = p.outletId AND d.day = p.day ORDER BY p.outletId, p.day`,
      [since],
    );
    return rows.map((row: DayRow) => ({
      ...row,
      capacity: Number(row.capacity),
      booked: Number(row.booked),
      held: Number(row.held),
    }));
  },
  async standings(tx, since) {
    const rows = await tx.query(
      `SELECT outletId, toStanding AS \`to\`, takesEffectAt AS at, nextActionAt IS NOT NULL AS unfinished
       FROM standing_change WHERE state = 'in_force' AND takesEffectAt >= ? ORDER BY takesEffectAt, id`,
      [since],
    );
    return rows.map((row: { unfinished: number }) => ({ ...row, unfinished: Boolean(row.unfinished) }));
  },
  async obligations(tx, since) {
    const rows: Omit<Rows<'obligations'>[number], 'answers'>[] = await tx.query(
      `SELECT b.id, b.kind, b.state, b.settlement, b.ticketId, b.resolutionNo, b.contactId, b.nextActionAt, b.attempts
       FROM obligation b LEFT JOIN ticket t ON t.id = b.ticketId LEFT JOIN contact c ON c.id = b.contactId
       WHERE b.openedAt >= ? OR t.openedAt >= ? OR c.startedAt >= ? ORDER BY b.id`,
      [since, since, since],
    );
    const given: ({ obligationId: number } & Rows<'obligations'>[number]['answers'][number])[] =
      await tx.query('SELECT obligationId, question, value FROM survey_answer WHERE at >= ? ORDER BY id', [
        since,
      ]);
    const answers = grouped(given, ({ obligationId }) => obligationId);
    return rows.map((row) => ({
      ...row,
      answers: (answers.get(row.id) ?? []).map(({ question, value }) => ({ question, value })),
    }));
  },
  async attempts(tx, since) {
    const rows = await tx.query(
      `SELECT a.id, a.contactId, a.grantedAt, a.state, a.endedAt, a.outcome, a.callSid,
              GROUP_CONCAT(x.obligationId ORDER BY x.obligationId) AS obligationIds,
              GROUP_CONCAT(IF(b.number = a.number, b.id, NULL)) AS ownNumberIds
       FROM attempt a LEFT JOIN attempt_obligation x ON x.attemptId = a.id
       LEFT JOIN obligation b ON b.id = x.obligationId
       WHERE a.grantedAt >= ? GROUP BY a.id ORDER BY a.id`,
      [since],
    );
    const ids = (list: string | null) => (list ?? '').split(',').filter(Boolean).map(Number);
    type Row = { obligationIds: string | null; ownNumberIds: string | null; endedAt: Date | null };
    return rows.map(({ obligationIds, ownNumberIds, endedAt, ...row }: Row) => ({
      ...row,
      ended: endedAt !== null,
      obligationIds: ids(obligationIds),
      ownNumberIds: ids(ownNumberIds),
    }));
  },
  async line(tx, since) {
    const rows = await tx.query(
      `SELECT e.contactId, e.state, e.ending, e.arrivedAt, e.answeredAt, e.endedAt, e.tries, e.obligationId,
              (SELECT COUNT(*) FROM desk_offer o
               WHERE o.lineEntryId = e.id AND o.kind <> 'consult' AND o.state = 'accepted') AS taken,
              (SELECT COUNT(*) FROM event v JOIN desk_offer o ON o.lineEntryId = e.id AND o.contactId = v.contactId
               WHERE v.type IN ('call.dropped', 'call.transferred') AND o.state = 'accepted' AND o.kind <> 'consult'
                 AND v.at >= o.answeredAt) AS passed
       FROM line_entry e WHERE e.arrivedAt >= ? ORDER BY e.id`,
      [since],
    );
    return rows.map(({ taken, passed, ...row }: { taken: string; passed: string }) => ({
      ...row,
      taken: Number(taken),
      passedOn: Number(passed),
    }));
  },
  async messages(tx, since) {
    const rows = await tx.query(
      'SELECT template, state, COUNT(*) AS count FROM message WHERE createdAt >= ? GROUP BY template, state',
      [since],
    );
    return rows.map((row: { count: string }) => ({ ...row, count: Number(row.count) }));
  },
};

type OfferRow = Omit<Rows<'offers'>[number], 'covered' | 'overruled' | 'qualified'> & {
  openMark: number | null;
  note: string | null;
  covered: number;
  overruled: number;
  qualified: number | null;
};
type DayRow = Rows<'days'>[number];

function grouped<T>(rows: T[], keyOf: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
const byContact = <T extends { contactId: number }>(rows: T[]): Map<number, T[]> =>
  grouped(rows, ({ contactId }) => contactId);

/** For the simulator; only in the demo (server/api/index.ts), where everybody may. */
export const demoAccountRoutes = [
  route({
    method: 'get',
    path: '/demo/account',
    tag: 'demo',
    summary: 'Everything that began since an instant, to be compared with what was done from outside',
    public: true,
    query: demoAccountQuery,
    answer: demoAccountSchema,
    handle: async ({ query, now, wiring: { dataSource } }): Promise<z.input<typeof demoAccountSchema>> => {
      const since = new Date(query.since);
      // One state of the database for all of them.
      return dataSource.transaction('REPEATABLE READ', async (tx) => ({
        now: now.toISOString(),
        contacts: await parts.contacts(tx, since),
        tickets: await parts.tickets(tx, since),
        offers: await parts.offers(tx, since),
        days: await parts.days(tx, since),
        standings: await parts.standings(tx, since),
        obligations: await parts.obligations(tx, since),
        attempts: await parts.attempts(tx, since),
        line: await parts.line(tx, since),
        messages: await parts.messages(tx, since),
      }));
    },
  }),
];
