import { useSearchParams } from 'react-router-dom';

/** Whose work is looked at alone, by the names in the URL. */
export const narrowings = ['regionId', 'storeId', 'outletId', 'brandId'] as const;
export const DAYS = ['from', 'to'] as const;
export type Narrowing = Partial<Record<(typeof narrowings)[number] | (typeof DAYS)[number], string>>;

/** What the URL narrows to: days and whose work; the list, the coverage and the results share it. */
export function useNarrowing(): Narrowing {
  const [params] = useSearchParams();
  return narrowingOf(params);
}

export const narrowingOf = (params: URLSearchParams): Narrowing =>
  Object.fromEntries(
    [...narrowings, ...DAYS].flatMap((name) => {
      const value = params.get(name);
      return value ? [[name, value]] : [];
    }),
  );
