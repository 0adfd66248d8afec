import { isDiallable } from '../../domain/phone-number.ts';
import type { VisitWindow } from '../../domain/selfservice/windows.ts';
import { hoursAfter, localDay } from '../../domain/time.ts';
import {
  isFieldKind,
  isOpen,
  OPEN_STATES,
  type TicketKind,
  type TicketState,
} from '../../domain/vocabulary.ts';
import { Ticket } from '../../entities/ticket.ts';
import { notePurpose } from '../intake/note-purpose.ts';
import { type TicketProgress, ticketProgress } from '../intake/ticket-progress.ts';
import { policyInForce } from '../policy.ts';
import type { Tx } from '../transaction.ts';
import { organisationZone } from '../zone.ts';
import { openWindows } from './open-windows.ts';
import { type WhoMayChange, whoMayChange } from './who-may-change.ts';

/** Who is on the phone, as far as their number tells. */
export interface CallerIs {
  contactId: number;
  /** '' when hidden. */
  number: string;
  customerId: number | null;
}

/** A ticket in a list that is read out. */
export interface OwnTicket {
  id: number;
  number: string;
  kind: TicketKind;
  category: string | null;
  state: TicketState;
}

/** As many as have keys of their own and can be kept in mind. */
const MOST = 4;

/** Tickets of whoever has this number: open ones first, then finished ones that are still to be rated (F1). */
export async function ownTickets(tx: Tx, { number, customerId }: CallerIs): Promise<OwnTicket[]> {
  const by: [column: string, value: unknown][] = [];
  if (isDiallable(number)) by.push(['contactNumber', number]);
  if (customerId) by.push(['customerId', customerId]);
  if (by.length === 0) return [];
  const part = (column: string) =>
    `(SELECT id, number, kind, category, state, openedAt FROM ticket t WHERE ${column} = ? AND (state IN (?) OR
       (state = 'done' AND EXISTS (SELECT 1 FROM obligation o WHERE o.ticketId = t.id AND o.kind = 'survey'
        AND o.resolutionNo = t.resolutionNo AND o.state = 'open'))) ORDER BY openedAt DESC LIMIT 8)`;
  const rows: (OwnTicket & { openedAt: Date })[] = await tx.query(
    by.map(([column]) => part(column)).join(' UNION '),
    by.flatMap(([, value]) => [value, OPEN_STATES]),
  );
  const rank = ({ kind, state }: OwnTicket) => (isOpen(state) ? 0 : 2) + (isFieldKind(kind) ? 0 : 1);
  return rows
    .sort((a, b) => rank(a) - rank(b) || b.openedAt.getTime() - a.openedAt.getTime() || b.id - a.id)
    .slice(0, MOST)
    .map(({ openedAt: _, ...ticket }) => ticket);
}

/** What a caller hears of a ticket, and what they may do with it. */
export interface CallerTicket extends TicketProgress {
  /** Theirs, by their number. A stranger who has the ticket's number hears state and appointment alone. */
  own: boolean;
  /** Whether they may move the visit, or call it or the ticket off. */
  change: WhoMayChange;
  /** A visit is agreed, or promised. */
  hasVisit: boolean;
  /** Finished, and nobody has asked yet how it went. */
  toRate: boolean;
}

/** H4: a caller asks how a ticket stands: told, and noted on the contact. Null when there is no such ticket. */
export async function tellProgress(
  tx: Tx,
  caller: CallerIs,
  by: { ticketId: number } | { number: string },
  now: Date,
): Promise<CallerTicket | null> {
  const progress = await ticketProgress(tx, by);
  if (!progress) return null;
  await notePurpose(tx, caller.contactId, progress.id, 'asked');
  const row = await tx.findOneByOrFail(Ticket, { id: progress.id });
  const own = await isTheirs(tx, row, caller);
  if (!own) {
    const { id, number, kind, state, appointmentAt, appointmentUntil } = progress;
    const untold = { category: null, outletName: null, chaseCount: 0 };
    const may = { own, change: 'nobody' as const, hasVisit: false, toRate: false };
    return { id, number, kind, state, appointmentAt, appointmentUntil, ...untold, ...may };
  }
  const { policy } = await policyInForce(tx);
  const { who, visit } = await whoMayChange(tx, row, policy.selfService, now);
  const [owed] = await tx.query(
    "SELECT 1 FROM obligation WHERE ticketId = ? AND resolutionNo = ? AND kind = 'survey' AND state = 'open'",
    [row.id, row.resolutionNo],
  );
  return {
    ...progress,
    own,
    change: isFieldKind(row.kind) ? who : 'nobody',
    hasVisit: Boolean(visit?.appointmentAt),
    toRate: row.state === 'done' && owed !== undefined,
  };
}

async function isTheirs(tx: Tx, ticket: Ticket, { number, customerId }: CallerIs): Promise<boolean> {
  if (!isDiallable(number)) return false;
  if (ticket.contactNumber === number) return true;
  if (!ticket.customerId) return false;
  if (ticket.customerId === customerId) return true;
  const [known] = await tx.query('SELECT 1 FROM phone_number WHERE customerId = ? AND number = ?', [
    ticket.customerId,
    number,
  ]);
  return known !== undefined;
}

/** H6: when the visit is now, and when else it could be; whether the caller may choose. */
export interface WindowsForCaller {
  who: WhoMayChange;
  /** The day it is, for names like tomorrow. */
  today: string;
  windows: VisitWindow[];
}

export async function windowsForCaller(
  tx: Tx,
  { ticketId }: { ticketId: number },
  now: Date,
): Promise<WindowsForCaller> {
  const ticket = await tx.findOneByOrFail(Ticket, { id: ticketId });
  const { policy } = await policyInForce(tx);
  const { selfService } = policy;
  const { who } = await whoMayChange(tx, ticket, selfService, now);
  const earliest = hoursAfter(now, selfService.changeUntilHours);
  const windows = who === 'self' ? await openWindows(tx, ticket, selfService, earliest, now) : [];
  const today = localDay(now, organisationZone());
  return { who, today, windows: windows.slice(0, selfService.maxWindows) };
}
