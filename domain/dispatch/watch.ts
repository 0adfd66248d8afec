import type { Policy } from '../policy.ts';
import { LATE_LEVELS, type LateLevel, type Priority, type TicketKind } from '../vocabulary.ts';
import { clockOf, type DeadlineKind, type DueState, standingDeadline } from './deadlines.ts';
import { addWorkingTime, subtractWorkingTime, workingTimeBetween } from './working-time.ts';

/** How far the deadline that stands has come: what has been said of it already. */
export const WATCH_STEPS = ['running', 'warned', 'late', 'store', 'region', 'headquarters'] as const;

/** A ticket as its deadlines are watched (D6). */
export type Watched = Omit<DueState, 'nextActionAt'> & {
  kind: TicketKind;
  priority: Priority;
  regionId: number | null;
  storeId: number | null;
  outletId: number | null;
  pausedAt: Date | null;
  /** An index of WATCH_STEPS. */
  deadlineStep: number;
  lateLevel: LateLevel | null;
};

export interface Watch {
  /** From then on it is in danger of being late. Null: nothing runs. */
  warnAt: Date | null;
  deadlineStep: number;
  /** When the next step is due; null: none is. */
  deadlineActionAt: Date | null;
}

const MINUTE = 60_000;
const NOTHING: Watch = { warnAt: null, deadlineStep: 0, deadlineActionAt: null };

/**
 * D6: how the deadline that stands is watched from now on.
 *
 * @param step what has been said of it already; 0 for one that has just begun to run or was moved
 */
export function planWatch(ticket: Watched, step: number, policy: Policy, zone: string, now: Date): Watch {
  const standing = standingDeadline(ticket);
  if (!standing || ticket.pausedAt) return NOTHING;
  const warnAt = warningOf(ticket, standing, step, policy, zone, now);
  return { warnAt, deadlineStep: step, deadlineActionAt: stepAt(ticket, step, warnAt, policy, zone) };
}

/** So long before it as the policy says, yet never before half of what is left has passed: no ticket begins warned. */
function warningOf(
  ticket: Watched,
  { kind, at }: { kind: DeadlineKind; at: Date },
  step: number,
  policy: Policy,
  zone: string,
  now: Date,
): Date {
  const clock = clockOf(ticket, policy, zone);
  const { usual, rescue } = policy.deadlines.warning;
  const minutes = ticket.priority === 'rescue' ? rescue : usual;
  const before = {
    first_contact: minutes.firstContactMinutes,
    arrival: minutes.arrivalMinutes,
    completion: minutes.completionMinutes,
  }[kind];
  const warnAt = subtractWorkingTime(at, before * MINUTE, clock);
  if (step > 0 || warnAt > now || at <= now) return warnAt;
  return addWorkingTime(now, workingTimeBetween(now, at, clock) / 2, clock);
}

/** When the step after this one is due. */
function stepAt(
  ticket: Watched,
  step: number,
  warnAt: Date | null,
  policy: Policy,
  zone: string,
): Date | null {
  const standing = standingDeadline(ticket);
  if (!standing) return null;
  const { usual, rescue } = policy.deadlines.climbing;
  const climbing = ticket.priority === 'rescue' ? rescue : usual;
  const after = (minutes: number) =>
    addWorkingTime(standing.at, minutes * MINUTE, clockOf(ticket, policy, zone));
  switch (WATCH_STEPS[step]) {
    case 'running':
      return warnAt;
    case 'warned':
      return standing.at;
    case 'late':
      return after(climbing.storeMinutes);
    case 'store':
      return after(climbing.regionMinutes);
    case 'region':
      return after(climbing.headquartersMinutes);
    default:
      return null;
  }
}

/** Who answers at a level, or at the first above it that there is: what no outlet has begins with the store. */
export function whoAnswers(
  ticket: Pick<Watched, 'regionId' | 'storeId' | 'outletId'>,
  from: LateLevel,
): { level: LateLevel; outletId: number | null; unitId: number | null } {
  for (const level of LATE_LEVELS.slice(LATE_LEVELS.indexOf(from))) {
    if (level === 'outlet' && ticket.outletId) return { level, outletId: ticket.outletId, unitId: null };
    const unitId = level === 'store' ? ticket.storeId : level === 'region' ? ticket.regionId : null;
    if (unitId) return { level, outletId: null, unitId };
  }
  return { level: 'headquarters', outletId: null, unitId: null };
}

export type WatchNews =
  | { type: 'ticket.warned'; due: DeadlineKind; dueAt: Date; level: LateLevel }
  | { type: 'ticket.late'; due: DeadlineKind; dueAt: Date; level: LateLevel }
  | { type: 'ticket.climbed'; due: DeadlineKind; dueAt: Date; level: LateLevel };

const rank = (level: LateLevel | null): number => (level ? LATE_LEVELS.indexOf(level) : -1);

/**
 * D6: the next step of a deadline that is due by now: it warns, is late, climbs. Null when none is. What nobody
 * was warned of while there was time is not warned of afterwards; the level never goes down while the ticket is open,
 * and where it stands higher already nothing is said.
 */
export function decideStep(
  ticket: Watched & { warnAt: Date | null },
  policy: Policy,
  zone: string,
  now: Date,
): { news: WatchNews | null; watch: Watch; lateLevel: LateLevel | null } | null {
  const standing = standingDeadline(ticket);
  if (!standing || ticket.pausedAt) return null;
  const at = stepAt(ticket, ticket.deadlineStep, ticket.warnAt, policy, zone);
  if (!at || at > now) return null;
  const step = ticket.deadlineStep + 1;
  const watch = {
    warnAt: ticket.warnAt,
    deadlineStep: step,
    deadlineActionAt: stepAt(ticket, step, ticket.warnAt, policy, zone),
  };
  const about = { due: standing.kind, dueAt: standing.at };
  const stays = { watch, lateLevel: ticket.lateLevel };
  switch (WATCH_STEPS[step]) {
    case 'warned':
      if (standing.at <= now) return { ...stays, news: null };
      return {
        ...stays,
        news: { type: 'ticket.warned', ...about, level: answering(ticket, 'outlet') },
      };
    case 'late': {
      const level = answering(ticket, 'outlet');
      return { watch, lateLevel: level, news: { type: 'ticket.late', ...about, level } };
    }
    case 'store':
    case 'region':
    case 'headquarters': {
      const { level } = whoAnswers(ticket, WATCH_STEPS[step]);
      if (rank(level) <= rank(ticket.lateLevel)) return { ...stays, news: null };
      return { watch, lateLevel: level, news: { type: 'ticket.climbed', ...about, level } };
    }
    default:
      return null;
  }
}

/** The level that answers now: as high as it has climbed, and at least `from`. */
function answering(ticket: Watched, from: LateLevel): LateLevel {
  const { level } = whoAnswers(ticket, from);
  return ticket.lateLevel && rank(ticket.lateLevel) > rank(level) ? ticket.lateLevel : level;
}
