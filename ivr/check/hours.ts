import { coverage } from '../../domain/calendar.ts';
import { nextOpening, type OpeningHours, type Span } from '../../domain/setup/opening-hours.ts';
import { problem, type SetupProblem } from '../../domain/setup/problem.ts';
import { addDays, localDay } from '../../domain/time.ts';

/** Days ahead for which holidays should be known: people ask for their leave as early. */
const AHEAD = 60;

export function checkHours(hours: OpeningHours, now: Date, zone: string): SetupProblem[] {
  const found: SetupProblem[] = [];
  if (nextOpening(hours, now, zone) === null) found.push(problem('never_open', 'hours'));
  const lists: [string, Span[]][] = [
    ...hours.week.map((spans, index): [string, Span[]] => [`weekday.${index + 1}`, spans]),
    ['holiday', hours.holiday],
    ['makeUp', hours.makeUp],
    ...hours.exceptions.map(({ spans }, index): [string, Span[]] => [`exception.${index}`, spans]),
  ];
  for (const [at, spans] of lists) {
    if (overlap(spans)) found.push(problem('spans_overlap', 'hours', { at }));
  }
  hours.exceptions.forEach((one, index) => {
    const at = `exception.${index}`;
    if (one.to < one.from) found.push(problem('exception_backwards', 'hours', { at }));
    if (one.kind === 'hours' && one.spans.length === 0) {
      found.push(problem('exception_without_hours', 'hours', { at }));
    }
  });
  const year = Number(addDays(localDay(now, zone), AHEAD).slice(0, 4));
  if (hours.followCalendar && year > coverage.to && !isToldBySelf(hours, year)) {
    found.push(problem('year_not_announced', 'hours', { figures: { year } }));
  }
  return found;
}

/** Whether the holidays of that year were entered by hand. */
const isToldBySelf = ({ exceptions }: OpeningHours, year: number): boolean =>
  exceptions.some(({ from, kind }) => from.startsWith(`${year}-`) && kind === 'holiday');

function overlap(spans: Span[]): boolean {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const ends = ({ from, to }: Span) => (to <= from ? minutes(to) + 1440 : minutes(to));
  const sorted = [...spans].sort((a, b) => minutes(a.from) - minutes(b.from));
  return sorted.some((span, index) => {
    const before = sorted[index - 1];
    return before !== undefined && minutes(span.from) < ends(before);
  });
}
