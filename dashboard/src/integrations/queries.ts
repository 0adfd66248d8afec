import { useQuery } from '@tanstack/react-query';
import type { ApiKeyView, EndpointView } from '../../../domain/contracts/integration.ts';
import { get } from '../api/client.ts';

export const useEndpoints = () =>
  useQuery({
    queryKey: ['integration', 'endpoints'],
    queryFn: async ({ signal }) => (await get<{ items: EndpointView[] }>('/api/webhooks', {}, signal)).items,
    refetchInterval: 5_000,
  });

export const useKeys = () =>
  useQuery({
    queryKey: ['integration', 'keys'],
    queryFn: async ({ signal }) => (await get<{ items: ApiKeyView[] }>('/api/keys', {}, signal)).items,
  });
