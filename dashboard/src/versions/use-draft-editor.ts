import { useEffect, useState } from 'react';
import { sameBody } from './same-body.ts';

/** What is edited here as a draft, and put in force as a whole. */
export interface Drafted<Body> {
  current: { body: Body };
  draft: { body: Body; revision: number } | null;
  mayEdit: boolean;
}

interface Unsaved<Body> {
  body: Body;
  revision: number | null;
}

/** What was typed and not saved, kept while the page is left: nothing is lost by looking at the board meanwhile. */
const left = new Map<string, Unsaved<unknown>>();

export interface DraftEditor<Body> {
  body: Body;
  dirty: boolean;
  mayEdit: boolean;
  /** Of the draft that is edited; null when there was none. */
  revision: number | null;
  /** Whether what is shown was left unsaved earlier. */
  kept: boolean;
  /** Somebody else saved meanwhile. */
  overtaken: boolean;
  /** What is on the screen becomes another. */
  replace: (change: (body: Body) => Body) => void;
  reset: () => void;
  /** What is on the screen is now the draft of that revision. */
  saved: (revision: number) => void;
}

/** @param name of what is edited: one editor each */
export function useDraftEditor<Body>(name: string, view: Drafted<Body>): DraftEditor<Body> {
  const saved = (view.draft ?? view.current).body;
  const revision = view.draft?.revision ?? null;
  const known = left.get(name) as Unsaved<Body> | undefined;
  const [kept] = useState(known !== undefined);
  const [own, setOwn] = useState<Unsaved<Body> | null>(known ?? null);
  const dirty = own !== null && !sameBody(own.body, saved);
  const set = (next: Unsaved<Body> | null) => {
    if (next) left.set(name, next);
    else left.delete(name);
    setOwn(next);
  };

  // Once what was typed is what is saved there is nothing of one's own to keep.
  useEffect(() => {
    if (dirty || !own || own.revision !== revision) return;
    left.delete(name);
    setOwn(null);
  }, [name, dirty, own, revision]);

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
    replace: (change) => set({ body: change(own?.body ?? saved), revision: own ? own.revision : revision }),
    reset: () => set(null),
    // Read afresh: whoever went on typing while it was being saved keeps that too.
    saved: (next) => {
      const typed = left.get(name) as Unsaved<Body> | undefined;
      if (typed) set({ ...typed, revision: next });
    },
  };
}

/** The value as it stands a moment after its last change. */
export function useSettled<T>(value: T, pauseMs = 600): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
