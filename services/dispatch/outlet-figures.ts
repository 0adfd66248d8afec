import type { OutletFigures } from '../../domain/dispatch/quality.ts';
import { hoursAfter } from '../../domain/time.ts';
import { believed } from '../honesty/believed.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';

const BATCH = 1_000;
const FIGURES = [
  'jobs',
  'scored',
  'scoreSum',
  'firstFix',
  'onTime',
  'asked',
  'refused',
] as const satisfies (keyof OutletFigures)[];

/**
 * D3: counts anew what every outlet's work came to in the days that the policy looks back on: follow-up scores,
 * first-visit fix, deadlines kept, offers refused; not the scores that headquarters found to be untrue (S9). Statistics for the choice among outlets, an hour old at most; the
 * tickets themselves are the truth. Read first and then written, so that the reading locks no ticket.
 *
 * @returns outlets counted
 */
export async function countOutletFigures(tx: Tx, now: Date): Promise<number> {
  const { policy } = await policyInForce(tx);
  const since = hoursAfter(now, -24 * policy.dispatch.quality.days);
  const rows: ({ outletId: number } & OutletFigures)[] = await tx.query(
    `SELECT o.id AS outletId, COALESCE(w.jobs, 0) AS jobs, COALESCE(w.scored, 0) AS scored,
            COALESCE(w.scoreSum, 0) AS scoreSum, COALESCE(w.firstFix, 0) AS firstFix, COALESCE(w.onTime, 0) AS onTime,
            COALESCE(f.asked, 0) AS asked, COALESCE(f.refused, 0) AS refused
     FROM outlet o
     LEFT JOIN (
       SELECT t.outletId, COUNT(*) AS jobs, COUNT(a.value) AS scored, SUM(COALESCE(a.value, 0)) AS scoreSum,
              SUM(t.reopenCount = 0 AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.ticketId = t.id AND v.number > 1))
                AS firstFix,
              SUM(COALESCE(t.arrivedAt <= t.arrivalDueAt, 1) AND COALESCE(t.doneAt <= t.completionDueAt, 1)) AS onTime
       FROM ticket t
       LEFT JOIN (SELECT s.ticketId, MAX(s.id) AS id FROM survey_answer s JOIN ticket p ON p.id = s.ticketId
                  WHERE s.question = 'score' AND p.openedAt >= ? AND ${believed('s.obligationId')}
                  GROUP BY s.ticketId) last ON last.ticketId = t.id
       LEFT JOIN survey_answer a ON a.id = last.id
       WHERE t.openedAt >= ? AND t.openedAt <= ? AND t.outletId IS NOT NULL AND t.state IN ('done', 'closed')
       GROUP BY t.outletId
     ) w ON w.outletId = o.id
     LEFT JOIN (
       SELECT g.outletId, COUNT(*) AS asked, SUM(g.state IN ('declined', 'timed_out')) AS refused
       FROM offer g JOIN ticket p ON p.id = g.ticketId
       WHERE p.openedAt >= ? AND p.openedAt <= ? AND g.state IN ('accepted', 'declined', 'timed_out')
       GROUP BY g.outletId
     ) f ON f.outletId = o.id ORDER BY o.id`,
    [since, since, now, since, now],
  );
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    await tx.query(
      `INSERT INTO outlet_figures (outletId, ${FIGURES.join(', ')}, countedAt) VALUES ${batch.map(() => '(?)').join()}
       ON DUPLICATE KEY UPDATE ${[...FIGURES, 'countedAt'].map((name) => `${name} = VALUES(${name})`).join(', ')}`,
      batch.map((row) => [row.outletId, ...FIGURES.map((name) => Number(row[name])), now]),
    );
  }
  return rows.length;
}
