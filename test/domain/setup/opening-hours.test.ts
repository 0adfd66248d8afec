import { expect } from 'chai';
import fc from 'fast-check';
import { dayKind, weekdayOf } from '../../../domain/calendar.ts';
import {
  hoursOf,
  initialOpeningHours,
  isOpen,
  nextOpening,
  type OpeningHours,
  openingHoursSchema,
  type Span,
} from '../../../domain/setup/opening-hours.ts';
import { addDays, localDay, localTime } from '../../../domain/time.ts';

const ZONE = 'Asia/Shanghai';
const at = (local: string, zone = ZONE): Date =>
  new Date(new Date(`${local}:00Z`).getTime() - (zone === ZONE ? 8 : 6) * 3_600_000);
const hours = (given: Partial<OpeningHours>): OpeningHours => openingHoursSchema.parse(given);
const night: Span = { from: '20:00', to: '02:00' };

describe('opening hours', () => {
  it('are 08:00 to 21:00 on every day unless said otherwise', () => {
    const cases: [string, boolean][] = [
      ['2026-11-23T07:59', false],
      ['2026-11-23T08:00', true],
      ['2026-11-23T20:59', true],
      ['2026-11-23T21:00', false],
      ['2026-10-01T12:00', true],
    ];
    for (const [local, open] of cases)
      expect(isOpen(initialOpeningHours, at(local), ZONE), local).to.equal(open);
    expect(nextOpening(initialOpeningHours, at('2026-11-23T22:10'), ZONE)).to.deep.equal(
      at('2026-11-24T08:00'),
    );
    const now = at('2026-11-23T10:00');
    expect(nextOpening(initialOpeningHours, now, ZONE)).to.equal(now);
  });

  it('close over a holiday and open on the weekend that is worked for it', () => {
    const office: Span[] = [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '18:00' },
    ];
    const week = [office, office, office, office, office, [], []];
    const given = hours({ week, holiday: [], makeUp: [{ from: '09:00', to: '16:00' }] });
    expect(isOpen(given, at('2026-10-05T10:00'), ZONE)).to.equal(false);
    expect(nextOpening(given, at('2026-09-30T18:00'), ZONE)).to.deep.equal(at('2026-10-08T09:00'));
    expect(isOpen(given, at('2026-10-10T15:59'), ZONE)).to.equal(true);
    expect(isOpen(given, at('2026-10-17T10:00'), ZONE)).to.equal(false);
    expect(isOpen(given, at('2026-11-23T12:30'), ZONE)).to.equal(false);
    const plain = { ...given, followCalendar: false };
    expect(isOpen(plain, at('2026-10-05T10:00'), ZONE)).to.equal(true);
    expect(isOpen(plain, at('2026-10-10T10:00'), ZONE)).to.equal(false);
  });

  it('run past midnight into a day that is closed itself', () => {
    const given = hours({
      week: [[night], [], [], [], [], [], []],
      exceptions: [{ from: '2026-11-24', to: '2026-11-24', kind: 'closed', spans: [], name: '' }],
    });
    expect(isOpen(given, at('2026-11-24T01:59'), ZONE)).to.equal(true);
    expect(isOpen(given, at('2026-11-24T02:00'), ZONE)).to.equal(false);
    expect(isOpen(given, at('2026-11-24T20:30'), ZONE)).to.equal(false);
  });

  it('let the last exception decide, and a year be entered by hand before it is announced', () => {
    const spring = {
      from: '2027-02-05',
      to: '2027-02-11',
      kind: 'holiday' as const,
      spans: [],
      name: '春节',
    };
    const noon = { from: '2027-02-08', to: '2027-02-08', kind: 'hours' as const, spans: [night], name: '' };
    const work = { from: '2027-02-14', to: '2027-02-14', kind: 'workday' as const, spans: [], name: '' };
    const given = hours({ holiday: [], exceptions: [spring, noon, work] });
    expect(hoursOf(given, '2027-02-06')).to.deep.include({ kind: 'holiday', spans: [] });
    expect(hoursOf(given, '2027-02-08').spans).to.deep.equal([night]);
    expect(hoursOf(given, '2027-02-14').kind).to.equal('make_up'); // a Sunday
  });

  it('say when they never open', () => {
    const never = hours({ week: [[], [], [], [], [], [], []], holiday: [], makeUp: [] });
    expect(nextOpening(never, at('2026-11-23T10:00'), ZONE)).to.equal(null);
  });

  it('refuse what is no time, and a span that does not last', () => {
    for (const span of [
      { from: '24:00', to: '25:00' },
      { from: '8:00', to: '12:00' },
      { from: '09:00', to: '09:00' },
    ]) {
      expect(openingHoursSchema.safeParse({ holiday: [span] }).success, JSON.stringify(span)).to.equal(false);
    }
    expect(openingHoursSchema.safeParse({ holiday: [{ from: '00:00', to: '24:00' }] }).success).to.equal(
      true,
    );
  });
});

/** As slowly and plainly as it can be said: minute by minute. */
function plainlyOpen(given: OpeningHours, day: string, minute: number): boolean {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const spansOf = (on: string): Span[] => {
    let spans: Span[] | null = null;
    const weekend = weekdayOf(on) > 5;
    const of = (kind: string) =>
      kind === 'holiday'
        ? given.holiday
        : kind === 'make_up'
          ? given.makeUp
          : (given.week[weekdayOf(on) - 1] ?? []);
    for (const one of given.exceptions) {
      if (on < one.from || on > one.to) continue;
      if (one.kind === 'closed') spans = [];
      if (one.kind === 'hours') spans = one.spans;
      if (one.kind === 'holiday') spans = given.holiday;
      if (one.kind === 'workday') spans = of(weekend ? 'make_up' : 'workday');
    }
    return spans ?? of(given.followCalendar ? dayKind(on) : 'any');
  };
  for (const { from, to } of spansOf(day)) {
    const end = minutes(to) <= minutes(from) ? 1440 : minutes(to);
    if (minute >= minutes(from) && minute < end) return true;
  }
  for (const { from, to } of spansOf(addDays(day, -1))) {
    if (minutes(to) <= minutes(from) && minute < minutes(to)) return true;
  }
  return false;
}

const time = fc.integer({ min: 0, max: 47 }).map((half) => {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(half / 2))}:${half % 2 ? '30' : '00'}`;
});
const span = fc
  .record({ from: time, to: fc.oneof(time, fc.constant('24:00')) })
  .filter(({ from, to }) => from !== to);
const spans = fc.array(span, { maxLength: 3 });
/** Around National Day and Spring Festival, where holidays, make-up workdays and weekends meet. */
const day = fc
  .record({
    start: fc.constantFrom('2026-09-18', '2026-02-10', '2026-12-25'),
    days: fc.integer({ min: 0, max: 24 }),
  })
  .map(({ start, days }) => addDays(start, days));
const exception = fc
  .record({
    from: day,
    length: fc.integer({ min: 0, max: 4 }),
    kind: fc.constantFrom('closed' as const, 'hours' as const, 'holiday' as const, 'workday' as const),
    spans,
  })
  .map(({ from, length, kind, spans: own }) => ({
    from,
    to: addDays(from, length),
    kind,
    spans: own,
    name: '',
  }));
const anyHours: fc.Arbitrary<OpeningHours> = fc.record({
  week: fc.array(spans, { minLength: 7, maxLength: 7 }),
  followCalendar: fc.boolean(),
  holiday: spans,
  makeUp: spans,
  exceptions: fc.array(exception, { maxLength: 4 }),
});
const zones = fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi');

describe('any opening hours whatever', () => {
  it('are open exactly when the plain model says so', () => {
    fc.assert(
      fc.property(anyHours, day, fc.integer({ min: 0, max: 1439 }), zones, (given, on, minute, zone) => {
        const now = new Date(
          Date.parse(`${on}T00:00:00Z`) + minute * 60_000 - (zone === ZONE ? 8 : 6) * 3_600_000,
        );
        expect(localDay(now, zone)).to.equal(on);
        expect(isOpen(given, now, zone), localTime(now, zone)).to.equal(plainlyOpen(given, on, minute));
      }),
      { numRuns: 500 },
    );
  });

  it('open next at the first open minute of the plain model', () => {
    fc.assert(
      fc.property(anyHours, day, fc.integer({ min: 0, max: 1439 }), (given, on, minute) => {
        const now = at(`${on}T00:00`);
        now.setTime(now.getTime() + minute * 60_000);
        let wanted: number | null = null;
        for (let ahead = 0; ahead < 8 * 1440 && wanted === null; ahead++) {
          const total = minute + ahead;
          if (plainlyOpen(given, addDays(on, Math.floor(total / 1440)), total % 1440)) wanted = ahead;
        }
        const next = nextOpening(given, now, ZONE);
        if (wanted !== null) expect(next?.getTime()).to.equal(now.getTime() + wanted * 60_000);
        else if (next) expect(next.getTime() - now.getTime()).to.be.at.least(8 * 86_400_000);
      }),
      { numRuns: 60 },
    );
  });
});
