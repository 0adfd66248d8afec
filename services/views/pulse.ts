import type { Pulse } from '../../domain/contracts/api.ts';
import { dueShares } from '../../domain/followup/due-shares.ts';
import { addDays, dayStart, hoursAfter, localDay } from '../../domain/time.ts';
import { OBLIGATION_KINDS } from '../../domain/vocabulary.ts';
import { answersAt } from '../dispatch/in-charge.ts';
import { scopeCondition, type Viewer } from '../people/viewer.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { lineNow, lineToday } from './line-figures.ts';
import { whichObligations } from './obligations.ts';
import { lateCondition, soonCondition } from './ticket-list.ts';

/** A visit that was missed longer ago is a matter of the ticket's age. */
const MISSED_DAYS = 60;
/** Days before today that the coverage at the top of the page is of. */
const COVERAGE_DAYS = 6;

/** The figures at the top of every page, for what the viewer may see; calls are the province's. */
export async function pulse(tx: Tx, viewer: Viewer, now: Date): Promise<Pulse> {
  const scope = scopeCondition(viewer, 't');
  const level = answersAt(viewer);
  const zone = organisationZone();
  const today = dayStart(localDay(now, zone), zone);
  const [tickets] = await tx.query(
    `SELECT COUNT(*) AS openTickets, COALESCE(SUM(t.state = 'manual'), 0) AS manualTickets,
            COALESCE(SUM(${lateCondition}), 0) AS lateTickets, COALESCE(SUM(${soonCondition}), 0) AS warnedTickets,
            COALESCE(SUM(t.lateLevel = ?), 0) AS climbedTickets
     FROM ticket t WHERE t.state IN ('needs_details', 'new', 'manual', 'offered', 'accepted', 'in_progress') AND ${scope.sql}`,
    [now, now, now, level, ...scope.params],
  );
  const [missed] = await tx.query(
    // Agreed visits of the last weeks: said besides, for the index.
    `SELECT COUNT(DISTINCT t.id) AS n FROM visit w JOIN ticket t ON t.id = w.ticketId
     WHERE w.missedAt > ? AND w.outcome = 'open' AND (t.arrivedAt IS NULL OR t.arrivedAt < w.bookedAt)
       AND t.state IN ('accepted', 'in_progress') AND ${scope.sql}`,
    [hoursAfter(now, -MISSED_DAYS * 24), ...scope.params],
  );
  const [replies] = await tx.query(
    `SELECT COUNT(DISTINCT t.id) AS n FROM message_reply y JOIN ticket t ON t.id = y.ticketId
     WHERE y.state = 'waiting' AND ${scope.sql}`,
    scope.params,
  );
  const [opened] = await tx.query(
    `SELECT COUNT(*) AS n FROM ticket t WHERE t.openedAt >= ? AND ${scope.sql}`,
    [today, ...scope.params],
  );
  const [done] = await tx.query(
    // What was done today has been in its state no longer than that: said besides, for the index.
    `SELECT COUNT(*) AS n FROM ticket t WHERE t.state IN ('done', 'closed') AND t.stateSince >= ?
       AND t.doneAt >= ? AND ${scope.sql}`,
    [today, today, ...scope.params],
  );
  const [calls] = await tx.query(
    `SELECT (SELECT COUNT(*) FROM contact WHERE endedAt IS NULL) AS live,
            (SELECT COUNT(*) FROM contact WHERE startedAt >= ? AND disposition = 'abandoned') AS abandoned`,
    [today],
  );
  const mine = whichObligations(viewer, {});
  const [callbacks] = await tx.query(
    `SELECT COUNT(*) AS n FROM obligation b
     WHERE ${mine.where.join(' AND ')} AND b.state IN ('open', 'dialling') AND b.kind <> 'survey'`,
    mine.params,
  );
  const coverageFrom = addDays(localDay(now, zone), -COVERAGE_DAYS);
  const followed = await settledOfDue(tx, viewer, coverageFrom, now);
  const line = await lineNow(tx);
  const { serviceLevel, serviceLevelSeconds } = await lineToday(tx, now);
  return {
    now: now.toISOString(),
    waitingCallers: line.waiting,
    longestWaitSince: line.longestSince?.toISOString() ?? null,
    serviceLevel,
    serviceLevelSeconds,
    liveCalls: Number(calls.live),
    openTickets: Number(tickets.openTickets),
    lateTickets: Number(tickets.lateTickets),
    answers: level && {
      level,
      warnedTickets: Number(tickets.warnedTickets),
      climbedTickets: Number(tickets.climbedTickets),
    },
    manualTickets: Number(tickets.manualTickets),
    missedVisits: Number(missed.n),
    repliesWaiting: Number(replies.n),
    openedToday: Number(opened.n),
    doneToday: Number(done.n),
    abandonedToday: Number(calls.abandoned),
    callbacksWaiting: Number(callbacks.n),
    followupCoverage: followed,
    coverageFrom,
  };
}

/**
 * F5: settled of what became owed since that day and was due: ended, or past its time. The same sums as the page that the
 * figure opens, rounded as there. Null where nothing was due.
 */
async function settledOfDue(tx: Tx, viewer: Viewer, from: string, now: Date): Promise<number | null> {
  const { where, params } = whichObligations(viewer, { from });
  const which = where.join(' AND ');
  // Two looks, each from an index: what ended by its day, what is late by its time.
  const [ended] = await tx.query(
    `SELECT COALESCE(SUM(b.state = 'settled'), 0) AS settled,
            COALESCE(SUM(b.state = 'exhausted'), 0) AS exhausted
     FROM obligation b WHERE ${which}`,
    params,
  );
  const [late] = await tx.query(
    `SELECT COUNT(*) AS n FROM obligation b
     WHERE ${which} AND b.state IN ('open', 'dialling') AND b.kind IN (?) AND b.dueAt < ?`,
    [...params, OBLIGATION_KINDS, now],
  );
  const settled = Number(ended.settled);
  const exhausted = Number(ended.exhausted);
  const overdue = Number(late.n);
  if (settled + exhausted + overdue === 0) return null;
  return dueShares({ settled, exhausted, overdue }).settled / 1000;
}
