import type { Workbox } from 'workbox-window';
import { takeShared } from './worker/sharedItems.ts';

/** The page's interface to the service worker. */
export interface ServiceWorkerLink {
  /** Calls back when a newer version waits, at once if it already does. @returns stops listening */
  onUpdateReady(listener: () => void): () => void;
  /** Switches to the newer version and reloads. Does nothing when none waits. */
  update(): void;
  /** Files and texts that other apps have shared since the last call, oldest first. */
  takeShared(): Promise<(File | string)[]>;
}

/**
 * Chromium lets the newer version take over once the older one has nothing to do, and may wait minutes for that. Reloading
 * ends what it does for this page.
 */
const SWITCH_MS = 3000;

/** For pages without a service worker. */
export const noServiceWorker: ServiceWorkerLink = {
  onUpdateReady: () => () => {},
  update: () => {},
  takeShared: async () => [],
};

/**
 * Registers the service worker where one is possible: not in the one-file page, on `file://` or on plain http. There the
 * returned link does nothing.
 *
 * @param reload how the page reloads itself after an update
 */
export function linkServiceWorker(reload: () => void): ServiceWorkerLink {
  if (!canHaveWorker()) return noServiceWorker;
  const listeners = new Set<() => void>();
  let workbox: Workbox | null = null;
  let state: 'current' | 'waiting' | 'switching' | 'replaced' = 'current';
  const announce = (reached: 'waiting' | 'replaced') => {
    state = reached;
    for (const listener of listeners) listener();
  };
  async function register(): Promise<void> {
    // Not part of the first load: the first screen does not need it.
    const loaded = await import('workbox-window');
    workbox = new loaded.Workbox('./sw.js', { scope: './' });
    workbox.addEventListener('waiting', () => announce('waiting'));
    workbox.addEventListener('controlling', (event) => {
      if (state === 'switching') reload();
      // Another tab accepted the update; this one still runs the old version and asks as well.
      else if (event.isUpdate) announce('replaced');
    });
    checkOften(await workbox.register());
  }

  // Refused by policy, or the server is gone at the first visit: the page works without it.
  register().catch(() => {});
  return {
    onUpdateReady(listener) {
      listeners.add(listener);
      if (state === 'waiting' || state === 'replaced') listener();
      return () => listeners.delete(listener);
    },
    update() {
      if (state === 'replaced') reload();
      if (state !== 'waiting') return;
      state = 'switching';
      workbox?.messageSkipWaiting();
      window.setTimeout(reload, SWITCH_MS);
    },
    takeShared,
  };
}

/** Whether this page can have a service worker. */
export function canHaveWorker(): boolean {
  return (
    import.meta.env.MODE !== 'single-file' &&
    /^https?:$/.test(location.protocol) &&
    isSecureContext &&
    'serviceWorker' in navigator
  );
}

/**
 * An installed app stays open for days, so it checks for a newer version whenever it becomes visible or gets a network;
 * also after a version whose files were not all there yet.
 */
function checkOften(registration: ServiceWorkerRegistration | undefined): void {
  // Fails without network; the next time is early enough.
  const check = () => void registration?.update().catch(() => {});
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && check());
  window.addEventListener('online', check);
}
