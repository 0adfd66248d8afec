import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  ContactView,
  OutletView,
  Pulse,
  Reference,
  TicketCard,
  TicketDetail,
  Verdict,
} from '../../../domain/contracts/api.ts';
import type { BoardView, Boundaries, MapOutlet } from '../../../domain/contracts/board.ts';
import type { VisitWindowsView } from '../../../domain/contracts/campaigns.ts';
import type {
  FieldDay,
  FieldFigures,
  Fieldwork,
  PriceItemView,
  PriceVersions,
} from '../../../domain/contracts/fieldwork.ts';
import type { ObligationView } from '../../../domain/contracts/followup.ts';
import type { ImportView } from '../../../domain/contracts/imports.ts';
import type { DeliveryView } from '../../../domain/contracts/integration.ts';
import type { NumberRuleView } from '../../../domain/contracts/numbers.ts';
import type { HearingList, RecordingList, RecordingView } from '../../../domain/contracts/recordings.ts';
import type { LineRow, SupervisionEntry } from '../../../domain/contracts/supervision.ts';
import { setHotlineTime } from '../time/clock.ts';
import { get, type Params } from './client.ts';

/** What the pages read. Every key begins with what it is about, so that live events can renew it. */
export const useReference = (enabled: boolean) =>
  useQuery({
    queryKey: ['reference'],
    queryFn: async ({ signal }) => {
      const reference = await get<Reference>('/api/reference', {}, signal);
      setHotlineTime(reference.now);
      return reference;
    },
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });

export const usePulse = () =>
  useQuery({
    queryKey: ['pulse'],
    queryFn: async ({ signal }) => {
      const pulse = await get<Pulse>('/api/pulse', {}, signal);
      setHotlineTime(pulse.now);
      return pulse;
    },
    refetchInterval: 15_000,
  });

export const useTicket = (id: number) =>
  useQuery({
    queryKey: ['ticket', id],
    queryFn: ({ signal }) => get<TicketDetail>(`/api/tickets/${id}`, {}, signal),
  });

/** What was written down at the customer's home. Below the ticket's key, so that whatever renews it renews this. */
export const useFieldwork = (ticketId: number) =>
  useQuery({
    queryKey: ['ticket', ticketId, 'fieldwork'],
    queryFn: ({ signal }) => get<Fieldwork>(`/api/tickets/${ticketId}/fieldwork`, {}, signal),
  });

/** What work costs, kept for the day. */
export const usePrices = () =>
  useQuery({
    queryKey: ['prices'],
    queryFn: ({ signal }) => get<{ items: PriceItemView[] }>('/api/prices', {}, signal),
    staleTime: 600_000,
  });

/** The same as it stands. @param all with what is no longer quoted */
export const usePriceList = (all: boolean) =>
  useQuery({
    queryKey: ['prices', 'list', all],
    queryFn: ({ signal }) => get<{ items: PriceItemView[] }>('/api/prices', { all: String(all) }, signal),
  });

export const usePriceVersions = (code: string) =>
  useQuery({
    queryKey: ['prices', 'versions', code],
    queryFn: ({ signal }) => get<PriceVersions>(`/api/prices/${code}/versions`, {}, signal),
  });

/** H5: what finished visits have and lack. */
export const useFieldFigures = (params: { days: number; outletId?: number }) =>
  useQuery({
    queryKey: ['field', 'figures', params],
    queryFn: ({ signal }) => get<FieldFigures>('/api/field/figures', params, signal),
    placeholderData: keepPreviousData,
  });

/** An outlet's jobs in hand, with where they are. */
export const useFieldDay = (outletId: number) =>
  useQuery({
    queryKey: ['field', 'day', outletId],
    queryFn: ({ signal }) => get<FieldDay>('/api/field/day', { outletId }, signal),
    enabled: outletId > 0,
    refetchInterval: 60_000,
  });

/** H6: when the visit is, and when else the outlet can come. */
export const useVisitWindows = (ticketId: number) =>
  useQuery({
    queryKey: ['windows', ticketId],
    queryFn: ({ signal }) => get<VisitWindowsView>(`/api/tickets/${ticketId}/windows`, {}, signal),
  });

export const useCandidates = (id: number) =>
  useQuery({
    queryKey: ['candidates', id],
    queryFn: ({ signal }) => get<Verdict>(`/api/tickets/${id}/candidates`, {}, signal),
  });

/** Outlets by name, in a region first looked at by whoever assigns by hand. */
export const useOutlets = (search: string, regionId: number | null) =>
  useQuery({
    queryKey: ['outlets', search, regionId],
    queryFn: ({ signal }) =>
      get<Page<Omit<OutletView, 'technicians'>>>('/api/outlets', { search, regionId, limit: 20 }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** Every outlet of the reader's part of the organisation, with what today holds for it. */
export const useMapOutlets = (enabled = true) =>
  useQuery({
    queryKey: ['map', 'outlets'],
    queryFn: ({ signal }) => get<{ day: string; items: MapOutlet[] }>('/api/map/outlets', {}, signal),
    staleTime: 10_000,
    refetchInterval: 30_000,
    enabled,
  });
export const useBoundaries = () =>
  useQuery({
    queryKey: ['reference', 'boundaries'],
    queryFn: ({ signal }) => get<Boundaries>('/api/map/boundaries', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
export const useBoardViews = () =>
  useQuery({
    queryKey: ['board-views'],
    queryFn: ({ signal }) => get<{ items: BoardView[] }>('/api/board/views', {}, signal),
    staleTime: 60_000,
  });

export const useOutlet = (id: number) =>
  useQuery({
    queryKey: ['outlet', id],
    queryFn: ({ signal }) => get<OutletView>(`/api/outlets/${id}`, {}, signal),
    staleTime: 60_000,
  });

interface Page<T> {
  items: T[];
  next: string | null;
}

/** A list read page by page: all its pages so far, in one. */
export function useList<T>(key: string, path: string, params: Params, every?: number) {
  const list = useInfiniteQuery({
    queryKey: [key, 'list', params],
    queryFn: ({ pageParam, signal }) => get<Page<T>>(path, { ...params, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: every,
  });
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) };
}

export const useRecordings = (params: Params) =>
  useList<RecordingView>('recordings', '/api/recordings', params);
/** One recording with all that is known of it; null when it is not for the reader. */
export const useRecordingView = (id: number) =>
  useQuery({
    queryKey: ['recordings', 'one', id],
    queryFn: async ({ signal }) =>
      (await get<RecordingList>('/api/recordings', { id, limit: 1 }, signal)).items[0] ?? null,
  });
export const useHearings = (id: number) =>
  useQuery({
    queryKey: ['recordings', 'hearings', id],
    queryFn: ({ signal }) => get<HearingList>(`/api/recordings/${id}/hearings`, {}, signal),
  });
export const useNumberRules = (params: Params) => useList<NumberRuleView>('numbers', '/api/numbers', params);
export const useDeliveries = (endpointId: number) =>
  useList<DeliveryView>('integration', `/api/webhooks/${endpointId}/deliveries`, { endpointId }, 5_000);
export const useImports = () => useList<ImportView>('imports', '/api/imports', {}, 15_000);
export const useTickets = (params: Params) => useList<TicketCard>('tickets', '/api/tickets', params);
export const useCalls = (params: Params) => useList<ContactView>('calls', '/api/calls', params);
export const useLineToday = (params: Params) => useList<LineRow>('line', '/api/line', params, 15_000);
export const useSupervisionLog = (params: Params) =>
  useList<SupervisionEntry>('supervision', '/api/supervision', params, 15_000);
export const useObligations = (params: Params) =>
  useList<ObligationView>('followups', '/api/followups', params, 30_000);
