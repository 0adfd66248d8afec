import { useQuery } from '@tanstack/react-query';
import type { AreaWindowsView, TechnicianWindowsView } from '../../../domain/contracts/visits.ts';
import { get } from './client.ts';

/** H6: what the technician of a ticket is promised already. */
export const useTechnicianWindows = (ticketId: number) =>
  useQuery({
    queryKey: ['windows', 'technician', ticketId],
    queryFn: ({ signal }) =>
      get<TechnicianWindowsView>(`/api/tickets/${ticketId}/technician-windows`, {}, signal),
  });

/** H6: half-days that outlets of a place still have. */
export const useAreaWindows = (place: { districtCode: string; category: string; kind: string } | null) =>
  useQuery({
    queryKey: ['windows', 'area', place],
    enabled: place !== null,
    queryFn: ({ signal }) => get<AreaWindowsView>('/api/visit-windows', { ...place }, signal),
  });
