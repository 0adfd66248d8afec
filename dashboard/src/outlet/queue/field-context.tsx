import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type { TicketDetail } from '../../../../domain/contracts/api.ts';
import type { PlaceClaim } from '../../../../domain/contracts/fieldwork.ts';
import { newKey } from '../../api/client.ts';
import { useMe } from '../../session/session.tsx';
import { hotlineNow } from '../../time/clock.ts';
import { wherePlace } from '../place.ts';
import { FieldQueue, type Outcome } from './field-queue.ts';
import { jobOnPhone } from './overlay.ts';
import { alone, sendQueued } from './send.ts';
import { phoneQueue } from './store.ts';
import type { Deed, Queued } from './types.ts';

const QueueContext = createContext<FieldQueue | null>(null);

export const useFieldQueue = (): FieldQueue => {
  const queue = useContext(QueueContext);
  if (!queue) throw new Error('no queue: FieldProvider is missing');
  return queue;
};

/** What the phone still has to send. */
export function useQueued(): readonly Queued[] {
  const queue = useFieldQueue();
  return useSyncExternalStore(queue.watch, queue.items);
}

const NONE: readonly Queued[] = [];
const never = () => () => {};

/** How much is not sent yet, also asked where no work is done. */
export function useUnsent(): number {
  const queue = useContext(QueueContext);
  return useSyncExternalStore(queue?.watch ?? never, queue?.items ?? (() => NONE)).length;
}

/** Holds what the technician did until the hotline has it: through bad networks, reloads and restarts. */
export function FieldProvider({ children }: { children: ReactNode }) {
  const { personId } = useMe();
  const queries = useQueryClient();
  const [queue, setQueue] = useState<FieldQueue | null>(null);
  useEffect(() => {
    const made = new FieldQueue(personId, {
      store: phoneQueue,
      send: sendQueued,
      alone,
      sent: (item) => {
        const { ticketId } = item;
        // As it was shown while it waited, until the hotline's own word is read.
        queries.setQueryData<TicketDetail>(
          ['ticket', ticketId],
          (known) => known && jobOnPhone(known, [item]).detail,
        );
        void queries.invalidateQueries({ queryKey: ['ticket', ticketId] });
        void queries.invalidateQueries({ queryKey: ['field'] });
      },
      ended: () => void queries.invalidateQueries({ queryKey: ['session'] }),
      later: (work, afterMs) => {
        const timer = setTimeout(work, afterMs);
        return () => clearTimeout(timer);
      },
    });
    const flush = () => void made.flush();
    const seen = () => document.visibilityState === 'visible' && flush();
    void made.start().then(() => setQueue(made));
    window.addEventListener('online', flush);
    document.addEventListener('visibilitychange', seen);
    return () => {
      window.removeEventListener('online', flush);
      document.removeEventListener('visibilitychange', seen);
      made.close();
    };
  }, [personId, queries]);
  return queue && <QueueContext value={queue}>{children}</QueueContext>;
}

interface Doing {
  /** Below /api/tickets/:id/ */
  step: string;
  body?: Record<string, unknown>;
  /** Instead of a body, with its parameters. */
  photo?: { data: ArrayBuffer; type: string; query: Record<string, string> };
  deed: Deed;
  /** Called once the phone has it: the next thing can be done. */
  kept?: () => void;
}

/** Does something on a job: written down with time and place first, then sent, now or when there is a network. */
export function useDeed({ id, number }: { id: number; number: string }) {
  const queue = useFieldQueue();
  return useCallback(
    async <Answer,>({ step, body, photo, deed, kept }: Doing): Promise<Outcome<Answer>> => {
      const doneAt = hotlineNow();
      const time = new Date(doneAt).toISOString();
      const place = await wherePlace();
      const path = `/api/tickets/${id}/${step}`;
      const common = { ticketId: id, ticketNumber: number, key: newKey(), deed, doneAt };
      if (photo) {
        const { data, type, query } = photo;
        const params = new URLSearchParams({ ...query, doneAt: time, ...placeParams(place) });
        return queue.submit(
          { ...common, path: `${path}?${params}`, body: null, bytes: { data, type } },
          kept,
        );
      }
      return queue.submit({ ...common, path, body: { ...body, doneAt: time, place }, bytes: null }, kept);
    },
    [queue, id, number],
  );
}

const placeParams = ({ state, lng, lat, accuracyM }: PlaceClaim): Record<string, string> => ({
  placeState: state,
  ...(lng !== undefined && lat !== undefined ? { lng: String(lng), lat: String(lat) } : {}),
  ...(accuracyM !== undefined ? { accuracyM: String(accuracyM) } : {}),
});
