import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { initialPolicy } from '../../../domain/policy.ts';
import { isTicketNumber } from '../../../domain/ticket-number.ts';
import { CALL_STATUS_RANK, DISPOSITIONS, SURVEY_SCALES, TICKET_KINDS } from '../../../domain/vocabulary.ts';
import { uncalledResults } from '../../../services/honesty/uncalled-results.ts';
import { AT, NIGHT, seeded } from './seeded.ts';

/** Columns that say when something is to happen; all others say when it did. */
const AHEAD = /due|expires|next|appointment|checkAt|validTo|warranty|warnAt|deadlineAction|until|planned/i;

for (const [hour, now] of [
  ['at eleven in the morning', AT],
  ['in the middle of the night', NIGHT],
] as const) {
  describe(`demo history that ends ${hour}`, function () {
    this.timeout(60_000);
    let dataSource: DataSource;
    before(async () => {
      ({ dataSource } = await seeded(now));
    });
    /** Fails with the rows, so that a broken rule names its cases. */
    const none = async (sql: string, params: unknown[] = []): Promise<void> => {
      expect(await dataSource.query(`${sql} LIMIT 5`, params)).to.deep.equal([]);
    };
    const number = async (sql: string, params: unknown[] = []): Promise<number> => {
      const [row] = await dataSource.query(sql, params);
      return Number(Object.values(row)[0]);
    };

    it('owes exactly one survey for each resolution (F1)', async () => {
      expect(await number('SELECT COUNT(*) FROM ticket WHERE resolutionNo > 1')).to.be.greaterThan(3);
      await none(
        `SELECT t.id FROM ticket t LEFT JOIN obligation o ON o.ticketId = t.id AND o.kind = 'survey'
         GROUP BY t.id, t.resolutionNo
         HAVING COUNT(o.id) <> t.resolutionNo OR COUNT(DISTINCT o.resolutionNo) <> t.resolutionNo
           OR COALESCE(MAX(o.resolutionNo), 0) <> t.resolutionNo`,
      );
      await none(
        `SELECT t.id FROM ticket t JOIN obligation o ON o.ticketId = t.id AND o.resolutionNo = t.resolutionNo
         WHERE (t.state = 'done') <> (o.state = 'open') AND t.state IN ('done', 'closed')`,
      );
    });

    it('answers each question on its scale (F2)', async () => {
      for (const [question, scale] of Object.entries(SURVEY_SCALES)) {
        const range = scale === 'spoken' ? 'IS NULL' : scale === 'points' ? 'BETWEEN 1 AND 5' : 'IN (0, 1)';
        await none(`SELECT id FROM survey_answer WHERE question = ? AND NOT (value ${range})`, [question]);
      }
      expect(await number("SELECT MAX(value) FROM survey_answer WHERE question = 'courtesy'")).to.equal(5);
    });

    it('follows up nearly all, and names the reason for the rest (F5)', async () => {
      const settled = await number(
        "SELECT COUNT(*) FROM obligation WHERE kind = 'survey' AND state = 'settled'",
      );
      const spent = await number(
        "SELECT COUNT(*) FROM obligation WHERE kind = 'survey' AND state = 'exhausted'",
      );
      expect(settled).to.be.greaterThan(500);
      expect(settled / (settled + spent)).to.be.greaterThan(0.97);
      await none(
        `SELECT id FROM obligation WHERE (state IN ('settled', 'exhausted')) <> (settlement IS NOT NULL)
         OR (settlement IS NULL) <> (settledAt IS NULL) OR (state <> 'open' AND nextActionAt IS NOT NULL)`,
      );
      await none("SELECT id FROM obligation WHERE state = 'dialling'");
      await none(
        `SELECT o.id FROM obligation o LEFT JOIN attempt_obligation a ON a.obligationId = o.id
         GROUP BY o.id, o.attempts HAVING COUNT(a.attemptId) <> o.attempts`,
      );
    });

    it('calls nobody at night, nor by itself more often than three times (F1)', async () => {
      await none(
        `SELECT id FROM attempt WHERE TIME(grantedAt + INTERVAL 8 HOUR) < '09:00' OR TIME(grantedAt + INTERVAL 8 HOUR) >= '20:00'`,
      );
      await none(
        `SELECT o.id FROM obligation o WHERE o.attempts > 3 + (
           SELECT COUNT(*) FROM line_entry e WHERE e.obligationId = o.id AND e.ending = 'called_out')`,
      );
      await none(
        'SELECT id FROM attempt WHERE endedAt IS NULL OR liveNumber IS NOT NULL OR checkAt IS NOT NULL',
      );
    });

    it('has the call in which an agent heard what they wrote down, and no agent in doubt for want of one (S9)', async () => {
      const words = await number(
        "SELECT COUNT(*) FROM obligation WHERE settlement = 'agent_word' AND kind = 'survey'",
      );
      const heard = `SELECT COUNT(*) FROM obligation o JOIN line_entry e ON e.obligationId = o.id AND e.personId = o.settledBy
        JOIN attempt a ON a.contactId = e.contactId AND a.state = 'answered' AND a.endedAt <= o.settledAt
        WHERE o.settlement = 'agent_word' AND e.answeredAt > a.grantedAt`;
      // Some are written down at an hour in which nobody is called.
      expect((await number(heard)) / words).to.be.within(0.5, 1);
      const span = { since: new Date(0), until: now };
      expect(await uncalledResults(dataSource.manager, span, initialPolicy.honesty)).to.deep.equal([]);
    });

    it('has for each open ticket what its state calls for', async () => {
      await none(
        "SELECT id, state FROM ticket WHERE nextActionAt IS NOT NULL AND state NOT IN ('new', 'offered')",
      );
      await none(
        `SELECT t.id FROM ticket t LEFT JOIN offer o ON o.ticketId = t.id AND o.openMark = 1
         WHERE t.state = 'offered' AND NOT (o.state <=> 'open' AND o.outletId <=> t.outletId
           AND o.expiresAt <=> t.nextActionAt AND o.day <=> t.plannedDay AND o.expiresAt > ?)`,
        [now],
      );
      await none(
        `SELECT t.id FROM ticket t
         LEFT JOIN offer o ON o.ticketId = t.id AND o.openMark = 1
         LEFT JOIN visit v ON v.ticketId = t.id AND v.outcome = 'open'
         WHERE t.state IN ('accepted', 'in_progress')
           AND NOT (o.state <=> 'accepted' AND o.outletId <=> t.outletId AND v.outletId <=> t.outletId AND t.technicianId > 0)`,
      );
      await none(
        `SELECT o.id FROM offer o JOIN ticket t ON t.id = o.ticketId
         WHERE o.openMark = 1 AND t.state NOT IN ('offered', 'accepted', 'in_progress') OR o.state = 'open' AND o.openMark IS NULL`,
      );
      await none("SELECT id FROM ticket WHERE (state = 'manual') <> (manualReason IS NOT NULL)");
      await none(
        "SELECT id FROM ticket WHERE state IN ('needs_details', 'manual', 'new') AND (outletId IS NOT NULL OR plannedDay IS NOT NULL)",
      );
      await none(
        `SELECT v.id FROM visit v JOIN ticket t ON t.id = v.ticketId
         WHERE v.outcome = 'open' AND t.state NOT IN ('accepted', 'in_progress')`,
      );
      await none(
        `SELECT t.id FROM ticket t LEFT JOIN site s ON s.id = t.siteId
         WHERE t.state = 'needs_details' AND (s.id IS NULL OR s.address IS NOT NULL)`,
      );
      await none(
        `SELECT t.id FROM ticket t LEFT JOIN site s ON s.id = t.siteId
         WHERE t.districtCode IS NOT NULL AND NOT s.districtCode <=> t.districtCode`,
      );
      await none(
        `SELECT t.id FROM ticket t JOIN district d ON d.code = t.districtCode
         WHERE t.kind <> 'complaint' AND (t.regionId <> d.regionId OR t.storeId <> d.storeId)`,
      );
    });

    it('has deadlines that were paused, and late ones that climbed, each with its history (D6)', async () => {
      for (const ending of ['work', 'date'])
        expect(
          await number('SELECT COUNT(*) FROM ticket_pause WHERE ending = ?', [ending]),
        ).to.be.greaterThan(1);
      for (const reason of ['customer', 'part'])
        expect(
          await number('SELECT COUNT(*) FROM ticket_pause WHERE reason = ?', [reason]),
        ).to.be.greaterThan(5);
      expect(await number('SELECT COUNT(*) FROM ticket_pause WHERE openMark = 1')).to.be.greaterThan(0);
      await none(
        `SELECT t.id FROM ticket t LEFT JOIN ticket_pause p ON p.ticketId = t.id AND p.openMark = 1
         WHERE (t.pausedAt IS NULL) <> (p.id IS NULL) OR t.pausedAt <> p.startedAt OR t.waitReason <> p.reason`,
      );
      for (const [type, rows] of [
        ['ticket.paused', 'SELECT COUNT(*) FROM ticket_pause'],
        ['ticket.resumed', 'SELECT COUNT(*) FROM ticket_pause WHERE endedAt IS NOT NULL'],
      ] as const)
        expect(await number('SELECT COUNT(*) FROM event WHERE type = ?', [type])).to.equal(
          await number(rows),
        );
      for (const level of ['outlet', 'store', 'region'])
        expect(
          await number(
            "SELECT COUNT(*) FROM event WHERE type IN ('ticket.late', 'ticket.climbed') AND JSON_VALUE(data, '$.level') = ?",
            [level],
          ),
          level,
        ).to.be.greaterThan(1);
      await none(
        `SELECT e.id FROM event e WHERE e.type IN ('ticket.warned', 'ticket.late', 'ticket.climbed')
         AND JSON_VALUE(e.data, '$.personId') IS NULL`,
      );
    });

    it('shows every state of the board, a few of them late', async () => {
      const rows: { state: string; n: string }[] = await dataSource.query(
        'SELECT state, COUNT(*) AS n FROM ticket GROUP BY state',
      );
      const states = Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]));
      for (const state of [
        'needs_details',
        'manual',
        'offered',
        'accepted',
        'in_progress',
        'done',
        'closed',
      ]) {
        expect(states[state], state).to.be.greaterThan(0);
      }
      const late = await number(
        `SELECT COUNT(*) FROM ticket WHERE state IN ('accepted', 'in_progress')
         AND (firstContactAt IS NULL AND firstContactDueAt < ? OR arrivedAt IS NULL AND arrivalDueAt < ?)`,
        [now, now],
      );
      expect(late).to.be.within(1, 12);
    });

    it('begins without a storm: little is due in the first minute', async () => {
      const minute = new Date(now.getTime() + 60_000);
      const due = await number(
        `SELECT (SELECT COUNT(*) FROM ticket WHERE state = 'new' AND nextActionAt <= ?)
              + (SELECT COUNT(*) FROM offer WHERE state = 'open' AND expiresAt <= ?)
              + (SELECT COUNT(*) FROM obligation WHERE state = 'open' AND nextActionAt <= ?)
              + (SELECT COUNT(*) FROM message WHERE state = 'queued')
              + (SELECT COUNT(*) FROM phone_call WHERE checkAt IS NOT NULL)
              + (SELECT COUNT(*) FROM outbox)`,
        [minute, minute, minute],
      );
      expect(due).to.be.at.most(5);
    });

    it('has no place claimed twice, and none too many (D1)', async () => {
      const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
      expect(await number('SELECT COUNT(*) FROM capacity_day WHERE day = ?', [today])).to.be.greaterThan(0);
      // What was taken of late stays on record: a fair share is reckoned from it (D3).
      await none('SELECT * FROM capacity_day WHERE booked > capacity OR day < ? - INTERVAL 31 DAY', [today]);
      await none(
        `SELECT o.outletId, o.day FROM offer o LEFT JOIN capacity_day c ON c.outletId = o.outletId AND c.day = o.day
         WHERE o.day >= ? AND o.state IN ('open', 'accepted')
         GROUP BY o.outletId, o.day, c.booked HAVING COUNT(*) <> COALESCE(c.booked, 0)`,
        [today],
      );
    });

    it('gives tickets numbers that a caller can key in (H3)', async () => {
      const rows: { number: string }[] = await dataSource.query('SELECT number FROM ticket');
      expect(rows.filter((row) => !isTicketNumber(row.number))).to.deep.equal([]);
      const kinds = await dataSource.query('SELECT DISTINCT kind FROM ticket');
      expect(kinds.length).to.equal(TICKET_KINDS.length - 1); // claims come with the fund
    });

    it('ends every contact with one disposition, and leaves nobody on the line (H2)', async () => {
      await none(
        'SELECT id FROM contact WHERE endedAt IS NULL OR disposition IS NULL OR endedAt < startedAt',
      );
      const used: { disposition: string }[] = await dataSource.query(
        'SELECT DISTINCT disposition FROM contact',
      );
      expect(DISPOSITIONS as readonly string[]).to.include.members(
        used.map(({ disposition }) => disposition),
      );
      expect(used.length).to.be.at.least(11);
      const final = Object.entries(CALL_STATUS_RANK).flatMap(([status, rank]) =>
        rank === 4 ? [status] : [],
      );
      await none('SELECT id FROM phone_call WHERE status NOT IN (?) OR endedAt IS NULL', [final]);
      await none(
        `SELECT k.id FROM contact k LEFT JOIN phone_call c ON c.contactId = k.id
         LEFT JOIN leg l ON l.callId = c.id AND l.leftAt IS NOT NULL
         GROUP BY k.id HAVING COUNT(DISTINCT c.id) <> 1 OR COUNT(l.id) <> 1`,
      );
      await none(
        `SELECT k.id FROM contact k WHERE k.disposition = 'ticket_opened' AND NOT EXISTS (
           SELECT 1 FROM contact_ticket x WHERE x.contactId = k.id AND x.purpose = 'opened')`,
      );
      await none(
        `SELECT k.id FROM contact k WHERE k.disposition = 'abandoned' AND NOT EXISTS (
           SELECT 1 FROM obligation o WHERE o.contactId = k.id AND o.kind = 'abandoned')`,
      );
    });

    it('tells of nothing that is not there', async () => {
      for (const [column, table] of [
        ['contactId', 'contact'],
        ['ticketId', 'ticket'],
      ]) {
        await none(
          `SELECT e.id FROM event e LEFT JOIN ${table} x ON x.id = e.${column}
           WHERE e.${column} IS NOT NULL AND x.id IS NULL`,
        );
      }
    });

    it('tells nothing of the future', async () => {
      for (const { tableName, columns } of dataSource.entityMetadatas) {
        for (const { databaseName, type } of columns) {
          if (type !== 'datetime' || AHEAD.test(databaseName)) continue;
          await none(`SELECT \`${databaseName}\` FROM \`${tableName}\` WHERE \`${databaseName}\` > ?`, [now]);
        }
      }
    });

    it('writes one event for each version of a ticket, in the order of time', async () => {
      await none(
        `SELECT t.id FROM ticket t LEFT JOIN event e ON e.ticketId = t.id AND e.ticketVersion IS NOT NULL
         GROUP BY t.id, t.version
         HAVING COUNT(e.id) <> t.version OR COUNT(DISTINCT e.ticketVersion) <> t.version OR MAX(e.ticketVersion) <> t.version`,
      );
      await none('SELECT e.id FROM event e JOIN event f ON f.id = e.id + 1 WHERE f.at < e.at');
      await none(
        `SELECT a.id FROM service_action a LEFT JOIN event e ON e.ticketId = a.ticketId AND e.type = 'ticket.action'
           AND e.at = a.at AND JSON_VALUE(e.data, '$.action') = a.action WHERE e.id IS NULL`,
      );
    });

    it('numbers the last events room by room, and leaves the heads where the sequencer goes on', async () => {
      await none(
        `SELECT r.room FROM room_event r LEFT JOIN room_head h ON h.room = r.room GROUP BY r.room, h.seq
         HAVING MAX(r.seq) <> h.seq OR COUNT(*) <> h.seq OR h.seq IS NULL`,
      );
      expect(await number("SELECT seq FROM room_head WHERE room = '*'")).to.equal(
        await number('SELECT MAX(position) FROM room_event'),
      );
      expect(await number('SELECT COUNT(DISTINCT position) FROM room_event')).to.be.within(1_500, 2_000);
      await none(
        `SELECT r.eventId FROM room_event r JOIN event e ON e.id = r.eventId
         WHERE NOT JSON_CONTAINS(e.rooms, JSON_QUOTE(r.room))`,
      );
      await none(
        `SELECT e.id FROM event e LEFT JOIN room_event r ON r.eventId = e.id
         WHERE e.id > (SELECT MIN(eventId) FROM room_event)
         GROUP BY e.id, e.rooms HAVING COUNT(r.room) <> JSON_LENGTH(e.rooms)`,
      );
    });
  });
}
