import { useQuery } from '@tanstack/react-query';
import type { DoubtDetail, DoubtView } from '../../../domain/contracts/honesty.ts';
import { get, type Params } from './client.ts';
import { useList } from './queries.ts';

/** S9: results that are doubtful.. */
export const useDoubts = (params: Params) => useList<DoubtView>('doubts', '/api/doubts', params, 60_000);

export const useDoubt = (id: number) =>
  useQuery({
    queryKey: ['doubts', 'one', id],
    queryFn: ({ signal }) => get<DoubtDetail>(`/api/doubts/${id}`, {}, signal),
  });
