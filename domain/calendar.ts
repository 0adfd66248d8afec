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

/** 国庆节, National Day; of a make-up workday the holiday that it makes up for; null on any other day. */
export function holidayName(day: string): { zh: string; en: string } | null {
  const [en, zh] = (holidays[day] ?? workdays[day] ?? '').split(',');
  return en && zh ? { en, zh } : null;
}
