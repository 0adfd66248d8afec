import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What is to be done at once when a ticket is opened. */
export type OpenAct = 'assign';

/** The ticket in the drawer is part of the address, so that it can be sent to a colleague. */
export function useOpenTicket(): (id: number, act?: OpenAct) => void {
  const [, setParams] = useSearchParams();
  return useCallback(
    (id, act) =>
      setParams((params) => {
        const next = new URLSearchParams(params);
        next.set('ticket', String(id));
        if (act) next.set('do', act);
        else next.delete('do');
        return next;
      }),
    [setParams],
  );
}

/** Takes the ticket, or only what was to be done with it, out of the address again. */
export function useCloseTicket(): (what: 'ticket' | 'do') => void {
  const [, setParams] = useSearchParams();
  return useCallback(
    (what) =>
      setParams(
        (params) => {
          const next = new URLSearchParams(params);
          next.delete('do');
          if (what === 'ticket') next.delete('ticket');
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
}
