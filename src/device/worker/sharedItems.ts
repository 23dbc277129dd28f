/** Where the service worker stores what other apps share, until a page takes it. */
export const sharedCache = 'keyferry-shared';

/** Stores what was shared before the page opens, so that a crash in between loses nothing. */
export async function keepShared(request: Request): Promise<void> {
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
}

/** @returns what was shared since the last call, oldest first; when two tabs ask, the one that deletes an entry gets it */
export async function takeShared(): Promise<(File | string)[]> {
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
