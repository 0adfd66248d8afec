import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/**
 * The statutory holidays of China and the weekends that are worked in exchange (调休). The State Council announces a
 * year late in the one before, and the package follows: of a year that is not announced nothing is known, and
 * nothing is guessed.
 *
 * Only its table is used: its functions count days in the zone of the machine, and are a day off west of Greenwich.
 */
const { holidays, workdays }: Record<'holidays' | 'workdays', Record<string, string>> = table;

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'make_up';

/** Years of which the holidays are known, first and last. */
export const coverage: { from: number; to: number } = (() => {
  const years = Object.keys(holidays).map((day) => Number(day.slice(0, 4)));
  return { from: Math.min(...years), to: Math.max(...years) };
})();

/** Whether the holidays of that day's year are announced. */
export const isCovered = (day: string): boolean => {
  const year = Number(day.slice(0, 4));
  return coverage.from <= year && year <= coverage.to;
};

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay() || 7;

/** @param day 'YYYY-MM-DD' */
export function dayKind(day: string): DayKind {
  if (holidays[day]) return 'holiday';
  if (weekdayOf(day) < 6) return 'workday';
  return workdays[day] ? 'make_up' : 'weekend';
}

export const isWorkday = (day: string): boolean => ['workday', 'make_up'].includes(dayKind(day));

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

/** 正月初一, the first day of the lunar year, also of years whose holidays are not announced. */
export const isSpringFestival = (day: string): boolean => {
  // Never outside these: asking is slow.
  if (day.slice(5) < '01-20' || day.slice(5) > '02-22') return false;
  const parts = lunar.formatToParts(new Date(`${day}T00:00Z`));
  return ['month', 'day'].every((name) => parts.find(({ type }) => type === name)?.value === '1');
};

/** 国庆节, National Day; of a make-up workday the holiday that it makes up for; null on any other day. */
export function holidayName(day: string): { zh: string; en: string } | null {
  const [en, zh] = (holidays[day] ?? workdays[day] ?? '').split(',');
  return en && zh ? { en, zh } : null;
}
