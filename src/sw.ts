import {
  addPlugins,
  createHandlerBoundToURL,
  matchPrecache,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { showWaiting } from './device/background.ts';
import { sendTag } from './device/sendTag.ts';
import { isUsable } from './device/worker/precacheCheck.ts';
import { keepShared } from './device/worker/sharedItems.ts';
import { notificationTexts } from './messages/notificationTexts.ts';
import { type BackgroundSending, sendInBackground } from './sendInBackground.ts';

/**
 * The service worker: serves the pages without a network, receives what other apps share, and sends what waits while no
 * page is open. It answers nothing under `/api/`, does not serve the admin page, and switches to a newer version only
 * when the page asks it to. A version whose files are not all there, byte for byte, is not installed: the one before
 * stays, and the browser tries again later.
 */
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };

/** Background Sync, which is missing in TypeScript's library. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

addPlugins([
  {
    cacheWillUpdate: async ({ request, response }) => (isUsable(request.url, response) ? response : null),
  },
]);
precacheAndRoute(self.__WB_MANIFEST, { cleanURLs: false });

const { scope } = self.registration;

registerRoute(
  ({ url, request }) => request.method === 'POST' && url.href === `${scope}share`,
  async ({ request }) => {
    await keepShared(request);
    return Response.redirect(`${scope}?shared`, 303);
  },
  'POST',
);

// The page's own addresses; other programs on this host keep theirs.
const addresses = [scope, `${scope}computers`];
registerRoute(
  ({ url, request }) => request.mode === 'navigate' && addresses.includes(url.origin + url.pathname),
  createHandlerBoundToURL('index.html'),
);

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// Takes over the first visit as well: a page opened with a connection has its decoder in a room without one. With an
// update, this runs only after the person has agreed.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === sendTag) sync.waitUntil(send());
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openApp());
});

/** Rejects while something waits: the browser then repeats the event. */
async function send(): Promise<void> {
  const page = await matchPrecache('index.html');
  const sending = page && (await sendInBackground(await page.text()));
  if (!sending) return;
  showWaiting(navigator, sending.result.waiting);
  await notify(sending);
  if (sending.result.waiting > 0) throw new Error('Not everything could be sent.');
}

/** Only where notifications were allowed before, and nobody looks at the page. Never asks. */
async function notify({ result, language }: BackgroundSending): Promise<void> {
  const { licensed, refused } = result;
  const pages = await self.clients.matchAll({ type: 'window' });
  const isSeen = pages.some(({ visibilityState }) => visibilityState === 'visible');
  if (isSeen || licensed + refused === 0 || Notification.permission !== 'granted') return;
  const texts = notificationTexts([...(language === null ? [] : [language]), ...navigator.languages]);
  const happened = [licensed > 0 && texts.licensed(licensed), refused > 0 && texts.refused(refused)];
  await self.registration.showNotification(happened.filter(Boolean).join(', '), {
    body: texts.open,
    icon: 'icons/icon-192.png',
    tag: sendTag,
  });
}

async function openApp(): Promise<void> {
  const [page] = await self.clients.matchAll({ type: 'window' });
  await (page ? page.focus() : self.clients.openWindow(scope));
}
