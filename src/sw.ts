import { createHandlerBoundToURL, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/**
 * The service worker: serves the pages without a network, and receives what other apps share. It contains no logic of
 * the journey, answers nothing under `/api/`, does not serve the admin page, and switches to a newer version only when
 * the page asks it to.
 */
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };

const sharedCache = 'keyferry-shared';

precacheAndRoute(self.__WB_MANIFEST);

registerRoute(
  ({ url, request }) => request.method === 'POST' && url.href === new URL('share', self.registration.scope).href,
  ({ request }) => keepShared(request),
  'POST',
);

registerRoute(
  new NavigationRoute(createHandlerBoundToURL('index.html'), {
    denylist: [/\/api\//, /\/healthz$/, /\/readyz$/, /\/metrics$/, /\/admin$/, /\/[^/]+\.[a-z0-9]+$/],
  }),
);

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// Takes over the first visit as well: a page opened with a connection has its decoder in a room without one. With an
// update, this runs only after the person has agreed.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** Stores what was shared before the page opens, so that a crash in between loses nothing. */
async function keepShared(request: Request): Promise<Response> {
  const form = await request.formData();
  const cache = await caches.open(sharedCache);
  const received = Date.now();
  const writes = ['title', 'text', 'url', 'files']
    .flatMap((field) => form.getAll(field).map((value) => ({ field, value })))
    .filter(({ value }) => value !== '')
    .map(({ field, value }, index) => {
      const name = typeof value === 'string' ? '' : value.name;
      const headers = { 'Keyferry-Field': field, 'Keyferry-Name': encodeURIComponent(name) };
      return cache.put(`shared/${received}-${String(index).padStart(3, '0')}`, new Response(value, { headers }));
    });
  await Promise.all(writes);
  return Response.redirect(`${self.registration.scope}?shared`, 303);
}
