import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { BookingView, CampaignView } from '../../../domain/contracts/campaigns.ts';
import { get } from '../api/client.ts';

export const useCampaigns = () =>
  useQuery({
    queryKey: ['campaigns'],
    queryFn: async ({ signal }) => (await get<{ items: CampaignView[] }>('/api/campaigns', {}, signal)).items,
    refetchInterval: 30_000,
  });

export function useBookings(campaignId: number, regionId: number | null) {
  const list = useInfiniteQuery({
    queryKey: ['campaigns', campaignId, 'bookings', regionId],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: BookingView[]; next: string | null }>(
        `/api/campaigns/${campaignId}/bookings`,
        { regionId, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) };
}
