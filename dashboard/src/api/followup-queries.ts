import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type {
  Coverage,
  Dialler,
  DiallerPause,
  HandList,
  ObligationCount,
  Proof,
  ProofBy,
  ProofPart,
  Remark,
  SurveyResults,
} from '../../../domain/contracts/followup.ts';
import { get, type Params } from './client.ts';
import { useList } from './queries.ts';

/** F5: of the days and the work that is asked for. */
export const useCoverage = (params: Params) =>
  useQuery({
    queryKey: ['followups', 'coverage', params],
    queryFn: ({ signal }) => get<Coverage>('/api/followups/coverage', params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });

/** How many a list of owed calls holds; asked for only where more than one page is to be read. */
export const useObligationCount = (params: Params, enabled: boolean) =>
  useQuery({
    queryKey: ['followup-count', params],
    queryFn: ({ signal }) => get<ObligationCount>('/api/followups/count', params, signal),
    refetchInterval: 30_000,
    enabled,
  });

/** F2: what customers answered. */
export const useSurveyResults = (params: Params) =>
  useQuery({
    queryKey: ['followups', 'results', params],
    queryFn: ({ signal }) => get<SurveyResults>('/api/followups/results', params, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

export const useRemarks = (params: Params) =>
  useList<Remark>('followup-remarks', '/api/followups/remarks', params, 60_000);

export const useProofs = () =>
  useQuery({
    queryKey: ['followups', 'proofs'],
    queryFn: ({ signal }) => get<{ items: Proof[] }>('/api/followups/proofs', {}, signal),
  });

/** What a proof's sums were made of; it never changes. */
export const useProofParts = (proofId: number, by: ProofBy) =>
  useQuery({
    queryKey: ['followup-proof', proofId, by],
    queryFn: ({ signal }) =>
      get<{ kept: boolean; items: ProofPart[] }>(`/api/followups/proofs/${proofId}/parts`, { by }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The dialler at work, every two seconds. */
export const useDialler = () =>
  useQuery({
    queryKey: ['followups', 'dialler'],
    queryFn: ({ signal }) => get<Dialler>('/api/followups/dialler', {}, signal),
    refetchInterval: 2_000,
  });

/** Whether the dialler is paused; events say so where the province is heard, and time does elsewhere. */
export const useDialPause = (enabled: boolean) =>
  useQuery({
    queryKey: ['followups', 'pause'],
    queryFn: ({ signal }) => get<DiallerPause>('/api/followups/pause', {}, signal),
    refetchInterval: 10_000,
    enabled,
  }).data?.paused ?? null;

/** What I have in hand of the worklist; events renew it, and time does where none are heard. */
export const useHandList = () =>
  useQuery({
    queryKey: ['followups', 'hand'],
    queryFn: ({ signal }) => get<HandList>('/api/followups/hand', {}, signal),
    refetchInterval: 10_000,
  });
