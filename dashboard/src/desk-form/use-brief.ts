import { useQuery } from '@tanstack/react-query';
import type { CallerBrief } from '../../../domain/contracts/desk.ts';
import { get } from '../api/client.ts';
import { counterBrief, isCounter } from '../counter/counter-brief.ts';

/** What is known of the caller; shared by the panes. Read again after each act, as everything is. */
export const useBrief = (contactId: number) =>
  useQuery({
    queryKey: ['brief', contactId],
    queryFn: ({ signal }) =>
      isCounter(contactId)
        ? counterBrief(contactId, signal)
        : get<CallerBrief>(`/api/desk/brief/${contactId}`, {}, signal),
    staleTime: 15_000,
    // How the open tickets stand is told on the phone.
    refetchInterval: 30_000,
  });
