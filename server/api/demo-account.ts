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
      `SELECT f.ticketId, f.outletId, f.state, f.openMark, f.offeredAt, f.expiresAt, f.answeredAt
       FROM offer f JOIN ticket t ON t.id = f.ticketId WHERE t.openedAt >= ? ORDER BY f.id`,
      [since],
    );
    return rows.map(({ openMark, ...row }: { openMark: number | null }) => ({
      ...row,
      inForce: openMark === 1,
    }));
  },
  obligations: (tx, since) =>
    tx.query(
      `SELECT b.id, b.kind, b.state, b.settlement, b.ticketId, b.resolutionNo, b.contactId, b.nextActionAt, b.attempts
       FROM obligation b LEFT JOIN ticket t ON t.id = b.ticketId LEFT JOIN contact c ON c.id = b.contactId
       WHERE b.openedAt >= ? OR t.openedAt >= ? OR c.startedAt >= ? ORDER BY b.id`,
      [since, since, since],
    ),
  async attempts(tx, since) {
    const rows = await tx.query(
      `SELECT a.id, a.contactId, a.state, a.endedAt, a.outcome, a.callSid, GROUP_CONCAT(x.obligationId) AS obligationIds
       FROM attempt a LEFT JOIN attempt_obligation x ON x.attemptId = a.id
       WHERE a.grantedAt >= ? GROUP BY a.id ORDER BY a.id`,
      [since],
    );
    return rows.map(
      ({ obligationIds, endedAt, ...row }: { obligationIds: string | null; endedAt: Date | null }) => ({
        ...row,
        ended: endedAt !== null,
        obligationIds: (obligationIds ?? '').split(',').filter(Boolean).map(Number),
      }),
    );
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

function byContact<T extends { contactId: number }>(rows: T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) groups.set(row.contactId, [...(groups.get(row.contactId) ?? []), row]);
  return groups;
}

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
        obligations: await parts.obligations(tx, since),
        attempts: await parts.attempts(tx, since),
        line: await parts.line(tx, since),
        messages: await parts.messages(tx, since),
      }));
    },
  }),
];
