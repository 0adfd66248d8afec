import { useQuery } from '@tanstack/react-query';
import type { CaseDetail, CaseView } from '../../../domain/contracts/cases.ts';
import { get, type Params } from './client.ts';
import { useList } from './queries.ts';

/** Cases; a live event renews them (live/live.tsx). */
export const useCases = (params: Params) => useList<CaseView>('cases', '/api/cases', params, 60_000);

export const useCase = (id: number) =>
  useQuery({
    queryKey: ['cases', 'one', id],
    queryFn: ({ signal }) => get<CaseDetail>(`/api/cases/${id}`, {}, signal),
  });
