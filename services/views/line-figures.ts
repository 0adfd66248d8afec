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
const ON_THE_LINE = "state IN ('waiting', 'offered') AND callSid IS NOT NULL";
/** Whoever was spoken with once and was sent back waits anew; the others since they first asked for a person. */
export const WAITING_SINCE = 'IF(answeredAt IS NULL, arrivedAt, enteredAt)';

/** The line as it stands, whatever day it began. */
export async function lineNow(tx: Tx): Promise<LineNow> {
  const [row] = await tx.query(
    `SELECT COALESCE(SUM(${ON_THE_LINE}), 0) AS waiting,
            COALESCE(SUM(${ON_THE_LINE} AND priority = 0), 0) AS waitingRescue,
            COALESCE(SUM(NOT (${ON_THE_LINE})), 0) AS callbacks,
            MIN(IF(${ON_THE_LINE}, ${WAITING_SINCE}, NULL)) AS longestSince
     FROM line_entry WHERE state IN ('waiting', 'offered', 'callback')`,
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
  const waited = 'TIMESTAMPDIFF(MICROSECOND, arrivedAt, answeredAt) / 1e6';
  const [row] = await tx.query(
    `SELECT COUNT(*) AS offered, COALESCE(SUM(answeredAt IS NOT NULL OR ending = 'answered'), 0) AS answered,
            COALESCE(SUM(${waited} <= ?), 0) AS inTime,
            COALESCE(SUM(answeredAt IS NULL AND ending = 'abandoned'), 0) AS abandoned,
            COALESCE(SUM(answeredAt IS NULL AND ending = 'abandoned'
              AND TIMESTAMPDIFF(MICROSECOND, arrivedAt, endedAt) / 1e6 > ?), 0) AS abandonedLate,
            COALESCE(SUM(answeredAt IS NULL AND ending = 'turned_away'), 0) AS turnedAway,
            COALESCE(SUM(answeredAt IS NULL AND ending = 'left'), 0) AS lefts,
            COALESCE(SUM(answeredAt IS NULL AND (ending IN ('called_again', 'tries_spent') OR (ending IS NULL AND callSid IS NULL))), 0) AS callbacks,
            COALESCE(SUM(answeredAt IS NULL AND ending IS NULL AND callSid IS NOT NULL), 0) AS waiting,
            AVG(IF(obligationId IS NULL, ${waited}, NULL)) AS averageWait,
            AVG(TIMESTAMPDIFF(MICROSECOND, answeredAt, endedAt) / 1e6) AS averageHandle
     FROM line_entry WHERE arrivedAt >= ? AND arrivedAt <= ?`,
    [serviceLevelSeconds, serviceLevelSeconds, dayStart(localDay(now, zone), zone), now],
  );
  const offered = Number(row.offered);
  const answered = Number(row.answered);
  const abandoned = Number(row.abandoned);
  return {
    offered,
    answered,
    serviceLevel: ratio(Number(row.inTime), answered + Number(row.abandonedLate)),
    serviceLevelSeconds,
    abandoned,
    turnedAway: Number(row.turnedAway),
    left: Number(row.lefts),
    callbacks: Number(row.callbacks),
    waiting: Number(row.waiting),
    abandonment: ratio(abandoned, offered),
    averageWaitSeconds: row.averageWait === null ? null : Number(row.averageWait),
    averageHandleSeconds: row.averageHandle === null ? null : Number(row.averageHandle),
  };
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
