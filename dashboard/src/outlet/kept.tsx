import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Me } from '../../../domain/contracts/api.ts';
import type { FieldDay } from '../../../domain/contracts/fieldwork.ts';
import { FullPageWait } from '../parts/full-page.tsx';
import { hotlineOffset, takeHotlineOffset } from '../time/clock.ts';
import { phoneKept } from './queue/store.ts';
import type { KeptStore } from './queue/types.ts';

/** What a phone keeps of what it read: who I am, names, today's jobs and all of each. */
const KEPT = new Set<unknown>(['session', 'reference', 'ticket', 'field', 'prices', 'outlet']);
const OFFSET = 'offset';

interface KeptRead {
  data: unknown;
  /** When it was read, by the phone's clock. */
  at: number;
}

/** Whether a page of the outlet's is open: only there is anything kept. */
const isField = (): boolean => /^\/o(\/|$)/.test(location.pathname);

/** Shows its children once what the phone kept is there, so that a page opens without a network. */
export function KeptReading({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [ready, setReady] = useState(!isField());
  useEffect(() => {
    if (!isField()) return;
    let stop = () => {};
    let gone = false;
    // A phone that cannot keep anything still works with a network.
    void restore(queries, phoneKept)
      .catch(() => {})
      .then(() => {
        if (gone) return;
        stop = keepReading(queries, phoneKept);
        setReady(true);
      });
    return () => {
      gone = true;
      stop();
    };
  }, [queries]);
  return ready ? children : <FullPageWait />;
}

async function restore(queries: QueryClient, store: KeptStore): Promise<void> {
  // Kept for the day, not for five minutes: without a network there is no reading it again.
  for (const key of KEPT) queries.setQueryDefaults([key], { gcTime: Number.POSITIVE_INFINITY });
  for (const [key, value] of await store.read()) {
    if (key === OFFSET) takeHotlineOffset(value as number);
    else {
      const { data, at } = value as KeptRead;
      queries.setQueryData(JSON.parse(key), data, { updatedAt: at });
    }
  }
}

/** Keeps what is read from now on; all of it goes when the session ends or is another person's. */
export function keepReading(queries: QueryClient, store: KeptStore): () => void {
  let personId = queries.getQueryData<Me | null>(['session'])?.personId ?? null;
  let last: Promise<unknown> = Promise.resolve();
  // One after the other: a write that was asked for before forgetting must not come after it.
  const then = (work: () => Promise<unknown>) => {
    last = last.then(work).catch(() => {});
  };
  return queries.getQueryCache().subscribe((event) => {
    const { queryKey, state } = event.query;
    const [topic] = queryKey;
    if (event.type !== 'updated' || event.action.type !== 'success' || !KEPT.has(topic)) return;
    if (topic === 'session') {
      const me = state.data as Me | null;
      if (me === null || (personId !== null && me.personId !== personId)) then(() => store.forget());
      personId = me?.personId ?? null;
      if (me === null) return;
    }
    if (personId === null) return;
    const kept: KeptRead = { data: state.data, at: state.dataUpdatedAt };
    then(() => store.write(JSON.stringify(queryKey), kept));
    then(() => store.write(OFFSET, hotlineOffset()));
    if (topic === 'field') then(() => forgetOthers(store, state.data as FieldDay));
  });
}

/** Whose job is no longer in hand is no business of this phone's. */
async function forgetOthers(store: KeptStore, { jobs }: FieldDay): Promise<void> {
  const mine = new Set(jobs.map(({ card }) => card.id));
  for (const [key] of await store.read()) {
    if (key === OFFSET) continue;
    const [topic, id] = JSON.parse(key) as [string, number];
    if (topic === 'ticket' && !mine.has(id)) await store.remove(key);
  }
}
