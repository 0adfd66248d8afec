import type { Pulse } from '../../domain/contracts/api.ts';
import { addDays, dayStart, hoursAfter, localDay } from '../../domain/time.ts';
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
  const callbacks = await countOwed(tx, viewer, {}, "b.state IN ('open', 'dialling') AND b.kind <> 'survey'");
  // The same sums as the page that the figure opens.
  const coverageFrom = addDays(localDay(now, zone), -COVERAGE_DAYS);
  const owed = await countOwed(tx, viewer, { from: coverageFrom });
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
    callbacksWaiting: callbacks.owed,
    followupCoverage: owed.owed === 0 ? null : owed.over / owed.owed,
    coverageFrom,
  };
}

/** Calls that are owed, and those of them that are settled or given up with a reason. */
async function countOwed(
  tx: Tx,
  viewer: Viewer,
  which: { from?: string },
  and = 'TRUE',
): Promise<{ owed: number; over: number }> {
  const { where, params } = whichObligations(viewer, which);
  const [row] = await tx.query(
    `SELECT COUNT(*) AS owed, COALESCE(SUM(b.state IN ('settled', 'exhausted')), 0) AS done
     FROM obligation b WHERE ${where.join(' AND ')} AND ${and}`,
    params,
  );
  return { owed: Number(row.owed), over: Number(row.done) };
}
