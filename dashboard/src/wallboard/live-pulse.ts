import { type QueryClient, skipToken, useQuery } from '@tanstack/react-query';
import type { Pulse } from '../../../domain/contracts/api.ts';
import type { Wallboard } from '../../../domain/contracts/desk.ts';

const KEY = ['line-now'];
type LineNow = Pick<Pulse, 'waitingCallers' | 'longestWaitSince' | 'serviceLevel'>;

/**
 * The pulse on top is read now and then, the board is live: on one page they must not say two things. It is kept
 * beside the pulse: each write to what is read at intervals would begin the interval anew, and it would never be read.
 */
export function tellPulse(queries: QueryClient, board: Wallboard | null): void {
  queries.setQueryData<LineNow | null>(
    KEY,
    board && {
      waitingCallers: board.waiting,
      longestWaitSince: board.longestSince,
      serviceLevel: board.today.serviceLevel,
    },
  );
}

/** What a board on this page says of the line now; null without one. */
export const useLineNow = (): LineNow | null =>
  useQuery<LineNow | null>({ queryKey: KEY, queryFn: skipToken }).data ?? null;
