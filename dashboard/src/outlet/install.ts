import { useSyncExternalStore } from 'react';

/** Chromium's offer to install the page. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

let offered: InstallPrompt | null = null;
let waiting: ServiceWorker | null = null;
const watchers = new Set<() => void>();
const changed = () => {
  for (const watcher of watchers) watcher();
};
const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

let begun = false;

/**
 * Registers the service worker, which opens the page without a network. A newer build waits until somebody lets it in,
 * or until no page is open: what is being typed is never taken away.
 */
export async function beginInstalling(): Promise<void> {
  if (begun) return;
  begun = true;
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offered = event as InstallPrompt;
    changed();
  });
  window.addEventListener('appinstalled', () => {
    offered = null;
    changed();
  });
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/o' }).catch(() => null);
  if (!registration) return;
  const seen = () => {
    // Without one in charge this is the first, and nothing waits for anybody.
    waiting = navigator.serviceWorker.controller ? registration.waiting : null;
    changed();
  };
  seen();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', seen),
  );
}

/** Lets the newer build in, and opens the page anew with it. */
export function useNewBuild(): (() => void) | null {
  const worker = useSyncExternalStore(watch, () => waiting);
  if (!worker) return null;
  return () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    worker.postMessage('take-over');
  };
}

/** Puts the page on the phone's home screen; null where the browser does not offer it. */
export function useInstall(): (() => void) | null {
  const prompt = useSyncExternalStore(watch, () => offered);
  if (!prompt) return null;
  return () => {
    void prompt.prompt().finally(() => {
      offered = null;
      changed();
    });
  };
}
