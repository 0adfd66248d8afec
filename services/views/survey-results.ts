import type { z } from 'zod';
import type {
  Remark,
  remarksQuery,
  SurveyResults,
  surveyResultsQuery,
} from '../../domain/contracts/followup.ts';
import { knownQuestions, type Question, valuesOf } from '../../domain/followup/script.ts';
import { addDays, dayStart } from '../../domain/time.ts';
import type { Settlement } from '../../domain/vocabulary.ts';
import { EVERY_VERSION, loadScripts } from '../followup/scripts.ts';
import { believed } from '../honesty/believed.ts';
import type { Viewer } from '../people/viewer.ts';
import { policyInForce } from '../policy.ts';
import { hearable, IS_HEARD } from '../recordings/hearable.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { daysAsked, daysBetween } from './coverage.ts';
import { decodeCursor, encodeCursor, page } from './cursor.ts';
import { whichObligations } from './obligations.ts';

/** Monday of the week, or the day itself. */
function periodsOf(days: string[], by: 'day' | 'week'): string[] {
  if (by === 'day') return days;
  return days.filter((day, index) => index === 0 || new Date(`${day}T00:00:00Z`).getUTCDay() === 1);
}

interface Tally {
  question: string;
  value: number | null;
  count: number;
}

/**
 * F2: what customers answered of the work that was finished on these days: each question's answers, how they came in,
 * and solved and score by day or week. The same surveys as coverage tells of, so that each figure opens its calls; those of
 * which a doubt was confirmed (S9) are told apart, and count for nothing.
 */
export async function surveyResults(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof surveyResultsQuery>,
  now: Date,
): Promise<SurveyResults> {
  const zone = organisationZone();
  const { from, to } = daysAsked(query, now);
  const { where, params } = whichObligations(viewer, { ...query, from, to });
  const given = `FROM obligation b JOIN survey_answer a ON a.obligationId = b.id WHERE b.kind = 'survey' AND ${where.join(' AND ')}`;
  const of = `${given} AND ${believed('b.id')}`;
  const [doubted] = await tx.query(
    `SELECT COUNT(DISTINCT b.id) AS count ${given} AND NOT ${believed('b.id')}`,
    params,
  );
  const tallies: Tally[] = await tx.query(
    `SELECT a.question, a.value, COUNT(*) AS count ${of} GROUP BY a.question, a.value`,
    params,
  );
  const ways: { settlement: Settlement | null; count: number }[] = await tx.query(
    `SELECT b.settlement, COUNT(DISTINCT b.id) AS count ${of} GROUP BY b.settlement ORDER BY count DESC`,
    params,
  );
  const periods = periodsOf(daysBetween(from, to), query.by);
  const begins = periods.map((day) => dayStart(day, zone).getTime() / 1_000);
  const trend: { period: number; question: string; count: number; sum: number }[] = await tx.query(
    `SELECT INTERVAL(TIMESTAMPDIFF(SECOND, '1970-01-01', b.openedAt), ?) AS period, a.question, COUNT(*) AS count,
            SUM(a.value) AS sum ${of} AND a.question IN ('solved', 'score') GROUP BY period, a.question`,
    [begins, ...params],
  );
  const sumOf = (period: number, question: string) => {
    const row = trend.find((one) => Number(one.period) === period && one.question === question);
    return { count: Number(row?.count ?? 0), sum: Number(row?.sum ?? 0) };
  };
  const questions = knownQuestions((await loadScripts(tx, EVERY_VERSION)).byVersion);
  return {
    from,
    to,
    by: query.by,
    badScore: (await policyInForce(tx)).policy.followup.badScore,
    doubted: Number(doubted.count),
    surveys: ways.reduce((sum, { count }) => sum + Number(count), 0),
    ways: ways.flatMap(({ settlement, count }) => (settlement ? [{ settlement, count: Number(count) }] : [])),
    questions: questions.flatMap((question) => {
      const given = tallies.filter((one) => one.question === question.key);
      return given.length > 0 ? [distribution(question, given)] : [];
    }),
    trend: periods.map((day, index) => {
      const solved = sumOf(index + 1, 'solved');
      const score = sumOf(index + 1, 'score');
      return {
        day,
        until: addDays(periods[index + 1] ?? addDays(to, 1), -1),
        answered: solved.count,
        solved: solved.sum,
        scored: score.count,
        score: score.count > 0 ? score.sum / score.count : null,
      };
    }),
  };
}

function distribution(question: Question, given: Tally[]): SurveyResults['questions'][number] {
  const { key, kind, words, answers } = question;
  const count = (value: number | null) => Number(given.find((one) => one.value === value)?.count ?? 0);
  const total = given.reduce((sum, one) => sum + Number(one.count), 0);
  const points = given.reduce((sum, one) => sum + Number(one.count) * (one.value ?? 0), 0);
  // What an earlier version offered and this one does not is still counted.
  const others = given.flatMap(({ value }) =>
    value !== null && !valuesOf(question).includes(value) ? [value] : [],
  );
  return {
    key,
    kind,
    words,
    total,
    average: kind === 'points' && total > 0 ? points / total : null,
    answers: [...valuesOf(question), ...others].map((value) => ({
      value,
      words: answers.find((one) => one.value === value)?.words ?? null,
      count: count(value),
    })),
  };
}

/** F2: what customers said in their own words, the newest first; of the surveys that the results count, and no other (S9). */
export async function listRemarks(
  tx: Tx,
  viewer: Viewer,
  query: z.infer<typeof remarksQuery>,
): Promise<{ items: Remark[]; next: string | null }> {
  const { where, params } = whichObligations(viewer, query);
  where.push("b.kind = 'survey'", believed('b.id'), '(a.recordingId IS NOT NULL OR a.words IS NOT NULL)');
  if (query.cursor) {
    where.push('a.id < ?');
    params.push(decodeCursor(query.cursor).id);
  }
  const heard = hearable(viewer);
  const rows: RemarkRow[] = await tx.query(
    `SELECT ${IS_HEARD} AND ${heard.sql} AS mayHear, a.id, a.at, a.question, a.words, a.recordingId, r.durationSeconds AS seconds, r.transcript,
            t.id AS ticketId, t.number AS ticketNumber, o.id AS outletId, o.name AS outletName,
            (SELECT s.value FROM survey_answer s WHERE s.obligationId = b.id AND s.question = 'solved') AS solved,
            (SELECT s.value FROM survey_answer s WHERE s.obligationId = b.id AND s.question = 'score') AS score
     FROM survey_answer a JOIN obligation b ON b.id = a.obligationId LEFT JOIN recording r ON r.id = a.recordingId
     LEFT JOIN ticket t ON t.id = b.ticketId LEFT JOIN outlet o ON o.id = b.outletId
     WHERE ${where.join(' AND ')} ORDER BY a.id DESC LIMIT ?`,
    [...heard.params, ...params, query.limit + 1],
  );
  const { rows: shown, next } = page(rows, query.limit, (row) => encodeCursor(row.at, row.id));
  return {
    items: shown.map(({ at, mayHear, ticketId, ticketNumber, outletId, outletName, ...row }) => ({
      ...row,
      at: at.toISOString(),
      mayHear: Boolean(Number(mayHear)),
      ticket: ticketId && ticketNumber ? { id: ticketId, number: ticketNumber } : null,
      outlet: outletId && outletName ? { id: outletId, name: outletName } : null,
    })),
    next,
  };
}
type RemarkRow = Omit<Remark, 'at' | 'mayHear' | 'ticket' | 'outlet'> & {
  at: Date;
  mayHear: number | boolean | null;
  ticketId: number | null;
  ticketNumber: string | null;
  outletId: number | null;
  outletName: string | null;
};
