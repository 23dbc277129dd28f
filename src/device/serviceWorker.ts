import { Workbox } from 'workbox-window';

/** The page's side of the service worker. */
export interface ServiceWorkerLink {
  /** Whether a newer version waits. Calls back at once when it waits already. @returns stops listening */
  onUpdateReady(listener: () => void): () => void;
  /** Switches to the newer version and reloads, once. Does nothing when none waits. */
  update(): void;
  /** What other apps shared with this one since the last call, oldest first: files with their names, and texts. */
  takeShared(): Promise<(File | string)[]>;
}

/** Where there can be none, or is to be none. */
export const noServiceWorker: ServiceWorkerLink = {
  onUpdateReady: () => () => {},
  update: () => {},
  takeShared: async () => [],
};

const sharedCache = 'keyferry-shared';

/**
 * Registers the service worker where there can be one: not in the one-file page, not on `file://`, not on plain http.
 * There the link returned does nothing.
 *
 * @param reload how the page reloads itself after an update
 */
export function linkServiceWorker(reload: () => void): ServiceWorkerLink {
  if (!isPossible()) return noServiceWorker;
  const workbox = new Workbox('./sw.js', { scope: './' });
  const listeners = new Set<() => void>();
  let state: 'current' | 'waiting' | 'switching' | 'replaced' = 'current';
  const announce = (reached: 'waiting' | 'replaced') => {
    state = reached;
    for (const listener of listeners) listener();
  };
  workbox.addEventListener('waiting', () => announce('waiting'));
  workbox.addEventListener('controlling', (event) => {
    if (state === 'switching') reload();
    // Another tab agreed to the update: this one still runs the old version and is asked as well.
    else if (event.isUpdate) announce('replaced');
  });
  // Refused by policy, or the server is gone at the very first visit: then the page works without it.
  workbox.register().then(checkWhenVisible, () => {});
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
      workbox.messageSkipWaiting();
    },
    takeShared,
  };
}

function isPossible(): boolean {
  return (
    import.meta.env.MODE !== 'single-file' &&
    /^https?:$/.test(location.protocol) &&
    isSecureContext &&
    'serviceWorker' in navigator
  );
}

/** An installed app stays open for days: it looks for a newer version whenever it comes back into view. */
function checkWhenVisible(registration: ServiceWorkerRegistration | undefined): void {
  document.addEventListener('visibilitychange', () => {
    // Without network the check fails; the next time it comes into view is early enough.
    if (document.visibilityState === 'visible') registration?.update().catch(() => {});
  });
}

/** Deleting decides who takes a share when two tabs ask for it. */
async function takeShared(): Promise<(File | string)[]> {
  const cache = await caches.open(sharedCache);
  const requests = [...(await cache.keys())].sort((a, b) => (a.url < b.url ? -1 : 1));
  const taken: (File | string)[] = [];
  for (const request of requests) {
    const response = await cache.match(request);
    if (response === undefined || !(await cache.delete(request))) continue;
    const name = decodeURIComponent(response.headers.get('Keyferry-Name') ?? '');
    taken.push(name === '' ? await response.text() : new File([await response.blob()], name));
  }
  return taken;
}
