import { DateTime } from 'luxon';
import type { Policy } from '../policy.ts';
import { addDays, atLocal } from '../time.ts';
import { HALF_DAYS, type HalfDay, type Language } from '../vocabulary.ts';

/** H6: a half-day in which someone comes. `day` is 'YYYY-MM-DD' in the organisation's zone. */
export interface VisitWindow {
  day: string;
  half: HalfDay;
}

/** When a window begins and ends. */
export function windowTimes(
  { day, half }: VisitWindow,
  policy: Policy['selfService'],
  zone: string,
): { from: Date; until: Date } {
  const { from, to } = policy[half];
  return { from: atLocal(day, from, zone), until: atLocal(day, to, zone) };
}

/** Every window that begins at or after `earliest`, on `today` and the days after. */
export function windowsFrom(
  earliest: Date,
  today: string,
  policy: Policy['selfService'],
  zone: string,
): VisitWindow[] {
  const days = Array.from({ length: policy.daysAhead + 1 }, (_, index) => addDays(today, index));
  return days
    .flatMap((day) => HALF_DAYS.map((half) => ({ day, half })))
    .filter((window) => windowTimes(window, policy, zone).from >= earliest);
}

const HALF_NAMES = {
  zh: { morning: '上午', afternoon: '下午' },
  en: { morning: 'morning', afternoon: 'afternoon' },
};

/** A window in a list: 明天上午, 11月25日周三下午; tomorrow morning, Wednesday, November 25, afternoon. */
export function windowName({ day, half }: VisitWindow, today: string, language: Language): string {
  const name = HALF_NAMES[language][half];
  const near = [today, addDays(today, 1), addDays(today, 2)].indexOf(day);
  const date = DateTime.fromISO(day, { zone: 'utc' });
  if (language === 'zh') {
    const words = ['今天', '明天', '后天'][near] ?? date.setLocale('zh-CN').toFormat('M月d日ccc');
    return words + name;
  }
  const words = [`this ${name}`, `tomorrow ${name}`][near];
  return words ?? `${date.setLocale('en').toFormat('cccc, MMMM d')}, ${name}`;
}

/** A span within one day, as it is said and written: 11月25日周三9点到12点; Wednesday, November 25, 9 AM to 12 PM. */
export function spokenSpan(from: Date, until: Date, language: Language, zone: string): string {
  const [begin, end] = [from, until].map((at) => DateTime.fromJSDate(at, { zone })) as [DateTime, DateTime];
  if (language === 'en') {
    const time = (at: DateTime) => at.setLocale('en').toFormat(at.minute === 0 ? 'h a' : 'h:mm a');
    return `${begin.setLocale('en').toFormat('cccc, MMMM d')}, ${time(begin)} to ${time(end)}`;
  }
  const time = (at: DateTime) => at.toFormat(at.minute === 0 ? 'H点' : 'H点mm分');
  return `${begin.setLocale('zh-CN').toFormat('M月d日ccc')}${time(begin)}到${time(end)}`;
}

const WEEKDAYS_ZH = '一二三四五六';
const WEEKDAYS_EN = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The one window that someone means who says 明天下午, 周三上午, tomorrow morning; null for none or several. */
export function matchWindow(spoken: string, windows: VisitWindow[], today: string): VisitWindow | null {
  const heard = spoken.toLowerCase();
  const half = heardHalf(heard);
  const isDay = heardDay(heard, today);
  if (!half && !isDay) return null;
  const meant = windows.filter((window) => (!half || window.half === half) && (!isDay || isDay(window.day)));
  return meant.length === 1 && meant[0] ? meant[0] : null;
}

function heardHalf(heard: string): HalfDay | null {
  if (/上午|早上|早晨|morning/.test(heard)) return 'morning';
  return /下午|午后|afternoon/.test(heard) ? 'afternoon' : null;
}

function heardDay(heard: string, today: string): ((day: string) => boolean) | null {
  const near = [
    /今天|today|this (?:morning|afternoon)/,
    /明天|(?<!after )tomorrow/,
    /后天|day after tomorrow/,
  ];
  const offset = near.findLastIndex((words) => words.test(heard));
  if (offset >= 0) return (day) => day === addDays(today, offset);
  const date = heardDate(heard);
  if (date !== null) return (day) => Number(day.slice(8)) === date;
  const weekday = heardWeekday(heard);
  return weekday === null ? null : (day) => new Date(`${day}T00:00:00Z`).getUTCDay() === weekday;
}

/** 5号, 二十五日, the 25th. */
function heardDate(heard: string): number | null {
  const [, digits] = /(\d{1,2})(?:[日号]|st|nd|rd|th)/.exec(heard) ?? [];
  if (digits) return Number(digits);
  const [, tens = '', ones = ''] = /([一二三]?十)?([一二三四五六七八九])?[日号]/.exec(heard) ?? [];
  if (tens + ones === '') return null;
  const value = (hanzi: string) => '一二三四五六七八九'.indexOf(hanzi) + 1;
  const ten = tens === '' ? 0 : tens === '十' ? 10 : value(tens.charAt(0)) * 10;
  return ten + value(ones);
}

/** 0 is Sunday. */
function heardWeekday(heard: string): number | null {
  const [, zh] = /(?:周|星期|礼拜)([一二三四五六日天])/.exec(heard) ?? [];
  if (zh) return WEEKDAYS_ZH.indexOf(zh) + 1;
  const en = WEEKDAYS_EN.findIndex((name) => heard.includes(name));
  return en >= 0 ? en : null;
}
