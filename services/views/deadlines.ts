import type { TicketDetail } from '../../domain/contracts/api.ts';
import { clockOf, standingDeadline } from '../../domain/dispatch/deadlines.ts';
import { whoAnswers } from '../../domain/dispatch/watch.ts';
import { workAt, workingTimeBetween } from '../../domain/dispatch/working-time.ts';
import { isOpen } from '../../domain/vocabulary.ts';
import type { Ticket, TicketPause } from '../../entities/ticket.ts';
import { inCharge } from '../dispatch/in-charge.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** D6: a ticket's deadlines, what is left of the one that stands by its own clock, and who answers for it. */
export async function deadlinesView(tx: Tx, ticket: Ticket, now: Date): Promise<TicketDetail['deadlines']> {
  const { policy } = await policyInForce(tx);
  const clock = clockOf(ticket, policy, organisationZone());
  const standing = standingDeadline(ticket);
  const asOf = ticket.pausedAt ?? now;
  const { counts, until } = workAt(asOf, clock);
  return {
    firstContactDueAt: iso(ticket.firstContactDueAt),
    firstContactAt: iso(ticket.firstContactAt),
    arrivalDueAt: iso(ticket.arrivalDueAt),
    arrivedAt: iso(ticket.arrivedAt),
    completionDueAt: iso(ticket.completionDueAt),
    working: clock.hours !== null,
    leftMs: standing ? workingTimeBetween(asOf, standing.at, clock) : null,
    asOf: asOf.toISOString(),
    counts: counts && ticket.pausedAt === null,
    until: ticket.pausedAt ? null : iso(until),
    answers: await answersFor(tx, ticket, now),
  };
}

async function answersFor(tx: Tx, ticket: Ticket, now: Date): Promise<TicketDetail['deadlines']['answers']> {
  if (!ticket.lateLevel || !isOpen(ticket.state)) return null;
  const { level, outletId, unitId } = whoAnswers(ticket, ticket.lateLevel);
  const [place] = await tx.query(
    outletId
      ? 'SELECT name FROM outlet WHERE id = ?'
      : unitId
        ? 'SELECT name FROM unit WHERE id = ?'
        : "SELECT name FROM unit WHERE kind = 'headquarters' AND ? IS NULL LIMIT 1",
    [outletId ?? unitId],
  );
  const person = await inCharge(tx, ticket, level, now);
  return { level, unitId, placeName: place?.name ?? null, personName: person?.name ?? null };
}

type PauseRow = Pick<
  TicketPause,
  'id' | 'reason' | 'note' | 'startedAt' | 'until' | 'endedAt' | 'ending' | 'movedSeconds'
> & { startedBy: string | null; endedBy: string | null };

/** D6: the times in which no deadline ran, the last one first. */
export async function pausesOf(tx: Tx, ticketId: number): Promise<TicketDetail['pauses']> {
  const rows: PauseRow[] = await tx.query(
    `SELECT w.id, w.reason, w.note, w.startedAt, w.until, w.endedAt, w.ending, w.movedSeconds,
            s.name AS startedBy, e.name AS endedBy
     FROM ticket_pause w LEFT JOIN person s ON s.id = w.startedBy LEFT JOIN person e ON e.id = w.endedBy
     WHERE w.ticketId = ? ORDER BY w.id DESC`,
    [ticketId],
  );
  return rows.map((row) => ({
    ...row,
    startedAt: row.startedAt.toISOString(),
    until: iso(row.until),
    endedAt: iso(row.endedAt),
  }));
}
