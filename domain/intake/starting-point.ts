import { type Deadlines, deadlinesFor } from '../dispatch/deadlines.ts';
import { planWatch } from '../dispatch/watch.ts';
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
  /** D6: when it warns, and when the deadlines have to be looked at. */
  warnAt: Date | null;
  deadlineActionAt: Date | null;
}

interface StartingQuestion {
  kind: TicketKind;
  priority: Priority;
  place: PlaceKnown;
  /** Market tier of the store that looks after it; null: not known. */
  tier: number | null;
  /** H6: end of the time for which the customer wants the visit; null: as soon as possible. */
  wantedUntil?: Date | null;
}

/**
 * H3, D4, D6: where a request begins. What no outlet is sent for goes to staff (C1); what has no address yet
 * waits for it, except a rescue: there the district is enough, and without even that a dispatcher decides.
 */
export function startingPoint(
  { kind, priority, place, tier, wantedUntil }: StartingQuestion,
  policy: Policy,
  zone: string,
  now: Date,
): StartingPoint {
  const due = deadlinesFor({ kind, priority, tier, from: now, wantedUntil }, policy, zone);
  const waiting = {
    manualReason: null,
    nextActionAt: null,
    firstContactDueAt: due?.firstContactDueAt ?? null,
    arrivalDueAt: due?.arrivalDueAt ?? null,
    completionDueAt: due?.completionDueAt ?? null,
    ...watchFromStart({ kind, priority, ...due }, policy, zone, now),
  };
  if (!isFieldKind(kind)) return { ...waiting, state: 'manual', manualReason: 'staff_kind' };
  const enough = place === 'address' || (priority === 'rescue' && place === 'district');
  if (enough) return { ...waiting, state: 'new', nextActionAt: now };
  if (priority === 'rescue') return { ...waiting, state: 'manual', manualReason: 'no_outlet' };
  return { ...waiting, state: 'needs_details' };
}

function watchFromStart(
  ticket: { kind: TicketKind; priority: Priority } & Partial<Deadlines>,
  policy: Policy,
  zone: string,
  now: Date,
): Pick<StartingPoint, 'warnAt' | 'deadlineActionAt'> {
  const begun = {
    state: 'new',
    firstContactDueAt: null,
    firstContactAt: null,
    arrivalDueAt: null,
    arrivedAt: null,
    completionDueAt: null,
    regionId: null,
    storeId: null,
    outletId: null,
    pausedAt: null,
    deadlineStep: 0,
    lateLevel: null,
    ...ticket,
  } as const;
  const { warnAt, deadlineActionAt } = planWatch(begun, 0, policy, zone, now);
  return { warnAt, deadlineActionAt };
}
