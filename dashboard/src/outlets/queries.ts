import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { OutletOverview, OutletRow } from '../../../domain/contracts/outlets.ts';
import { mayWork } from '../../../domain/vocabulary.ts';
import { get, type Params } from '../api/client.ts';

const LATER_MS = 15_000;
const SOON_MS = 1_000;

export function useOutletRows(params: Params) {
  const list = useInfiniteQuery({
    queryKey: ['outlets', 'list', params],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: OutletRow[]; next: string | null }>(
        '/api/outlets',
        { ...params, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) };
}

export const useOutletOverview = (id: number) =>
  useQuery({
    queryKey: ['outlets', 'overview', id],
    queryFn: ({ signal }) => get<OutletOverview>(`/api/outlets/${id}/overview`, {}, signal),
    // What a stop moves is seen to go.
    refetchInterval: ({ state: { data } }) =>
      data && !mayWork(data.standing) && data.effect.moves > 0 ? SOON_MS : LATER_MS,
  });
