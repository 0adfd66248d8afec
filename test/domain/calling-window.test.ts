import { expect } from 'chai';
import fc from 'fast-check';
import { isSpringFestival, isWorkday } from '../../domain/calendar.ts';
import { type Callee, mayCall, nextCall, nextTry } from '../../domain/followup/calling-window.ts';
import { initialPolicy } from '../../domain/policy.ts';
import { addDays, localDay, localTime } from '../../domain/time.ts';
import { CALL_WISHES } from '../../domain/vocabulary.ts';

const zone = 'Asia/Shanghai';
const { followup } = initialPolicy;
const nobody: Callee = { survey: true, wish: 'any', tries: [], seed: 1 };
const at = (local: string) => new Date(`${local}+08:00`);
const local = (instant: Date) => `${localDay(instant, zone)}T${localTime(instant, zone)}`;
const hourOf = (instant: Date) => localTime(instant, zone).slice(0, 2);

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const window = fc
  .tuple(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 1, max: 1439 }))
  .filter(([from, length]) => from + length < 1440)
  .map(([from, length]) => ({ from: clock(from), to: clock(from + length) }));
const instant = fc.date({ min: at('2025-12-01T00:00'), max: at('2028-03-01T00:00'), noInvalidDate: true });
const callee = fc.record({
  survey: fc.boolean(),
  wish: fc.constantFrom(...CALL_WISHES),
  tries: fc.array(instant, { maxLength: 5 }),
  seed: fc.nat(),
});

describe('when one may call (F1)', () => {
  it('keeps every rule at once, whatever the window, and never looks back', () => {
    fc.assert(
      fc.property(
        instant,
        callee,
        window,
        window,
        fc.boolean(),
        (after, whom, usual, daysOff, festivalRest) => {
          const rules = { ...followup, windowFrom: usual.from, windowTo: usual.to, daysOff, festivalRest };
          const next = nextCall(after, whom, rules, zone);
          const [day, time] = [localDay(next, zone), localTime(next, zone)];
          expect(next.getTime()).to.be.at.least(after.getTime());
          expect(
            time >= usual.from && time < usual.to,
            `${day} ${time} in ${usual.from}–${usual.to}`,
          ).to.equal(true);
          expect(mayCall(next, whom, rules, zone), 'what is given out may be used').to.equal(true);
          if (!whom.survey) return;
          if (festivalRest) expect(isSpringFestival(day)).to.equal(false);
          if (!isWorkday(day)) expect(time >= daysOff.from && time < daysOff.to).to.equal(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('keeps to the time of day that the customer wishes', () => {
    fc.assert(
      fc.property(instant, callee, (after, whom) => {
        const hour = Number(hourOf(nextCall(after, { ...whom, survey: true }, followup, zone)));
        if (whom.wish === 'morning') expect(hour).to.be.below(12);
        if (whom.wish === 'afternoon') expect(hour).to.be.within(12, 17);
        if (whom.wish === 'evening') expect(hour).to.be.at.least(18);
      }),
    );
  });

  it('passes over a wish that no day can keep', () => {
    const rules = { ...followup, windowTo: '17:00' };
    const next = nextCall(at('2026-03-04T18:00'), { ...nobody, wish: 'evening' }, rules, zone);
    expect(localDay(next, zone)).to.equal('2026-03-05');
  });

  it('comes at three different hours, in the window, in little more than two days, whenever it began', () => {
    fc.assert(
      fc.property(instant, fc.nat(), (begin, seed) => {
        fc.pre(mayCall(begin, nobody, followup, zone));
        const tries = [begin];
        for (const number of [1, 2])
          tries.push(nextTry(tries[number - 1] as Date, { ...nobody, tries, seed }, followup, zone));
        expect(new Set(tries.map(hourOf)).size, tries.map(local).join(', ')).to.equal(3);
        const hours = ((tries[2] as Date).getTime() - begin.getTime()) / 3_600_000;
        // Two days, and a third of one for who was first tried in the last minute of the middle third: after the pause the
        // day is over. From a day off to a workday the thirds move; on the first day of Spring Festival nobody is called.
        const days = tries.map((day) => localDay(day, zone));
        const alike = new Set(days.map(isWorkday)).size === 1;
        const rests = days.some((day) => isSpringFestival(addDays(day, -1)));
        expect(hours, tries.map(local).join(', ')).to.be.below(rests ? 80 : alike ? 51 : 56);
      }),
      { numRuns: 3_000 },
    );
  });

  it('comes at another hour than the last try, as far as the window has one', () => {
    fc.assert(
      fc.property(instant, callee, (after, whom) => {
        fc.pre(whom.tries.length > 0);
        const last = whom.tries.at(-1) as Date;
        const call = nextCall(after, whom, followup, zone);
        if (hourOf(call) !== hourOf(last)) return;
        expect(openHours(after, whom), 'three open days had no other hour').to.deep.equal([hourOf(last)]);
      }),
    );
  });

  /** The hours at which they may be called on the next three days that have any. */
  function openHours(after: Date, whom: Callee): string[] {
    const hours = new Map<string, Set<string>>();
    const minute = 60_000;
    for (let at = Math.ceil(after.getTime() / minute) * minute; hours.size <= 3; at += minute) {
      const moment = new Date(at);
      if (!mayCall(moment, whom, followup, zone)) continue;
      const day = localDay(moment, zone);
      hours.set(day, (hours.get(day) ?? new Set()).add(hourOf(moment)));
    }
    return [...new Set([...hours.values()].slice(0, 3).flatMap((some) => [...some]))];
  }

  it('spreads what cannot begin at once, and gives the same one the same moment', () => {
    const night = at('2026-03-03T22:00');
    const first = (seed: number) => local(nextCall(night, { ...nobody, seed }, followup, zone));
    const minutes = new Set(Array.from({ length: 200 }, (_, seed) => first(seed)));
    expect(minutes.size).to.be.above(120);
    expect(first(7)).to.equal(first(7));
    const heaped = Array.from({ length: 1_000 }, (_, seed) => first(seed)).filter(
      (moment) => moment < '2026-03-04T09:10',
    );
    expect(heaped.length).to.be.below(60);
  });

  it('calls back whoever waits as soon as it may be, days off or not', () => {
    const waiting = { ...nobody, survey: false };
    for (const [after, then] of [
      ['2026-03-06T22:00', '2026-03-07T09:00'], // a Saturday
      ['2026-02-16T22:00', '2026-02-17T09:00'], // the first day of Spring Festival
    ] as const)
      expect(local(nextCall(at(after), waiting, followup, zone))).to.equal(then);
  });

  it('knows the days', () => {
    const cases: [string, boolean][] = [
      ['2026-03-04T09:30', true],
      ['2026-03-07T09:30', false], // a Saturday
      ['2026-03-07T10:00', true],
      ['2026-03-07T19:00', false],
      ['2026-02-14T09:30', true], // a Saturday that is worked
      ['2026-02-16T12:00', true], // New Year's Eve is only a holiday
      ['2026-02-17T12:00', false],
      ['2026-10-01T09:59', false],
      ['2026-10-01T10:00', true],
    ];
    for (const [moment, may] of cases)
      expect(mayCall(at(moment), nobody, followup, zone), moment).to.equal(may);
  });
});
