import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { Me, SessionAnswer } from '../../../domain/contracts/api.ts';
import { get, newKey, write } from '../api/client.ts';
import { RequestFailed } from '../api/problem.ts';
import { draftsBelongTo } from '../desk-form/draft.ts';
import { followAccount } from '../i18n/language.ts';

const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only below a SignedIn. */
export const useMe = (): Me => {
  const me = useContext(MeContext);
  if (!me) throw new Error('nobody is signed in here');
  return me;
};

export const MeProvider = ({ me, children }: { me: Me; children: ReactNode }) => {
  useEffect(() => followAccount(me.language), [me.language]);
  // Before anything below is drawn.
  useMemo(() => draftsBelongTo(me.personId), [me.personId]);
  return <MeContext value={me}>{children}</MeContext>;
};

/** The session as the server sees it; null when nobody is signed in. */
export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await get<Me>('/api/session', {}, signal);
      } catch (error) {
        if (error instanceof RequestFailed && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });

/** Signing in and out; both change everything that is shown. */
export function useSigning() {
  const queries = useQueryClient();
  const become = (me: Me | null) => {
    queries.setQueryData(['session'], me);
    // Nothing that one person read may be shown to the next.
    queries.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'demo',
    });
  };
  return {
    signIn: async (username: string, password: string): Promise<void> => {
      become((await write<SessionAnswer>('POST', '/api/session', { username, password }, newKey())).me);
    },
    signOut: async (): Promise<void> => {
      await write('DELETE', '/api/session', undefined, newKey());
      draftsBelongTo(null);
      become(null);
    },
  };
}
