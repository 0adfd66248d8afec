import { addDays } from '../time.ts';
import type { HalfDay } from '../vocabulary.ts';
import type { NetworkOutlet, OutletState } from './network-index.ts';

const HOUR_MS = 3_600_000;

interface Held {
  load: number;
  /** Jobs by day; with a half, by day and half. */
  days: Map<string, number>;
}

/** How full every outlet is while a stretch of time is gone through again: open jobs, and places taken by day. */
export class Fullness {
  readonly #held = new Map<number, Held>();
  /** Outlets whose jobs end within an hour, by the hour. */
  readonly #ending = new Map<number, number[]>();
  readonly #spans = new Map<string, string[]>();
  #hour: number | null = null;

  /** Lets the jobs go that have ended by then. Goes forward only. */
  advance(at: number): void {
    const hour = Math.floor(at / HOUR_MS);
    for (let past = this.#hour ?? hour; past < hour; past++) {
      for (const outletId of this.#ending.get(past) ?? []) this.#of(outletId).load -= 1;
      this.#ending.delete(past);
    }
    this.#hour = Math.max(hour, this.#hour ?? hour);
  }

  /** @param endsAt when the job leaves its hands; null: it has not yet */
  take(outletId: number, day: string, half: HalfDay | null, endsAt: number | null): void {
    const held = this.#of(outletId);
    held.load += 1;
    for (const key of half ? [day, day + half] : [day]) held.days.set(key, (held.days.get(key) ?? 0) + 1);
    if (endsAt === null) return;
    const hour = Math.max(Math.floor(endsAt / HOUR_MS), this.#hour ?? 0);
    const ending = this.#ending.get(hour);
    if (ending) ending.push(outletId);
    else this.#ending.set(hour, [outletId]);
  }

  state(
    { outletId, dailyCapacity }: NetworkOutlet,
    { day, half, today, lookBack }: { day: string; half: HalfDay | null; today: string; lookBack: number },
  ): OutletState {
    const held = this.#held.get(outletId);
    const on = (key: string) => held?.days.get(key) ?? 0;
    let recent = 0;
    if (held) for (const past of this.#before(today, lookBack)) recent += on(past);
    return {
      load: held?.load ?? 0,
      capacity: dailyCapacity,
      booked: on(day),
      halfBooked: half && on(day + half),
      recent,
    };
  }

  #of(outletId: number): Held {
    let held = this.#held.get(outletId);
    if (!held) {
      held = { load: 0, days: new Map() };
      this.#held.set(outletId, held);
    }
    return held;
  }

  #before(today: string, days: number): string[] {
    const key = `${today}/${days}`;
    let span = this.#spans.get(key);
    if (!span) {
      span = Array.from({ length: days }, (_, ago) => addDays(today, -ago - 1));
      this.#spans.set(key, span);
    }
    return span;
  }
}
