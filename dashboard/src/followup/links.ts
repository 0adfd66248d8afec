import type { CoverageBy } from '../../../domain/contracts/followup.ts';
import type { Narrowing } from './narrowing.ts';

/** The figures of coverage, and what narrows the list to the calls of each. */
export const COVERAGE_FIGURES = [
  { name: 'opened', to: {} },
  { name: 'settled', to: { state: 'settled' } },
  { name: 'open', to: { state: 'open,dialling' } },
  { name: 'exhausted', to: { state: 'exhausted' } },
  { name: 'overdue', to: { overdue: 'true' } },
] as const;

const viewOf = (view: string, params: Record<string, string | undefined>): string => {
  const search = new URLSearchParams({ view });
  for (const [name, value] of Object.entries(params)) if (value) search.set(name, value);
  return `/followups?${search}`;
};

/** The list behind a figure. */
export const listOf = (params: Record<string, string | undefined>): string => viewOf('all', params);

/** What narrows the list to a row's calls; of those that are about nobody's work, which have no key: 0. */
export const narrowedTo = (by: CoverageBy, key: string | null): Record<string, string> => {
  if (key === null) return { [`${by}Id`]: '0' };
  if (by === 'kind') return { kind: key };
  if (by === 'day') return { from: key, to: key };
  return { [`${by}Id`]: key };
};

/** By what a row is told apart in its turn. */
const WITHIN: Record<Exclude<CoverageBy, 'kind'>, CoverageBy> = {
  region: 'store',
  store: 'outlet',
  brand: 'outlet',
  outlet: 'kind',
  day: 'kind',
};

/** Coverage of a row alone, or its list where it is told apart no further. */
export const rowOf = (narrowing: Narrowing, by: CoverageBy, key: string | null): string =>
  by === 'kind' || key === null
    ? listOf({ ...narrowing, ...narrowedTo(by, key) })
    : viewOf('coverage', { ...narrowing, ...narrowedTo(by, key), by: WITHIN[by] });
