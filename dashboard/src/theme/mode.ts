import { useSyncExternalStore } from 'react';
import type { Mode } from './palette.ts';

const STORED = 'yixian.mode';
const dark = matchMedia('(prefers-color-scheme: dark)');
const watchers = new Set<() => void>();

/** What was chosen in this browser, else what the system asks for. */
export function currentMode(): Mode {
  const stored = localStorage.getItem(STORED);
  if (stored === 'light' || stored === 'dark') return stored;
  return dark.matches ? 'dark' : 'light';
}

export function chooseMode(mode: Mode): void {
  localStorage.setItem(STORED, mode);
  for (const watcher of watchers) watcher();
}

function watch(changed: () => void): () => void {
  watchers.add(changed);
  dark.addEventListener('change', changed);
  return () => {
    watchers.delete(changed);
    dark.removeEventListener('change', changed);
  };
}

export const useMode = (): Mode => useSyncExternalStore(watch, currentMode);
