import type { Policy } from '../policy.ts';
import {
  type FieldKind,
  isFieldKind,
  isOpen,
  type Priority,
  type TicketKind,
  type TicketState,
} from '../vocabulary.ts';
import type { DeadlineHours } from './deadline-policy.ts';
import { addWorkingTime, type WorkClock, workingTimeBetween } from './working-time.ts';

export interface Deadlines {
  firstContactDueAt: Date;
  arrivalDueAt: Date;
  completionDueAt: Date;
}

export interface DeadlineQuestion {
  kind: TicketKind;
  priority: Priority;
  /** Market tier of the store that looks after it; null: not known. */
  tier: number | null;
  /** When the request was taken in, or taken up again. */
  from: Date;
  /** Times since then in which no deadline ran, in order. */
  waits?: { from: Date; to: Date }[];
  /** H6: end of the time for which the customer wants the visit. */
  wantedUntil?: Date | null;
}

const HOUR = 3_600_000;

const fieldOf = (kind: TicketKind, priority: Priority): FieldKind | null =>
  priority === 'rescue' ? 'rescue' : isFieldKind(kind) ? kind : null;

/** D6: what a ticket's time is counted by: a rescue's passes at any hour. */
export const clockOf = (
  { kind, priority }: { kind: TicketKind; priority: Priority },
  policy: Policy,
  zone: string,
): WorkClock => ({
  hours: fieldOf(kind, priority) === 'rescue' ? null : policy.deadlines.working,
  zone,
});

/** D6: the hours that hold by kind, market tier and priority. Null where nobody is sent. */
export function deadlineHours(
  { kind, priority, tier }: Pick<DeadlineQuestion, 'kind' | 'priority' | 'tier'>,
  policy: Policy,
): DeadlineHours | null {
  const field = fieldOf(kind, priority);
  if (!field) return null;
  const rank = (row: { tier: number | null; priority: Priority | null }) =>
    (row.priority ? 2 : 0) + (row.tier ? 1 : 0);
  const fits = policy.deadlines.exceptions.filter(
    (row) =>
      row.kind === field &&
      (row.tier === null || row.tier === tier) &&
      (row.priority === null || row.priority === priority),
  );
  const [exact] = fits.sort((a, b) => rank(b) - rank(a));
  return exact ?? policy.deadlines[field];
}

/** D6: each by the ticket's own clock. Null where nobody is sent. */
export function deadlinesFor(question: DeadlineQuestion, policy: Policy, zone: string): Deadlines | null {
  const hours = deadlineHours(question, policy);
  if (!hours) return null;
  const clock = clockOf(question, policy, zone);
  const due = (count: number): Date =>
    (question.waits ?? []).reduce(
      (at, wait) => moved(at, wait, clock),
      addWorkingTime(question.from, count * HOUR, clock),
    );
  const deadlines = {
    firstContactDueAt: due(hours.firstContactHours),
    arrivalDueAt: due(hours.arrivalHours),
    completionDueAt: due(hours.completionHours),
  };
  return question.wantedUntil ? notBefore(deadlines, question.wantedUntil, clock) : deadlines;
}

/** A deadline after a wait: later by the working time that was waited. */
export const moved = (dueAt: Date, wait: { from: Date; to: Date }, clock: WorkClock): Date =>
  addWorkingTime(dueAt, Math.max(workingTimeBetween(wait.from, wait.to, clock), 0), clock);

/** D6, H6: nobody is late who comes when the customer wants it. From arrival to completion the time stays the same. */
export function notBefore<T extends { arrivalDueAt: Date | null; completionDueAt: Date | null }>(
  deadlines: T,
  wantedUntil: Date,
  clock: WorkClock,
): T {
  const { arrivalDueAt, completionDueAt } = deadlines;
  if (!arrivalDueAt || arrivalDueAt >= wantedUntil) return deadlines;
  const work = completionDueAt ? workingTimeBetween(arrivalDueAt, completionDueAt, clock) : 0;
  const later = addWorkingTime(wantedUntil, Math.max(work, 0), clock);
  return {
    ...deadlines,
    arrivalDueAt: wantedUntil,
    completionDueAt: completionDueAt && completionDueAt < later ? later : completionDueAt,
  };
}

/**
 * D6, H6: the deadlines not yet met once a time was agreed on, for a first visit or a further one: nobody is late who
 * comes by its end, and has as long to complete it as after any arrival. None is sooner for it.
 */
export function deadlinesOnceAgreed(
  ticket: Pick<DeadlineQuestion, 'kind' | 'priority' | 'tier'> &
    Pick<DueState, 'arrivalDueAt' | 'arrivedAt' | 'completionDueAt'>,
  agreedUntil: Date,
  policy: Policy,
  zone: string,
): Partial<Pick<DueState, 'arrivalDueAt' | 'completionDueAt'>> {
  const hours = deadlineHours(ticket, policy);
  if (!hours) return {};
  const { arrivalDueAt, arrivedAt, completionDueAt } = ticket;
  const work = Math.max(hours.completionHours - hours.arrivalHours, 0) * HOUR;
  const later = (due: Date | null, at: Date) => (due && due < at ? at : due);
  return {
    ...(arrivedAt ? {} : { arrivalDueAt: later(arrivalDueAt, agreedUntil) }),
    completionDueAt: later(completionDueAt, addWorkingTime(agreedUntil, work, clockOf(ticket, policy, zone))),
  };
}

export const DEADLINE_KINDS = ['first_contact', 'arrival', 'completion'] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];
export type DueKind = 'accept' | DeadlineKind;

export interface DueState {
  state: TicketState;
  nextActionAt: Date | null;
  firstContactDueAt: Date | null;
  firstContactAt: Date | null;
  arrivalDueAt: Date | null;
  arrivedAt: Date | null;
  completionDueAt: Date | null;
}

/** D6: the deadline that stands: the first one not yet met. Null when it is over, or nobody is sent. */
export function standingDeadline(
  ticket: Omit<DueState, 'nextActionAt'>,
): { kind: DeadlineKind; at: Date } | null {
  if (!isOpen(ticket.state)) return null;
  if (!ticket.firstContactAt && ticket.firstContactDueAt)
    return { kind: 'first_contact', at: ticket.firstContactDueAt };
  if (!ticket.arrivedAt && ticket.arrivalDueAt) return { kind: 'arrival', at: ticket.arrivalDueAt };
  return ticket.completionDueAt ? { kind: 'completion', at: ticket.completionDueAt } : null;
}

/** What a board counts down to: the deadline that stands, or before it the time in which an outlet has to answer (D4). */
export function nextDue(ticket: DueState): { kind: DueKind; at: Date } | null {
  const standing = standingDeadline(ticket);
  if (ticket.state !== 'offered' || !ticket.nextActionAt) return standing;
  if (standing && standing.at < ticket.nextActionAt) return standing;
  return { kind: 'accept', at: ticket.nextActionAt };
}
