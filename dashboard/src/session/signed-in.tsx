import type { ReactNode } from 'react';
import { useReference } from '../api/queries.ts';
import { LiveProvider } from '../live/live.tsx';
import { FullPageTrouble, FullPageWait } from '../parts/full-page.tsx';
import { ReferenceProvider } from '../parts/reference.tsx';
import { LoginPage } from './login-page.tsx';
import { MeProvider, useSession } from './session.tsx';

/** Shows its children to whoever is signed in; anyone else gets the door, at the same address. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useSession();
  const me = session.data;
  const reference = useReference(Boolean(me));
  if (session.isPending) return session.error ? null : <FullPageWait />;
  if (me === undefined) return <FullPageTrouble error={session.error} retry={() => session.refetch()} />;
  if (me === null) return <LoginPage />;
  if (!reference.data) {
    return reference.error ? (
      <FullPageTrouble error={reference.error} retry={() => reference.refetch()} />
    ) : (
      <FullPageWait />
    );
  }
  return (
    <MeProvider me={me} key={me.personId}>
      <ReferenceProvider reference={reference.data}>
        <LiveProvider>{children}</LiveProvider>
      </ReferenceProvider>
    </MeProvider>
  );
}
