import { expect } from 'chai';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  addDays,
  atLocal,
  dayStart,
  isInWindow,
  localDay,
  localTime,
  nextInWindow,
  windowHoursAfter,
} from '../../domain/time.ts';

const window = { from: '09:00', to: '20:00' };
const zones = ['Asia/Shanghai', 'Asia/Urumqi', 'Europe/Berlin', 'America/New_York', 'UTC'];
const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });

describe('time', () => {
  it('takes days and times of day in the organisation’s zone', () => {
    const at = new Date('2026-03-01T16:30:00Z');
    expect(localDay(at, 'Asia/Shanghai')).to.equal('2026-03-02');
    expect(localTime(at, 'Asia/Shanghai')).to.equal('00:30');
    expect(dayStart('2026-03-02', 'Asia/Shanghai').toISOString()).to.equal('2026-03-01T16:00:00.000Z');
    expect(addDays('2028-02-28', 1)).to.equal('2028-02-29');
    expect(addDays('2026-12-31', 1)).to.equal('2027-01-01');
  });

  it('shows what the clocks of any zone show, also on days on which they are changed', () => {
    // Hours before and after each change of the clocks, and any other instant.
    const changes = ['2026-03-08T07:00Z', '2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-11-01T06:00Z'];
    const around = fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -14_400_000, max: 14_400_000 }))
      .map(([change, ms]) => new Date(Date.parse(change) + ms));
    fc.assert(
      fc.property(
        fc.oneof(instants, around),
        fc.constantFrom(...zones, 'Australia/Lord_Howe'),
        (at, zone) => {
          const shown = DateTime.fromJSDate(at, { zone });
          expect(localDay(at, zone)).to.equal(shown.toFormat('yyyy-MM-dd'));
          expect(localTime(at, zone)).to.equal(shown.toFormat('HH:mm'));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('opens the calling window at nine and closes it at eight, to the second (F1)', () => {
    const zone = 'Asia/Shanghai';
    const cases: [string, boolean][] = [
      ['2026-05-01T00:59:59.999Z', false],
      ['2026-05-01T01:00:00.000Z', true],
      ['2026-05-01T11:59:59.999Z', true],
      ['2026-05-01T12:00:00.000Z', false],
    ];
    for (const [at, inside] of cases) expect(isInWindow(new Date(at), window, zone), at).to.equal(inside);
  });

  it('never finds a next call outside the window, before its time, or more than a day away', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (at, zone) => {
        const next = nextInWindow(at, window, zone);
        expect(isInWindow(next, window, zone)).to.equal(true);
        expect(next.getTime()).to.be.at.least(at.getTime());
        expect(next.getTime() - at.getTime()).to.be.below(14.1 * 3_600_000);
        if (isInWindow(at, window, zone)) expect(next).to.equal(at);
      }),
    );
  });

  it('counts hours within the window only (F4)', () => {
    const zone = 'Asia/Shanghai';
    const cases: [string, number, string][] = [
      ['2026-05-01T02:00:00Z', 4, '2026-05-01T06:00:00.000Z'],
      ['2026-05-01T11:30:00Z', 4, '2026-05-02T04:30:00.000Z'],
      ['2026-05-01T12:45:00Z', 4, '2026-05-02T05:00:00.000Z'],
      ['2026-05-01T08:00:00Z', 4, '2026-05-01T12:00:00.000Z'],
    ];
    for (const [from, hours, due] of cases) {
      expect(windowHoursAfter(new Date(from), hours, window, zone).toISOString(), from).to.equal(due);
    }
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 }), (at, hours) => {
        const due = windowHoursAfter(at, hours, window, zone);
        let counted = 0;
        for (let t = nextInWindow(at, window, zone).getTime(); t < due.getTime(); t += 60_000) {
          if (isInWindow(new Date(t), window, zone)) counted += 1;
        }
        expect(counted).to.be.within(hours * 60 - 1, hours * 60 + 1);
      }),
      { numRuns: 10 },
    );
  });

  it('agrees with a day’s own times', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const zone = 'Asia/Shanghai';
        const same = atLocal(localDay(at, zone), localTime(at, zone), zone);
        expect(at.getTime() - same.getTime()).to.be.within(0, 59_999);
      }),
    );
  });
});
