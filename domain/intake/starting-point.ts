import { deadlinesFor } from '../dispatch/deadlines.ts';
import type { Policy } from '../policy.ts';
import {
  isFieldKind,
  type ManualReason,
  type Priority,
  type TicketKind,
  type TicketState,
} from '../vocabulary.ts';

/** How sure the place is where someone is to be sent. */
export type PlaceKnown = 'address' | 'district' | 'nothing';

export interface StartingPoint {
  state: TicketState;
  manualReason: ManualReason | null;
  /** Null: the system waits for people. */
  nextActionAt: Date | null;
  firstContactDueAt: Date | null;
  arrivalDueAt: Date | null;
  completionDueAt: Date | null;
}

/**
 * H3, D4, D6: where a request begins. What no outlet is sent for goes to staff (C1); what has no address yet
 * waits for it, except a rescue: there the district is enough, and without even that a dispatcher decides.
 */
export function startingPoint(
  { kind, priority, place }: { kind: TicketKind; priority: Priority; place: PlaceKnown },
  policy: Policy,
  now: Date,
): StartingPoint {
  const due = deadlinesFor(kind, priority, now, policy);
  const waiting = {
    manualReason: null,
    nextActionAt: null,
    firstContactDueAt: due?.firstContactDueAt ?? null,
    arrivalDueAt: due?.arrivalDueAt ?? null,
    completionDueAt: due?.completionDueAt ?? null,
  };
  if (!isFieldKind(kind)) return { ...waiting, state: 'manual', manualReason: 'staff_kind' };
  const enough = place === 'address' || (priority === 'rescue' && place === 'district');
  if (enough) return { ...waiting, state: 'new', nextActionAt: now };
  if (priority === 'rescue') return { ...waiting, state: 'manual', manualReason: 'no_outlet' };
  return { ...waiting, state: 'needs_details' };
}
