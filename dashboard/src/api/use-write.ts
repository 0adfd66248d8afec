import { type InvalidateQueryFilters, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { newKey, write } from './client.ts';
import { RequestFailed } from './problem.ts';

interface Act<Body> {
  /** POST when left out. */
  method?: 'POST' | 'DELETE';
  path: string;
  body: Body;
}

/** What an act may have changed: everything but who is signed in, and what lists and forms are made of. */
const CHANGING: InvalidateQueryFilters = {
  predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'reference',
};

/**
 * One act that changes something. Sent again after an unknown outcome (no answer, a server error) with the
 * same body it carries the same key, so that it never happens twice; anything else is a new act.
 */
export function useWrite<Body, Answer>(done?: (answer: Answer) => void) {
  const queries = useQueryClient();
  const pending = useRef<{ act: string; key: string } | null>(null);
  return useMutation<Answer, RequestFailed, Act<Body>>({
    mutationFn: async ({ method = 'POST', path, body }) => {
      const act = method + path + JSON.stringify(body);
      if (pending.current?.act !== act) pending.current = { act, key: newKey() };
      try {
        const answer = await write<Answer>(method, path, body, pending.current.key);
        pending.current = null;
        return answer;
      } catch (error) {
        if (error instanceof RequestFailed && !error.unsure) pending.current = null;
        throw error;
      }
    },
    onSuccess: async (answer) => {
      done?.(answer);
      await queries.invalidateQueries(CHANGING);
    },
    onError: async (error) => {
      // Someone else was quicker: what is on the screen is old.
      if (error.code === 'stale' || error.code === 'wrong_state') await queries.invalidateQueries(CHANGING);
    },
  });
}
