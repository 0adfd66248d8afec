import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { LookAct } from '../../../domain/contracts/sockets.ts';
import { usePresenceLine } from '../live/live.tsx';
import { useMe } from '../session/session.tsx';
import type { People } from './presence-line.ts';

/** Says that this person looks at those tickets, as long as whoever asks is shown. */
export function useLooking(ticketIds: readonly number[], act: LookAct): void {
  const line = usePresenceLine();
  const ids = ticketIds.join();
  useEffect(() => {
    if (ids !== '') return line.look(ids.split(',').map(Number), act);
  }, [line, ids, act]);
}

/** The colleagues who look at a ticket, too. */
export function useColleagues(ticketId: number): People {
  const line = usePresenceLine();
  const { personId } = useMe();
  const people = useSyncExternalStore(
    line.watch,
    useCallback(() => line.of(ticketId), [line, ticketId]),
  );
  return useMemo(() => people.filter((person) => person.personId !== personId), [people, personId]);
}
