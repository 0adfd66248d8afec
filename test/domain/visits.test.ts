import { expect } from 'chai';
import fc from 'fast-check';
import { initialPolicy } from '../../domain/policy.ts';
import { localTime, minutesAfter } from '../../domain/time.ts';
import { isFirstVisitFix } from '../../domain/visits/first-visit-fix.ts';
import { isQuiet, quietUntil } from '../../domain/visits/quiet.ts';
import { halfOf, promisedUntil, quietHours, visitSteps } from '../../domain/visits/steps.ts';

const ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;
const moment = fc
  .integer({ min: Date.UTC(2025, 0, 1) / MINUTE, max: Date.UTC(2028, 0, 1) / MINUTE })
  .map((minutes) => new Date(minutes * MINUTE));
const clockTime = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((at) => [at / 60, at % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':'));
const zone = fc.constantFrom(ZONE, 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu');

describe('quiet hours', () => {
  /** Every minute of the span, one after another: slow, and plain. */
  const inSpan = (time: string, from: string, to: string): boolean => {
    for (let at = from; at !== to; at = next(at)) if (at === time) return true;
    return false;
  };
  const next = (time: string): string => {
    const at = (Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + 1) % (24 * 60);
    return [at / 60, at % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  };

  it('are what a walk through their minutes says, over midnight too', () => {
    fc.assert(
      fc.property(moment, clockTime, clockTime, (at, from, to) => {
        expect(isQuiet(at, { from, to }, ZONE)).to.equal(inSpan(localTime(at, ZONE), from, to));
      }),
      { numRuns: 200 },
    );
  });

  it('end at the first moment that is not quiet, in any zone and over the changes of its clock', () => {
    fc.assert(
      fc.property(moment, clockTime, clockTime, zone, (at, from, to, where) => {
        const quiet = { from, to };
        const end = quietUntil(at, quiet, where);
        expect(isQuiet(end, quiet, where)).to.equal(false);
        expect(end >= at).to.equal(true);
        expect(end.getTime() === at.getTime()).to.equal(!isQuiet(at, quiet, where));
        // Everything before is quiet: nobody is kept waiting for no reason.
        if (end > at) expect(isQuiet(minutesAfter(end, -1), quiet, where)).to.equal(true);
        expect(end.getTime() - at.getTime()).to.be.at.most(25 * 60 * MINUTE);
      }),
      { numRuns: 500 },
    );
  });
});

describe('steps of a visit', () => {
  const agreed = fc.record({
    appointmentAt: moment,
    lead: fc.integer({ min: 0, max: 96 * 60 }),
    minutes: fc.option(fc.integer({ min: 30, max: 300 })),
  });
  interface Agreed {
    appointmentAt: Date;
    lead: number;
    minutes: number | null;
  }
  const visitOf = ({ appointmentAt, lead, minutes }: Agreed) => ({
    appointmentAt,
    appointmentUntil: minutes === null ? null : minutesAfter(appointmentAt, minutes),
    bookedAt: minutesAfter(appointmentAt, -lead),
  });

  it('come in order, never at night, never before it was agreed on, and end with the look whether someone came', () => {
    fc.assert(
      fc.property(agreed, (given) => {
        const visit = visitOf(given);
        const steps = visitSteps(visit, initialPolicy, ZONE);
        const reminders = steps.slice(0, -1);
        expect(steps.at(-1)?.step).to.equal('missed');
        expect(reminders.length).to.be.at.most(2);
        for (const [index, { at }] of reminders.entries()) {
          expect(isQuiet(at, quietHours(initialPolicy), ZONE)).to.equal(false);
          expect(at > visit.bookedAt && at < visit.appointmentAt).to.equal(true);
          expect(at < (steps[index + 1]?.at ?? at)).to.equal(true);
        }
        const over = promisedUntil(visit, initialPolicy.visits);
        expect(steps.at(-1)?.at).to.deep.equal(minutesAfter(over, initialPolicy.visits.lateAfterMinutes));
      }),
      { numRuns: 500 },
    );
  });

  const at = (time: string) => new Date(`2026-05-0${time}:00+08:00`);
  for (const [what, booked, from, expected] of [
    ['two days ahead', '1T10:00', '3T09:00', ['evening 2T18:30', 'missed 3T12:15']],
    ['for the afternoon', '1T10:00', '3T14:00', ['evening 2T18:30', 'soon 3T12:00', 'missed 3T17:15']],
    ['late on the evening before', '2T19:00', '3T14:00', ['soon 3T12:00', 'missed 3T17:15']],
    ['within the hour', '3T13:30', '3T14:00', ['missed 3T17:15']],
  ] as const) {
    it(`of one agreed ${what}`, () => {
      const appointmentAt = at(from);
      const appointmentUntil = minutesAfter(appointmentAt, 180);
      const steps = visitSteps(
        { appointmentAt, appointmentUntil, bookedAt: at(booked) },
        initialPolicy,
        ZONE,
      );
      // Nine o'clock less two hours is at night: the reminder waits until eight.
      const wanted = from.endsWith('09:00') ? [expected[0], 'soon 3T08:00', expected[1]] : expected;
      expect(steps).to.deep.equal(
        wanted.map((word) => ({ step: word?.split(' ')[0], at: at(word?.split(' ')[1] ?? '') })),
      );
    });
  }

  it('lie in the half of the day that the policy says', () => {
    const { selfService } = initialPolicy;
    for (const [time, half] of [
      ['08:00', 'morning'],
      ['13:59', 'morning'],
      ['14:00', 'afternoon'],
      ['23:00', 'afternoon'],
    ] as const) {
      expect(halfOf(time, selfService)).to.equal(half);
    }
  });
});

describe('first-visit fix', () => {
  for (const [outcomes, reopened, fixed] of [
    [['open'], 0, null],
    [['finished'], 0, true],
    [['finished'], 1, false],
    [['second_visit', 'finished'], 0, false],
    [['no_show', 'finished'], 0, true],
    [['withdrawn', 'finished'], 0, true],
    [['no_show', 'second_visit', 'finished'], 0, false],
  ] as const) {
    it(`of ${outcomes.join(', ')}${reopened ? ', reopened' : ''} is ${fixed}`, () => {
      expect(
        isFirstVisitFix(
          outcomes.map((outcome) => ({ outcome })),
          reopened,
        ),
      ).to.equal(fixed);
    });
  }
});
