import { expect } from 'chai';
import { coverage, dayKind, holidayName, isCovered, isWorkday, weekdayOf } from '../../domain/calendar.ts';

describe('the statutory calendar', () => {
  const days: [string, ReturnType<typeof dayKind>, string | null][] = [
    ['2026-09-30', 'workday', null],
    ['2026-10-01', 'holiday', '国庆节'],
    ['2026-10-04', 'holiday', '国庆节'], // a Sunday within it
    ['2026-10-07', 'holiday', '国庆节'],
    ['2026-10-08', 'workday', null],
    ['2026-10-10', 'make_up', '国庆节'], // a Saturday that is worked
    ['2026-10-11', 'weekend', null],
    ['2026-02-28', 'make_up', '春节'],
    ['2026-11-23', 'workday', null],
    ['2026-11-28', 'weekend', null],
  ];
  for (const [day, kind, name] of days) {
    it(`knows ${day} for ${kind}`, () => {
      expect(dayKind(day)).to.equal(kind);
      expect(holidayName(day)?.zh ?? null).to.equal(name);
      expect(isWorkday(day)).to.equal(kind === 'workday' || kind === 'make_up');
    });
  }

  it('names holidays in both languages', () => {
    expect(holidayName('2026-10-01')).to.deep.equal({ zh: '国庆节', en: 'National Day' });
  });

  it('says which years it knows, and guesses at no other', () => {
    expect(coverage.from).to.equal(2004);
    expect(coverage.to).to.be.at.least(2026);
    expect(isCovered(`${coverage.to}-12-31`)).to.equal(true);
    const next = `${coverage.to + 1}-10-01`;
    expect(isCovered(next)).to.equal(false);
    expect(dayKind(next)).to.equal(weekdayOf(next) > 5 ? 'weekend' : 'workday');
    expect(holidayName(next)).to.equal(null);
  });
});
