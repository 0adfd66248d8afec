import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CheckedSetup, PhoneSetup, SetupView } from '../../../domain/contracts/setup.ts';
import { get, newKey, write } from '../api/client.ts';

export const useSetup = () =>
  useQuery({
    queryKey: ['setup'],
    queryFn: ({ signal }) => get<SetupView>('/api/setup', {}, signal),
  });

/** What was typed and not saved, kept while the page is left: nothing is lost by looking at the board meanwhile. */
let unsaved: { body: PhoneSetup; revision: number | null } | null = null;

export interface Editor {
  body: PhoneSetup;
  dirty: boolean;
  mayEdit: boolean;
  /** Of the draft that is edited; null when there was none. */
  revision: number | null;
  /** Whether what is shown was left unsaved earlier. */
  kept: boolean;
  /** Somebody else saved meanwhile. */
  overtaken: boolean;
  edit: (change: Partial<PhoneSetup>) => void;
  reset: () => void;
  /** What is on the screen is now the draft of that revision. */
  saved: (revision: number) => void;
}

export function useEditor(view: SetupView): Editor {
  const saved = (view.draft ?? view.current).body;
  const revision = view.draft?.revision ?? null;
  const [kept] = useState(unsaved !== null);
  const [own, setOwn] = useState(unsaved);
  const dirty = own !== null && JSON.stringify(own.body) !== JSON.stringify(saved);
  const set = (next: typeof unsaved) => {
    unsaved = next;
    setOwn(next);
  };

  // Once what was typed is what is saved there is nothing of one's own to keep.
  useEffect(() => {
    if (dirty || !own || own.revision !== revision) return;
    unsaved = null;
    setOwn(null);
  }, [dirty, own, revision]);

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [dirty]);

  return {
    body: own?.body ?? saved,
    dirty,
    mayEdit: view.mayEdit,
    revision: own ? own.revision : revision,
    kept: kept && dirty,
    overtaken: dirty && (revision ?? 0) > (own?.revision ?? 0),
    edit: (change) =>
      set({ body: { ...(own?.body ?? saved), ...change }, revision: own ? own.revision : revision }),
    reset: () => set(null),
    // Read afresh: whoever went on typing while it was being saved keeps that too.
    saved: (next) => unsaved && set({ ...unsaved, revision: next }),
  };
}

const PAUSE_MS = 600;

/** What the check says of what is on the screen, a moment after the last change. */
export function useCheck(body: PhoneSetup) {
  const [settled, setSettled] = useState(body);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(body), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [body]);
  return useQuery({
    queryKey: ['setup', 'check', settled],
    queryFn: () => write<CheckedSetup>('POST', '/api/setup/check', { body: settled }, newKey()),
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
}
