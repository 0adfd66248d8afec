import type { Dialler, DiallerPause } from '../../domain/contracts/followup.ts';
import { DIAL_PRIORITIES, DIAL_PRIORITY } from '../../domain/followup/priority.ts';
import { maskNumber } from '../../domain/phone-number.ts';
import { minutesAfter } from '../../domain/time.ts';
import { OBLIGATION_KINDS, type ObligationKind } from '../../domain/vocabulary.ts';
import { Person } from '../../entities/organisation.ts';
import { diallerState } from '../followup/dial-slot.ts';
import { dueCalls } from '../followup/due-calls.ts';
import { isCentre, type Viewer } from '../people/viewer.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { obligationsById, withDialler } from './obligations.ts';

const SHOWN_NEXT = 20;
const SHOWN_LIVE = 1_000;

/**
 * F1, F4: what is being dialled now, what comes next, and how fast it may.
 *
 * @param rate calls per second that are allowed
 */
export async function dialler(tx: Tx, viewer: Viewer, rate: number, now: Date): Promise<Dialler> {
  const state = await diallerState(tx);
  const { heldUntil } = state;
  const [minute] = await tx.query(
    'SELECT COUNT(*) AS n FROM attempt WHERE grantedAt > ? AND slotAt IS NOT NULL',
    [minutesAfter(now, -1)],
  );
  const isSoon = withDialler('soon', now);
  const [soon] = await tx.query(`SELECT COUNT(*) AS n FROM obligation b WHERE ${isSoon.sql}`, isSoon.params);
  const [{ n: inProgress }] = await tx.query(
    'SELECT COUNT(*) AS n FROM attempt WHERE liveNumber IS NOT NULL',
  );
  const { followup } = (await policyInForce(tx)).policy;
  const next = await dueCalls(tx, now, { limit: SHOWN_NEXT, evenPaused: true });
  return {
    rate,
    lastMinute: Number(minute.n),
    inProgress: Number(inProgress),
    liveCalls: followup.liveCalls,
    paused: await pauseOf(tx, state),
    heldUntil: heldUntil?.toISOString() ?? null,
    due: await dueByKind(tx, now),
    soon: Number(soon.n),
    nextAt: (await nextDue(tx, now))?.toISOString() ?? null,
    windowFrom: followup.windowFrom,
    windowTo: followup.windowTo,
    live: await liveAttempts(tx, viewer),
    next: await obligationsById(
      tx,
      viewer,
      next.map(({ obligationId }) => obligationId),
      now,
    ),
  };
}

/** F1: since when the dialler is paused, and by whom; why is said to those who see it at work. */
export async function diallerPause(tx: Tx, { scope }: Viewer): Promise<DiallerPause> {
  const paused = await pauseOf(tx, await diallerState(tx));
  return { paused: paused && { ...paused, reason: scope.province ? paused.reason : null } };
}

async function pauseOf(
  tx: Tx,
  { pausedAt, pausedBy, pauseReason }: Awaited<ReturnType<typeof diallerState>>,
): Promise<Dialler['paused']> {
  if (!pausedAt) return null;
  const by = pausedBy === null ? null : await tx.findOneBy(Person, { id: pausedBy });
  return { at: pausedAt.toISOString(), by: by?.name ?? null, reason: pauseReason };
}

/** Counted by priority, which the index holds; by kind only where several kinds have one priority. */
async function dueByKind(tx: Tx, now: Date): Promise<Dialler['due']> {
  const { sql, params } = withDialler('due', now);
  const byPriority: { priority: number; count: number }[] = await tx.query(
    `SELECT b.priority, COUNT(*) AS count FROM obligation b WHERE ${sql} GROUP BY b.priority`,
    params,
  );
  const due: Dialler['due'] = [];
  for (const { priority, count } of byPriority) {
    const [kind, ...others] = OBLIGATION_KINDS.filter((one) => DIAL_PRIORITY[one] === priority);
    if (kind && others.length === 0) {
      due.push({ kind, count: Number(count) });
      continue;
    }
    const byKind: Dialler['due'] = await tx.query(
      `SELECT b.kind, COUNT(*) AS count FROM obligation b WHERE ${sql} AND b.priority = ? GROUP BY b.kind`,
      [...params, priority],
    );
    due.push(...byKind.map((row) => ({ kind: row.kind, count: Number(row.count) })));
  }
  return due;
}

/** The first of each priority stands in the index. */
async function nextDue(tx: Tx, now: Date): Promise<Date | null> {
  const firsts: { at: Date | null }[] = await tx.query(
    DIAL_PRIORITIES.map(
      (priority) =>
        `SELECT MIN(nextActionAt) AS at FROM obligation WHERE state = 'open' AND priority = ${priority} AND nextActionAt > ?`,
    ).join(' UNION ALL '),
    DIAL_PRIORITIES.map(() => now),
  );
  const times = firsts.flatMap(({ at }) => (at ? [at.getTime()] : []));
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

type LiveRow = Omit<Dialler['live'][number], 'kinds' | 'tickets' | 'grantedAt'> & { grantedAt: Date };

async function liveAttempts(tx: Tx, viewer: Viewer): Promise<Dialler['live']> {
  const rows: LiveRow[] = await tx.query(
    // A place in line that keeps what is called about: for an agent. A survey may lead to the line later on.
    `SELECT a.id AS attemptId, a.state, a.number, p.name AS customerName, a.grantedAt, h.name AS agent
     FROM attempt a JOIN contact c ON c.id = a.contactId LEFT JOIN customer p ON p.id = c.customerId
     LEFT JOIN line_entry e ON e.contactId = a.contactId
       AND e.obligationId IN (SELECT obligationId FROM attempt_obligation WHERE attemptId = a.id)
     LEFT JOIN person h ON h.id = e.personId
     WHERE a.liveNumber IS NOT NULL ORDER BY a.id DESC LIMIT ${SHOWN_LIVE}`,
  );
  if (rows.length === 0) return [];
  const served: {
    attemptId: number;
    kind: ObligationKind;
    ticketId: number | null;
    number: string | null;
  }[] = await tx.query(
    `SELECT x.attemptId, b.kind, t.id AS ticketId, t.number FROM attempt_obligation x
       JOIN obligation b ON b.id = x.obligationId LEFT JOIN ticket t ON t.id = b.ticketId
       WHERE x.attemptId IN (?) ORDER BY b.id`,
    [rows.map(({ attemptId }) => attemptId)],
  );
  return rows.map((row) => {
    const mine = served.filter(({ attemptId }) => attemptId === row.attemptId);
    return {
      ...row,
      number: isCentre(viewer) ? row.number : maskNumber(row.number),
      grantedAt: row.grantedAt.toISOString(),
      kinds: [...new Set(mine.map(({ kind }) => kind))],
      tickets: mine.flatMap(({ ticketId, number }) => (ticketId && number ? [{ id: ticketId, number }] : [])),
    };
  });
}
