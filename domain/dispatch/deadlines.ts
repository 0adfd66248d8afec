import type { Policy } from '../policy.ts';
import { hoursAfter } from '../time.ts';
import {
  type FieldKind,
  isFieldKind,
  type Priority,
  type TicketKind,
  type TicketState,
} from '../vocabulary.ts';

export interface Deadlines {
  firstContactDueAt: Date;
  arrivalDueAt: Date;
  completionDueAt: Date;
}

/** D6: by kind, from the moment the request was taken in (or taken up again). Null where nobody is sent. */
export function deadlinesFor(
  kind: TicketKind,
  priority: Priority,
  from: Date,
  policy: Policy,
): Deadlines | null {
  const field: FieldKind | null = priority === 'rescue' ? 'rescue' : isFieldKind(kind) ? kind : null;
  if (!field) return null;
  const hours = policy.deadlines[field];
  return {
    firstContactDueAt: hoursAfter(from, hours.firstContactHours),
    arrivalDueAt: hoursAfter(from, hours.arrivalHours),
    completionDueAt: hoursAfter(from, hours.completionHours),
  };
}

export type DueKind = 'accept' | 'first_contact' | 'arrival' | 'completion';

export interface DueState {
  state: TicketState;
  nextActionAt: Date | null;
  firstContactDueAt: Date | null;
  firstContactAt: Date | null;
  arrivalDueAt: Date | null;
  arrivedAt: Date | null;
  completionDueAt: Date | null;
}

/** The deadline that a board counts down to: the next one not yet met. Null when nothing is due. */
export function nextDue(ticket: DueState): { kind: DueKind; at: Date } | null {
  switch (ticket.state) {
    case 'done':
    case 'closed':
    case 'cancelled':
      return null;
    case 'offered':
      return ticket.nextActionAt ? { kind: 'accept', at: ticket.nextActionAt } : null;
    case 'needs_details':
    case 'new':
    case 'manual':
    case 'accepted':
    case 'in_progress':
      if (!ticket.firstContactAt && ticket.firstContactDueAt)
        return { kind: 'first_contact', at: ticket.firstContactDueAt };
      if (!ticket.arrivedAt && ticket.arrivalDueAt) return { kind: 'arrival', at: ticket.arrivalDueAt };
      return ticket.completionDueAt ? { kind: 'completion', at: ticket.completionDueAt } : null;
    default: {
      const never: never = ticket.state;
      throw new Error(`unknown state ${never}`);
    }
  }
}
