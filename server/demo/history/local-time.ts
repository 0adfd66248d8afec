import { addDays, dayStart, localDay } from '../../../domain/time.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Days and hours of the organisation's zone over the span of the history, looked up rather than worked out. */
export class LocalTime {
  readonly zone: string;
  readonly days: string[] = [];
  readonly #starts: number[] = [];

  /** @param from, to milliseconds since 1970; a fortnight beyond is known too */
  constructor(zone: string, from: number, to: number) {
    this.zone = zone;
    const last = to + 14 * DAY;
    for (let day = localDay(new Date(from), zone); ; day = addDays(day, 1)) {
      const start = dayStart(day, zone).getTime();
      this.days.push(day);
      this.#starts.push(start);
      if (start > last) break;
    }
  }

  /** Number of the day, 0 being the first. */
  dayIndex(at: number): number {
    let index = Math.min(this.#starts.length - 1, Math.floor((at - this.startOf(0)) / DAY));
    while (index > 0 && this.startOf(index) > at) index--;
    while (this.startOf(index + 1) <= at) index++;
    return index;
  }

  day(at: number): string {
    return this.dayAt(this.dayIndex(at));
  }

  dayAt(index: number): string {
    const day = this.days[index];
    if (!day) throw new RangeError(`day ${index} lies outside the history`);
    return day;
  }

  startOf(index: number): number {
    return this.#starts[index] ?? Number.POSITIVE_INFINITY;
  }

  /** Hours since midnight, with fractions. */
  hour(at: number): number {
    return (at - this.startOf(this.dayIndex(at))) / HOUR;
  }

  /** `at` itself when it lies between the two hours, else the next opening. */
  within(at: number, from: number, to: number): number {
    const hour = this.hour(at);
    if (hour >= from && hour < to) return at;
    const index = this.dayIndex(at);
    return this.startOf(hour < from ? index : index + 1) + from * HOUR;
  }
}
