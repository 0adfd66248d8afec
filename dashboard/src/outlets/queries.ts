import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { OutletOverview, OutletRow } from '../../../domain/contracts/outlets.ts';
import { get, type Params } from '../api/client.ts';

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
    refetchInterval: 15_000,
  });
