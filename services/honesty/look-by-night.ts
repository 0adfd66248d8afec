import type { EntityManager } from 'typeorm';
import { oddFives, type Scores } from '../../domain/honesty/fives.ts';
import type { Policy } from '../../domain/policy.ts';
import { addDays, dayStart, localDay, localTime } from '../../domain/time.ts';
import { DoubtRound } from '../../entities/doubt.ts';
import type { ProofDeps } from '../followup/prove-ledger.ts';
import { policyInForce } from '../policy.ts';
import { organisationZone } from '../zone.ts';
import { outletNumbers } from './outlet-numbers.ts';
import { type Doubtful, raise } from './raise.ts';
import { uncalledResults } from './uncalled-results.ts';

/** Once a day, in an hour in which nobody is called. */
const BY_NIGHT_FROM = '02:00';

/** S9: the night's look through results, unless today's is made; asked often, by whoever has the relay. */
export async function lookByNight(deps: ProofDeps): Promise<void> {
  const now = deps.clock.now();
  const zone = organisationZone();
  if (localTime(now, zone) < BY_NIGHT_FROM) return;
  const day = localDay(now, zone);
  if (await deps.dataSource.manager.existsBy(DoubtRound, { day })) return;
  const raised = await lookThrough(deps);
  await deps.dataSource.manager.query(
    'INSERT IGNORE INTO doubt_round (day, madeAt, raised) VALUES (?, ?, ?)',
    [day, now, raised],
  );
}

/**
 * S9: looks through the results of the days that the policy says, and raises what is doubtful. What was raised before
 * is not raised again, so that it may run at any time, and beside everything else.
 *
 * @returns doubts that are new
 */
export async function lookThrough({ dataSource, inTransaction, clock }: ProofDeps): Promise<number> {
  const now = clock.now();
  const { manager } = dataSource;
  const { honesty } = (await policyInForce(manager)).policy;
  const zone = organisationZone();
  const today = localDay(now, zone);
  const since = dayStart(addDays(today, -honesty.days), zone);
  const doubtful = [
    ...(await sharedNumbers(manager, since, honesty)),
    ...(await tooShort(manager, since, honesty)),
    ...(await outletNumbers(manager, { since })),
    ...(await uncalledResults(manager, { since, until: dayStart(today, zone) }, honesty)),
    ...(await odd(manager, since, today.slice(0, 7), honesty)),
  ];
  let raised = 0;
  for (const one of doubtful) if (await inTransaction((tx) => raise(tx, one, now))) raised += 1;
  return raised;
}

type Honesty = Policy['honesty'];
const idsOf = (text: string | null): number[] => (text ?? '').split(',').filter(Boolean).map(Number);

/** One number to which the surveys of many customers went. */
async function sharedNumbers(
  manager: EntityManager,
  since: Date,
  { sharedCustomers }: Honesty,
): Promise<Doubtful[]> {
  const rows: { number: string; customers: number; ids: string }[] = await manager.query(
    `SELECT b.number, COUNT(DISTINCT t.customerId) AS customers, GROUP_CONCAT(b.id ORDER BY b.id DESC) AS ids
     FROM obligation b JOIN ticket t ON t.id = b.ticketId
     WHERE b.openedAt >= ? AND b.kind = 'survey' AND b.number <> ''
     GROUP BY b.number HAVING customers >= ?`,
    [since, sharedCustomers],
  );
  return rows.map(({ number, customers, ids }) => ({
    kind: 'shared_number',
    about: number,
    number,
    figures: { customers: Number(customers) },
    obligationIds: idsOf(ids),
  }));
}

/**
 * Calls in which more was answered than there was time for. What an agent asks is written down when the call is over:
 * it counts for the last of their own calls about that survey, whenever it was written.
 */
async function tooShort(
  manager: EntityManager,
  since: Date,
  { shortSeconds, shortAnswers }: Honesty,
): Promise<Doubtful[]> {
  const rows: {
    attemptId: number;
    number: string;
    seconds: number;
    answers: number;
    ids: string;
    regionId: number | null;
    storeId: number | null;
    outletId: number | null;
  }[] = await manager.query(
    `SELECT a.id AS attemptId, a.number, c.durationSeconds AS seconds, COUNT(*) AS answers,
            GROUP_CONCAT(DISTINCT b.id) AS ids, MAX(b.regionId) AS regionId, MAX(b.storeId) AS storeId,
            MAX(b.outletId) AS outletId
     FROM attempt a JOIN phone_call c ON c.sid = a.callSid AND c.durationSeconds < ?
     JOIN attempt_obligation x ON x.attemptId = a.id JOIN obligation b ON b.id = x.obligationId
     JOIN survey_answer s ON s.obligationId = b.id AND s.at >= a.grantedAt
     LEFT JOIN line_entry e ON e.contactId = a.contactId AND e.obligationId = b.id
     WHERE a.endedAt >= ? AND a.state = 'answered' AND (s.at <= a.endedAt
       OR b.settledBy IS NOT NULL AND e.id IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM attempt_obligation y JOIN attempt later ON later.id = y.attemptId
         WHERE y.obligationId = b.id AND y.attemptId > a.id AND later.state = 'answered'))
     GROUP BY a.id HAVING answers >= ?`,
    [shortSeconds, since, shortAnswers],
  );
  return rows.map(({ attemptId, seconds, answers, ids, ...where }) => ({
    kind: 'too_short',
    about: attemptId,
    figures: { seconds: Number(seconds), answers: Number(answers) },
    obligationIds: idsOf(ids),
    ...where,
  }));
}

/** Outlets with more fives than chance allows; each of them once a month. */
async function odd(
  manager: EntityManager,
  since: Date,
  month: string,
  honesty: Honesty,
): Promise<Doubtful[]> {
  const rows: { outletId: number; answers: number; fives: number }[] = await manager.query(
    `SELECT b.outletId, COUNT(*) AS answers, SUM(s.value = 5) AS fives
     FROM obligation b JOIN survey_answer s ON s.obligationId = b.id AND s.question = 'score'
     WHERE b.openedAt >= ? AND b.kind = 'survey' AND b.outletId IS NOT NULL AND s.value IS NOT NULL
     GROUP BY b.outletId`,
    [since],
  );
  const scores = rows.map((row) => ({ ...row, answers: Number(row.answers), fives: Number(row.fives) }));
  const province = scores.reduce<Scores>(
    (sum, { answers, fives }) => ({ answers: sum.answers + answers, fives: sum.fives + fives }),
    { answers: 0, fives: 0 },
  );
  const found: Doubtful[] = [];
  for (const { outletId, answers, fives } of scores) {
    const verdict = oddFives({ answers, fives }, province, honesty);
    if (!verdict) continue;
    const [place] = await manager.query('SELECT regionId, storeId FROM outlet WHERE id = ?', [outletId]);
    const calls: { id: number }[] = await manager.query(
      `SELECT b.id FROM obligation b JOIN survey_answer s ON s.obligationId = b.id AND s.question = 'score'
       WHERE b.outletId = ? AND b.openedAt >= ? AND b.kind = 'survey' AND s.value = 5 ORDER BY b.id DESC LIMIT 200`,
      [outletId, since],
    );
    found.push({
      kind: 'odd_fives',
      about: `${outletId}-${month}`,
      ...place,
      outletId,
      figures: { answers, fives, ...verdict },
      obligationIds: calls.map(({ id }) => id),
    });
  }
  return found;
}
