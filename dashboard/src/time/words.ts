import type { TFunction } from 'i18next';

/**
 * Times as people say them. `at` and `now` are milliseconds since 1970 or ISO instants; a zone is an IANA
 * name. The words come from the language files under `time`.
 */
type Instant = number | string;
const ms = (at: Instant): number => (typeof at === 'number' ? at : Date.parse(at));

export interface LocalTime {
  year: number;
  month: number;
  day: number;
  /** 'HH:MM' and 'HH:MM:SS' */
  time: string;
  second: string;
  /** Whole days since 1970 in the zone. */
  dayNumber: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function localTime(at: Instant, zone: string): LocalTime {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  const parts: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(ms(at))) parts[type] = value;
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)];
  const time = `${parts.hour}:${parts.minute}`;
  return {
    year,
    month,
    day,
    time,
    second: `${time}:${parts.second}`,
    dayNumber: Date.UTC(year, month - 1, day) / 86_400_000,
  };
}

/** The instant of a local time of day in a zone: `hour` o'clock on the day `days` after the one of `now`. */
export function atLocalHour(now: number, days: number, hour: number, minute: number, zone: string): number {
  const today = localTime(now, zone);
  const wall = (today.dayNumber + days) * 86_400_000 + (hour * 60 + minute) * 60_000;
  const shift = (at: number) => {
    const local = localTime(at, zone);
    const [hours = 0, minutes = 0] = local.time.split(':').map(Number);
    return local.dayNumber * 86_400_000 + (hours * 60 + minutes) * 60_000 - Math.floor(at / 60_000) * 60_000;
  };
  // The zone's shift may differ between the guess and the instant meant (summer time): look twice.
  return wall - shift(wall - shift(wall));
}

/** 今天 14:30 · 昨天 09:05 · 3月2日 14:30 · 2025年12月3日 14:30 */
export function dayTime(at: Instant, now: number, zone: string, t: TFunction): string {
  const local = localTime(at, zone);
  return t('time.dayTime', { day: dayOf(at, now, zone, t), time: local.time });
}

/** 今天 · 明天 · 3月2日 */
export const dayOf = (at: Instant, now: number, zone: string, t: TFunction): string =>
  nameOfDay(localTime(at, zone), now, zone, t);

/** The same for a day 'YYYY-MM-DD', which has no instant. */
export function dayWords(day: string, now: number, zone: string, t: TFunction): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const dayNumber = Date.UTC(year, month - 1, date) / 86_400_000;
  return nameOfDay({ year, month, day: date, dayNumber }, now, zone, t);
}

/** 3月2日, however near it is. */
export function dateOf(at: Instant, zone: string, t: TFunction): string {
  const { month, day } = localTime(at, zone);
  return t('time.date', { month: monthName(month, t), day });
}

const monthName = (month: number, t: TFunction): string => t(`time.months.m${month}` as 'time.months.m1');

type DayParts = Pick<LocalTime, 'year' | 'month' | 'day' | 'dayNumber'>;

function nameOfDay(then: DayParts, now: number, zone: string, t: TFunction): string {
  const today = localTime(now, zone);
  switch (then.dayNumber - today.dayNumber) {
    case 0:
      return t('time.today');
    case 1:
      return t('time.tomorrow');
    case -1:
      return t('time.yesterday');
    default: {
      const month = monthName(then.month, t);
      const given = { year: then.year, month, day: then.day };
      return then.year === today.year ? t('time.date', given) : t('time.dateYear', given);
    }
  }
}

/** For the tooltip: 2026-03-02 14:30:05 */
export function exactTime(at: Instant, zone: string): string {
  const { year, month, day, second } = localTime(at, zone);
  return `${year}-${two(month)}-${two(day)} ${second}`;
}

/** 12 分钟 · 3 小时 20 分 · 2 天 4 小时; less than a minute is 不到 1 分钟 */
export function span(milliseconds: number, t: TFunction): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 1) return t('time.underMinute');
  if (minutes < 60) return t('time.minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return minutes % 60
      ? t('time.hoursMinutes', { hours, minutes: minutes % 60 })
      : t('time.hours', { hours });
  }
  const days = Math.floor(hours / 24);
  return hours % 24 ? t('time.daysHours', { days, hours: hours % 24 }) : t('time.days', { days });
}

/** 还剩 12 分钟 · 超时 3 小时 20 分 */
export function countdown(left: number, t: TFunction): string {
  if (left < 0 && left > -60_000) return t('time.justLate');
  return t(left < 0 ? 'time.late' : 'time.left', { span: span(left, t) });
}

/** For a card: 12分 · 3时20分 · 15时 · 2天4时, with 超 before it when late. */
export function shortCountdown(left: number, t: TFunction): string {
  if (left < 0 && left > -60_000) return t('time.justLate');
  const span = shortSpan(Math.floor(Math.abs(left) / 60_000), t);
  return left < 0 ? t('time.shortLate', { span }) : span;
}

function shortSpan(total: number, t: TFunction): string {
  const [days, hours, minutes] = [Math.floor(total / 1440), Math.floor((total % 1440) / 60), total % 60];
  if (days > 0) return t(hours > 0 ? 'time.shortDays' : 'time.shortWholeDays', { days, hours });
  if (hours >= 3 || (hours > 0 && minutes === 0)) return t('time.shortHours', { hours });
  if (hours > 0) return t('time.shortHoursMinutes', { hours, minutes });
  return minutes > 0 ? t('time.shortMinutes', { minutes }) : t('time.shortUnderMinute');
}

/** A call's length: 0:42 · 12:07 · 1:02:07 */
export function ticking(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
