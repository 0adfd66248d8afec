import type { Policy } from '../policy.ts';
import { addDays, atLocal, type DailyWindow, hoursAfter, localDay, minutesAfter } from '../time.ts';
import type { HalfDay } from '../vocabulary.ts';
import { quietUntil } from './quiet.ts';

/** What the system does of itself about an agreed visit, in the order in which it comes due. */
export const VISIT_STEPS = ['evening', 'soon', 'missed'] as const;
export type VisitStep = (typeof VISIT_STEPS)[number];

export interface AgreedVisit {
  appointmentAt: Date;
  /** Null: an exact time was agreed. */
  appointmentUntil: Date | null;
  bookedAt: Date;
}

type VisitPolicy = Pick<Policy, 'visits' | 'messages'>;

/** When the time that was promised is over. */
export const promisedUntil = (
  { appointmentAt, appointmentUntil }: Pick<AgreedVisit, 'appointmentAt' | 'appointmentUntil'>,
  policy: Policy['visits'],
): Date => appointmentUntil ?? minutesAfter(appointmentAt, policy.exactMinutes);

/**
 * H6: when the customer is reminded, and when it is looked whether somebody came. A reminder that would have been due
 * before the time was agreed on is left out: who has just agreed needs none. One that would fall into the night comes
 * at its end, or not at all when the visit begins by then.
 */
export function visitSteps(
  visit: AgreedVisit,
  policy: VisitPolicy,
  zone: string,
): { step: VisitStep; at: Date }[] {
  const { appointmentAt, bookedAt } = visit;
  const { reminderEvening, reminderHours, lateAfterMinutes } = policy.visits;
  const evening = atLocal(addDays(localDay(appointmentAt, zone), -1), reminderEvening, zone);
  const soon = hoursAfter(appointmentAt, -reminderHours);
  const quiet = quietHours(policy);
  const reminders = (
    [
      ['evening', evening],
      ['soon', soon],
    ] as const
  )
    .filter(([, at]) => at > bookedAt)
    .map(([step, at]) => ({ step, at: quietUntil(at, quiet, zone) }))
    .filter(({ at }) => at < appointmentAt);
  const [first, second] = reminders;
  // An evening reminder put off to the morning says what the other one says.
  const distinct = first && second && first.at >= second.at ? [second] : reminders;
  const missed = minutesAfter(promisedUntil(visit, policy.visits), lateAfterMinutes);
  return [...distinct, { step: 'missed' as const, at: missed }];
}

export const quietHours = ({ messages }: Pick<Policy, 'messages'>): DailyWindow => ({
  from: messages.quietFrom,
  to: messages.quietTo,
});

/** The half of the day in which an exact time lies. */
export const halfOf = (time: string, policy: Policy['selfService']): HalfDay =>
  time < policy.afternoon.from ? 'morning' : 'afternoon';
