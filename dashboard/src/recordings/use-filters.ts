import { useSearchParams } from 'react-router-dom';

export const NAMES = ['kind', 'agentId', 'from', 'to', 'number', 'ticket', 'contactId', 'held'] as const;
export type Name = (typeof NAMES)[number];

/** The filters as they stand in the address. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const put = (name: Name | 'rec', value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: name !== 'rec' },
    );
  const clear = () =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      for (const name of NAMES) next.delete(name);
      return next;
    });
  return { params, put, clear };
}
export type Filters = ReturnType<typeof useFilters>;
