import { expect } from 'chai';
import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import fc from 'fast-check';
import { initialDeadlines, type WorkingHours } from '../../domain/dispatch/deadline-policy.ts';
import {
  addWorkingTime,
  subtractWorkingTime,
  type WorkClock,
  workAt,
  workingTimeBetween,
} from '../../domain/dispatch/working-time.ts';

const HOURS = initialDeadlines.working as WorkingHours;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const shanghai = (hours: WorkingHours | null = HOURS): WorkClock => ({ hours, zone: 'Asia/Shanghai' });
const local = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const said = (at: Date): string =>
  new Date(at.getTime() + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ');

/**
 * The plain model: looks at each minute of Shanghai by itself, and asks whether it is worked. Knows nothing of days
 * that are joined, of intervals, or of time zones but that Shanghai is eight hours ahead.
 */
const plain = {
  between(from: number, to: number, hours: WorkingHours): number {
    const worked = minutesWorked(hours);
    let count = 0;
    for (let minute = from; minute < to; minute++) if (worked(minute)) count++;
    return count;
  },
  add(from: number, minutes: number, hours: WorkingHours): number {
    const worked = minutesWorked(hours);
    let minute = from;
    for (let left = minutes; left > 0; minute++) if (worked(minute)) left--;
    return minute;
  },
  subtract(until: number, minutes: number, hours: WorkingHours): number {
    const worked = minutesWorked(hours);
    let minute = until;
    for (let left = minutes; left > 0; minute--) if (worked(minute - 1)) left--;
    return minute;
  },
};

const { holidays, workdays } = table as Record<'holidays' | 'workdays', Record<string, string>>;
const minuteOfDay = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

function minutesWorked(hours: WorkingHours): (minute: number) => boolean {
  const days = new Map<number, [begin: number, end: number][]>();
  const spansOfDay = (dayNumber: number) => {
    const known = days.get(dayNumber);
    if (known) return known;
    const date = new Date(dayNumber * 24 * HOUR);
    const name = date.toISOString().slice(0, 10);
    let kind: 'workday' | 'weekend' | 'holiday' =
      date.getUTCDay() === 0 || date.getUTCDay() === 6 ? 'weekend' : 'workday';
    if (workdays[name] && kind === 'weekend') kind = 'workday';
    if (holidays[name]) kind = 'holiday';
    for (const one of hours.special) if (name >= one.from && name <= one.to) kind = one.as;
    const spans = hours[kind].map(({ from, to }): [number, number] => [minuteOfDay(from), minuteOfDay(to)]);
    days.set(dayNumber, spans);
    return spans;
  };
  return (minute) => {
    const there = minute + 8 * 60;
    const day = Math.floor(there / 1440);
    const now = there - day * 1440;
    return (
      spansOfDay(day).some(([begin, end]) => begin <= now && (now < end || end <= begin)) ||
      spansOfDay(day - 1).some(([begin, end]) => end <= begin && now < end)
    );
  };
}

const atMinute = (minute: number): Date => new Date(minute * MINUTE);
/** From before the first holidays of 2024 to well into years that nobody has announced. */
const minutes = fc.integer({ min: Date.UTC(2024, 0) / MINUTE, max: Date.UTC(2029, 0) / MINUTE });
const clockTimes = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`;
});
const span = fc
  .tuple(clockTimes, clockTimes)
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from, to: to === '00:00' ? '24:00' : to }));
const workingHours: fc.Arbitrary<WorkingHours> = fc.record({
  workday: fc.array(span, { minLength: 1, maxLength: 3 }),
  weekend: fc.array(span, { maxLength: 2 }),
  holiday: fc.array(span, { maxLength: 1 }),
  special: fc.array(
    fc
      .tuple(minutes, fc.integer({ min: 0, max: 9 }), fc.constantFrom('workday', 'weekend', 'holiday'))
      .map(([at, days, as]) => ({
        from: atMinute(at).toISOString().slice(0, 10),
        to: atMinute(at + days * 1440)
          .toISOString()
          .slice(0, 10),
        as: as as 'workday' | 'weekend' | 'holiday',
        name: '',
      })),
    { maxLength: 3 },
  ),
});

describe('working time (D6)', () => {
  const cases: [string, string, number, string][] = [
    ['within a morning', '2026-11-23 09:00', 2, '2026-11-23 11:00'],
    ['over lunch', '2026-11-23 11:30', 2, '2026-11-23 14:30'],
    ['to the very end of a day, not the next one', '2026-11-23 16:00', 2, '2026-11-23 18:00'],
    ['into the next day', '2026-11-23 17:00', 2, '2026-11-24 09:00'],
    ['from the evening', '2026-11-23 21:15', 2, '2026-11-24 10:00'],
    ['from after midnight', '2026-11-24 00:30', 2, '2026-11-24 10:00'],
    ['into a Saturday, with its own hours', '2026-11-27 17:00', 2, '2026-11-28 10:00'],
    ['over a whole weekend of seven hours a day', '2026-11-27 18:00', 15, '2026-11-30 09:00'],
    // National Day 2026: 1 to 7 October off, Sunday 20 September and Saturday 10 October worked instead.
    ['over National Day', '2026-09-30 17:00', 2, '2026-10-08 09:00'],
    ['from within National Day', '2026-10-04 10:00', 9, '2026-10-08 18:00'],
    ['on a Sunday that is worked for it: nine hours', '2026-09-20 08:00', 9, '2026-09-20 18:00'],
    ['on a Saturday that is worked for it', '2026-10-09 18:00', 9, '2026-10-10 18:00'],
    ['on the Sunday after it, which is not', '2026-10-10 18:00', 7, '2026-10-11 17:00'],
    // Spring Festival 2026: 15 to 23 February off, Saturdays 14 and 28 February worked.
    ['over Spring Festival', '2026-02-14 17:00', 2, '2026-02-24 09:00'],
    ['on the Saturday after Spring Festival', '2026-02-27 18:00', 9, '2026-02-28 18:00'],
    // 2028 is not announced: its National Day is a Sunday like any other, and nothing is guessed.
    ['in a year that nobody has announced', '2028-09-30 17:00', 2, '2028-10-01 11:00'],
    ['over New Year’s Eve', '2025-12-31 17:00', 2, '2026-01-04 09:00'],
  ];
  for (const [what, from, hours, expected] of cases) {
    it(`is counted ${what}`, () => {
      expect(said(addWorkingTime(local(from), hours * HOUR, shanghai()))).to.equal(expected);
      expect(workingTimeBetween(local(from), local(expected), shanghai())).to.equal(hours * HOUR);
    });
  }

  it('of a rescue passes at any hour', () => {
    const clock = shanghai(null);
    expect(said(addWorkingTime(local('2026-10-01 03:10'), 2 * HOUR, clock))).to.equal('2026-10-01 05:10');
    expect(workingTimeBetween(local('2026-10-01 03:10'), local('2026-10-02 03:10'), clock)).to.equal(
      24 * HOUR,
    );
    expect(workAt(local('2026-10-01 03:10'), clock)).to.deep.equal({ counts: true, until: null });
  });

  it('knows when it goes on, and until when', () => {
    const at = (text: string) => {
      const { counts, until } = workAt(local(text), shanghai());
      return [counts, until && said(until)];
    };
    expect(at('2026-11-23 08:00')).to.deep.equal([true, '2026-11-23 12:00']);
    expect(at('2026-11-23 12:00')).to.deep.equal([false, '2026-11-23 13:00']);
    expect(at('2026-09-30 18:00')).to.deep.equal([false, '2026-10-08 08:00']);
  });

  it('takes a day for what the manager says it is', () => {
    const special = [{ from: '2028-10-01', to: '2028-10-07', as: 'holiday' as const, name: '国庆节' }];
    const clock = shanghai({ ...HOURS, special });
    expect(said(addWorkingTime(local('2028-09-30 16:00'), 2 * HOUR, clock))).to.equal('2028-10-08 10:00');
  });

  it('is what a plain count of minutes says, with any hours', () => {
    fc.assert(
      fc.property(workingHours, minutes, fc.integer({ min: 0, max: 20 * 1440 }), (hours, from, length) => {
        const clock = shanghai(hours);
        const expected = plain.between(from, from + length, hours);
        expect(workingTimeBetween(atMinute(from), atMinute(from + length), clock)).to.equal(
          expected * MINUTE,
        );
        expect(workingTimeBetween(atMinute(from + length), atMinute(from), clock)).to.equal(
          expected === 0 ? -0 : -expected * MINUTE,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('added and taken away comes to the same minute as the plain count', () => {
    fc.assert(
      fc.property(workingHours, minutes, fc.integer({ min: 0, max: 3_000 }), (hours, from, length) => {
        const clock = shanghai(hours);
        expect(addWorkingTime(atMinute(from), length * MINUTE, clock)).to.deep.equal(
          atMinute(plain.add(from, length, hours)),
        );
        expect(subtractWorkingTime(atMinute(from), length * MINUTE, clock)).to.deep.equal(
          atMinute(plain.subtract(from, length, hours)),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('adds up to the millisecond, in every zone, with and without summer time', () => {
    const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'UTC');
    const instants = fc.date({
      min: new Date('2024-01-01'),
      max: new Date('2029-01-01'),
      noInvalidDate: true,
    });
    const ms = fc.integer({ min: 0, max: 60 * HOUR });
    fc.assert(
      fc.property(workingHours, zones, instants, ms, ms, (hours, zone, from, one, two) => {
        const clock = { hours, zone };
        const first = addWorkingTime(from, one, clock);
        expect(workingTimeBetween(from, first, clock)).to.equal(one);
        expect(addWorkingTime(first, two, clock)).to.deep.equal(addWorkingTime(from, one + two, clock));
        const back = subtractWorkingTime(from, one, clock);
        expect(workingTimeBetween(back, from, clock)).to.equal(one);
        expect(first >= from && back <= from).to.equal(true);
      }),
      { numRuns: 200 },
    );
  });
});
