import { expect, test } from 'vitest';
import { openPhone, untilReadyOffline } from '../harness/devices/phone.ts';
import { sharedService, startService } from '../harness/vendor/service.ts';

test('an installed app works without network and service, loads German offline, and keeps shared files', async () => {
  const service = await startService();
  const phone = await openPhone(service);
  await untilReadyOffline(phone);
  const before = await phone.page.locator('#app').textContent();
  const worker = await (await fetch(`${service.address}/sw.js`)).text();
  await service.stop();
  await phone.context.setOffline(true);

  await phone.page.reload();
  await expect.poll(() => phone.page.locator('#app').textContent()).toBe(before);
  expect(before).not.toBe('');

  // German was never loaded on this English phone.
  await phone.page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await phone.page.getByRole('heading', { level: 1, name: 'Lizenz holen' }).waitFor();

  const files = [...worker.matchAll(/"url":"([^"]+)"/g)].map(([, url = '']) => url);
  expect(await phone.page.evaluate(fetchAll, files)).toEqual(files.map((url) => [url, true]));

  expect(await phone.page.evaluate(shareLikeAndroid)).toEqual([
    ['text', '', 'a text'],
    ['files', 'größe 1.lic', 'a file'],
  ]);
  await phone.page.goto(`${service.address}/?shared`);
  const left = () => phone.page.evaluate(async () => (await (await caches.open('keyferry-shared')).keys()).length);
  await expect.poll(left).toBe(0);

  const copy = await phone.page.goto(`${service.address}/keyferry.html`);
  expect(await copy?.text()).toContain('data-service="profile"');
});

/** Runs in the page: loads files that are loaded only when needed. */
function fetchAll(urls: readonly string[]): Promise<(readonly [string, boolean])[]> {
  const isThere = (url: string) =>
    fetch(`./${url}`).then(
      ({ ok }) => ok,
      () => false,
    );
  return Promise.all(urls.map(async (url) => [url, await isThere(url)] as const));
}

/** Runs in the page: shares as the manifest's share target describes, and reads what the service worker stored. */
async function shareLikeAndroid(): Promise<string[][]> {
  const form = new FormData();
  form.append('title', '');
  form.append('text', 'a text');
  form.append('files', new File(['a file'], 'größe 1.lic'));
  await fetch('./share', { method: 'POST', body: form, redirect: 'manual' });
  const cache = await caches.open('keyferry-shared');
  const answers = (await cache.matchAll()).map(async (answer) => [
    answer.headers.get('Keyferry-Field') ?? '',
    decodeURIComponent(answer.headers.get('Keyferry-Name') ?? ''),
    await answer.text(),
  ]);
  return Promise.all(answers);
}

test('the browser can install the app', async () => {
  const phone = await openPhone(await sharedService());
  await untilReadyOffline(phone);
  const session = await phone.context.newCDPSession(phone.page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // The window that automation opens counts as private.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { errors, data } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '{}')).toMatchObject({ name: 'Activate Orrery Studio', id: './keyferry-orrery' });
});

test('an update waits until the user agrees', async () => {
  const service = await startService();
  const phone = await openPhone(service);
  await untilReadyOffline(phone);
  const waiting = () => phone.page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);
  expect(await waiting()).toBe(false);
  // Another address in the profile makes another page and so another version.
  await service.restart({ KEYFERRY_PUBLIC_URL: 'https://activate.example.com' });
  await phone.page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect.poll(waiting).toBe(true);
  await phone.page.reload();
  expect(await waiting()).toBe(true);

  await phone.page.evaluate(keepWorkerBusy);
  const reloaded = phone.page.waitForEvent('load');
  await phone.page.getByRole('button', { name: 'Update now' }).click();
  await reloaded;
  await expect.poll(waiting).toBe(false);
});

/** Runs in the page: shares something that never ends, which the service worker waits for. */
function keepWorkerBusy(): void {
  const upload = { method: 'POST', body: new ReadableStream(), duplex: 'half' };
  void fetch('./share', upload).catch(() => {});
}
