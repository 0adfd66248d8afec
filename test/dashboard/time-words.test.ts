import { expect } from 'chai';
import {
  atLocalHour,
  countdown,
  dayTime,
  dayWords,
  exactTime,
  localTime,
  shortCountdown,
  ticking,
} from '../../dashboard/src/time/words.ts';
import { wordsIn } from './words-in.ts';

const zh = wordsIn('zh');
const en = wordsIn('en');
const SHANGHAI = 'Asia/Shanghai';
const now = Date.parse('2026-03-02T06:00:00Z'); // 14:00 in Shanghai
const minutes = (count: number) => count * 60_000;

describe('times as people say them', () => {
  for (const [at, inZh, inEn] of [
    ['2026-03-02T06:30:00Z', '今天 14:30', 'today 14:30'],
    ['2026-03-01T15:59:00Z', '昨天 23:59', 'yesterday 23:59'],
    ['2026-03-01T16:00:00Z', '今天 00:00', 'today 00:00'],
    ['2026-03-02T16:00:00Z', '明天 00:00', 'tomorrow 00:00'],
    ['2026-02-27T06:30:00Z', '2月27日 14:30', '27 Feb 14:30'],
    ['2025-12-03T06:30:00Z', '2025年12月3日 14:30', '3 Dec 2025 14:30'],
  ] as const) {
    it(`says ${at} as ${inZh} and ${inEn}`, () => {
      expect(dayTime(at, now, SHANGHAI, zh)).to.equal(inZh);
      expect(dayTime(at, now, SHANGHAI, en)).to.equal(inEn);
    });
  }

  it('asks the zone what day it is', () => {
    expect(dayTime('2026-03-02T06:30:00Z', now, 'America/New_York', zh)).to.equal('今天 01:30');
    expect(dayWords('2026-03-02', now, SHANGHAI, zh)).to.equal('今天');
    expect(dayWords('2026-03-05', now, SHANGHAI, en)).to.equal('5 Mar');
  });

  it('tells the exact time', () => {
    expect(exactTime('2026-03-02T06:30:05Z', SHANGHAI)).to.equal('2026-03-02 14:30:05');
    expect(exactTime('2026-03-01T16:00:00Z', SHANGHAI)).to.equal('2026-03-02 00:00:00');
  });

  for (const [left, long, short] of [
    [minutes(12), '还剩 12 分钟', '12分'],
    [minutes(12.9), '还剩 12 分钟', '12分'],
    [minutes(0.5), '还剩 不到 1 分钟', '1分内'],
    [minutes(60), '还剩 1 小时', '1时'],
    [minutes(170), '还剩 2 小时 50 分', '2时50分'],
    [minutes(200), '还剩 3 小时 20 分', '3时'],
    [minutes(1439), '还剩 23 小时 59 分', '23时'],
    [minutes(3120), '还剩 2 天 4 小时', '2天4时'],
    [-minutes(0.5), '刚超时', '刚超时'],
    [-minutes(12), '超时 12 分钟', '超12分'],
    [-minutes(700), '超时 11 小时 40 分', '超11时'],
  ] as const) {
    it(`counts ${left / 60_000} minutes down as ${long}, on a card ${short}`, () => {
      expect(countdown(left, zh)).to.equal(long);
      expect(shortCountdown(left, zh)).to.equal(short);
    });
  }

  it('counts down in English', () => {
    expect(countdown(minutes(200), en)).to.equal('3 h 20 min left');
    expect(countdown(-minutes(12), en)).to.equal('12 min late');
    expect(shortCountdown(-minutes(12), en)).to.equal('12m late');
  });

  it('lets a call tick', () => {
    expect(ticking(42_900)).to.equal('0:42');
    expect(ticking(727_000)).to.equal('12:07');
    expect(ticking(3_727_000)).to.equal('1:02:07');
    expect(ticking(-5)).to.equal('0:00');
  });

  it('finds the instant of a local hour, over a change to summer time too', () => {
    expect(new Date(atLocalHour(now, 1, 9, 30, SHANGHAI)).toISOString()).to.equal('2026-03-03T01:30:00.000Z');
    const before = Date.parse('2026-03-28T12:00:00Z');
    for (const [days, hour] of [
      [0, 9],
      [1, 9],
      [2, 0],
    ] as const) {
      const at = atLocalHour(before, days, hour, 0, 'Europe/Berlin');
      expect(localTime(at, 'Europe/Berlin')).to.include({ day: 28 + days, time: `0${hour}:00` });
    }
  });
});
