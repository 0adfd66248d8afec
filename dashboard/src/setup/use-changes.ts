import { useQuery } from '@tanstack/react-query';
import type { SetupChange } from '../../../domain/contracts/setup.ts';
import { get } from '../api/client.ts';

/** What one version says that another does not. */
export const useChanges = (from: number, to: number | null) =>
  useQuery({
    queryKey: ['setup', 'diff', from, to],
    queryFn: ({ signal }) =>
      get<{ items: SetupChange[] }>('/api/setup/diff', { from: String(from), to: String(to) }, signal),
    enabled: to !== null,
  });
