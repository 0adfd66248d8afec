import type { Random } from '../random.ts';
import { HOUR, type LocalTime } from './local-time.ts';

/** From Sunday on: the start of the week and the weekend, when people are at home, are busiest. */
const WEEKDAYS = [1.02, 1.13, 1.02, 0.97, 0.95, 0.96, 1.08] as const;
const WEEKLY_GROWTH = 1.012;
/** From midnight on: a peak in the morning, and another after supper. */
const HOURS = [
  3, 2, 1, 1, 1, 2, 6, 17, 38, 54, 56, 47, 34, 32, 39, 41, 40, 38, 40, 48, 51, 38, 20, 8,
] as const;

/** When people arrive: instants of each day of the history, in order. */
export function* arrivalsByDay(
  local: LocalTime,
  { from, to, arrivals, random }: { from: number; to: number; arrivals: number; random: Random },
): Generator<{ startsAt: number; instants: number[] }> {
  const [first, last] = [local.dayIndex(from), local.dayIndex(to)];
  const days = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const weights = days.map((index, n) => {
    const weekday = new Date(`${local.dayAt(index)}T00:00:00Z`).getUTCDay();
    return (WEEKDAYS[weekday] ?? 1) * WEEKLY_GROWTH ** (n / 7) * Math.exp(random.normal() * 0.06);
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const hours = HOURS.map((weight, hour) => [hour, weight] as const);
  for (const [n, index] of days.entries()) {
    const startsAt = local.startOf(index);
    const count = Math.round((arrivals * (weights[n] ?? 0)) / sum);
    const instants = Array.from(
      { length: count },
      () => startsAt + (random.pickBy(hours) + random.next()) * HOUR,
    );
    yield { startsAt, instants: instants.sort((a, b) => a - b) };
  }
}
