import { LINE_OUTCOMES, type LineOutcome } from '../../domain/contracts/supervision.ts';
import { dayStart, localDay } from '../../domain/time.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

export interface LineNow {
  waiting: number;
  waitingRescue: number;
  callbacks: number;
  longestSince: Date | null;
}

/** Somebody holds the line, other than one who has hung up and is to be called back. */
const ON_THE_LINE = "e.state IN ('waiting', 'offered') AND e.callSid IS NOT NULL";
/** Whoever was spoken with once and was sent back waits anew; the others since they first asked for a person. */
export const WAITING_SINCE = 'IF(e.answeredAt IS NULL, e.arrivedAt, e.enteredAt)';

/** What became of somebody in line, so far; over `e` (line_entry). Exactly one for each, so that totals add up. */
export const OUTCOME = `CASE WHEN e.answeredAt IS NOT NULL OR e.ending = 'answered' THEN 'answered'
  WHEN e.ending IN ('abandoned', 'turned_away', 'left') THEN e.ending
  WHEN e.ending IS NOT NULL OR e.obligationId IS NOT NULL THEN 'callback' ELSE 'waiting' END`;
/** Not those whom our people called from the worklist. */
export const CAME_IN = "COALESCE(e.ending, '') <> 'called_out'";
/** Seconds until the answer, or until they gave up. */
export const WAITED = 'TIMESTAMPDIFF(MICROSECOND, e.arrivedAt, COALESCE(e.answeredAt, e.endedAt)) / 1e6';

/** The line as it stands, whatever day it began. */
export async function lineNow(tx: Tx): Promise<LineNow> {
  const [row] = await tx.query(
    `SELECT COALESCE(SUM(${ON_THE_LINE}), 0) AS waiting,
            COALESCE(SUM(${ON_THE_LINE} AND e.priority = 0), 0) AS waitingRescue,
            COALESCE(SUM(NOT (${ON_THE_LINE})), 0) AS callbacks,
            MIN(IF(${ON_THE_LINE}, ${WAITING_SINCE}, NULL)) AS longestSince
     FROM line_entry e WHERE e.state IN ('waiting', 'offered', 'callback')`,
  );
  return {
    waiting: Number(row.waiting),
    waitingRescue: Number(row.waitingRescue),
    callbacks: Number(row.callbacks),
    longestSince: row.longestSince,
  };
}

export interface LineToday {
  offered: number;
  answered: number;
  serviceLevel: number | null;
  serviceLevelSeconds: number;
  abandoned: number;
  turnedAway: number;
  left: number;
  callbacks: number;
  waiting: number;
  abandonment: number | null;
  averageWaitSeconds: number | null;
  averageHandleSeconds: number | null;
}

/**
 * What became of those who asked for a person since midnight in the organisation's zone; each counts once, whatever
 * happened in between: once answered is answered, although they may wait anew.
 *
 * Service level (GB/T 33358): answered within policy.desk.serviceLevelSeconds, of all that were answered or gave up
 * after it. Who gives up sooner does not count, who was called back counts as answered late. Abandonment: gave up, of
 * all who asked. The wait is of those answered on the line; the handle time runs from the answer to the call's end.
 */
export async function lineToday(tx: Tx, now: Date): Promise<LineToday> {
  const zone = organisationZone();
  const { serviceLevelSeconds } = (await policyInForce(tx)).policy.desk;
  const rows: OutcomeRow[] = await tx.query(
    `SELECT ${OUTCOME} AS outcome, COUNT(*) AS n, COALESCE(SUM(${WAITED} <= ?), 0) AS inTime,
            AVG(IF(e.obligationId IS NULL, ${WAITED}, NULL)) AS wait,
            AVG(TIMESTAMPDIFF(MICROSECOND, e.answeredAt, e.endedAt) / 1e6) AS handle
     FROM line_entry e WHERE e.arrivedAt >= ? AND e.arrivedAt <= ? AND ${CAME_IN} GROUP BY outcome`,
    [serviceLevelSeconds, dayStart(localDay(now, zone), zone), now],
  );
  const of = (outcome: LineOutcome) => rows.find((row) => row.outcome === outcome);
  const count = (outcome: LineOutcome): number => Number(of(outcome)?.n ?? 0);
  const inTime = (outcome: LineOutcome): number => Number(of(outcome)?.inTime ?? 0);
  const mean = (value: number | string | null | undefined): number | null =>
    value == null ? null : Number(value);
  const offered = LINE_OUTCOMES.reduce((sum, outcome) => sum + count(outcome), 0);
  const [answered, abandoned] = [count('answered'), count('abandoned')];
  return {
    offered,
    answered,
    serviceLevel: ratio(inTime('answered'), answered + abandoned - inTime('abandoned')),
    serviceLevelSeconds,
    abandoned,
    turnedAway: count('turned_away'),
    left: count('left'),
    callbacks: count('callback'),
    waiting: count('waiting'),
    abandonment: ratio(abandoned, offered),
    averageWaitSeconds: mean(of('answered')?.wait),
    averageHandleSeconds: mean(of('answered')?.handle),
  };
}

interface OutcomeRow {
  outcome: LineOutcome;
  n: number | string;
  inTime: number | string;
  wait: number | string | null;
  handle: number | string | null;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
