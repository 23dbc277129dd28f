import { expect, test } from 'vitest';
import { openPhone, untilReadyOffline } from './harness/phone.ts';
import { startService } from './harness/service.ts';

test('an installed app opens without network and without service', async () => {
  const service = await startService();
  const phone = await openPhone(service);
  await untilReadyOffline(phone);
  const before = await phone.page.locator('#app').textContent();
  await service.stop();
  await phone.context.setOffline(true);

  await phone.page.reload();
  await expect.poll(() => phone.page.locator('#app').textContent()).toBe(before);
  expect(before).not.toBe('');
  const copy = await phone.page.goto(`${service.address}/keyferry.html`);
  expect(await copy?.text()).toContain('data-service="profile"');
});

test('everything that is loaded only when needed is there without network', async () => {
  const service = await startService();
  const phone = await openPhone(service);
  await untilReadyOffline(phone);
  const worker = await (await fetch(`${service.address}/sw.js`)).text();
  const files = [...worker.matchAll(/"url":"([^"]+)"/g)].map(([, url = '']) => url);
  await service.stop();
  await phone.context.setOffline(true);

  const answers = await phone.page.evaluate(
    (urls) =>
      Promise.all(
        urls.map(async (url) => [
          url,
          await fetch(`./${url}`).then(
            ({ ok }) => ok,
            () => false,
          ),
        ]),
      ),
    files,
  );
  expect(answers).toEqual(files.map((url) => [url, true]));
});

test('what another app shares is kept without network until the page takes it', async () => {
  const service = await startService();
  const phone = await openPhone(service);
  await untilReadyOffline(phone);
  await service.stop();
  await phone.context.setOffline(true);

  const kept = await phone.page.evaluate(shareLikeAndroid);
  expect(kept).toEqual([
    ['text', '', 'a text'],
    ['files', 'größe 1.lic', 'a file'],
  ]);
  await phone.page.goto(`${service.address}/?shared`);
  const left = () => phone.page.evaluate(async () => (await (await caches.open('keyferry-shared')).keys()).length);
  await expect.poll(left).toBe(0);
});

/** Runs in the page: sends what the manifest's share target names, and reads what the service worker kept of it. */
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

test('nothing stands in the way of installing the app', async () => {
  const phone = await openPhone(await startService());
  await untilReadyOffline(phone);
  const session = await phone.context.newCDPSession(phone.page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A browser window without history of its own, as automation opens it, counts as private.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { errors, data } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? '{}')).toMatchObject({ name: 'Activate Orrery Studio', id: './keyferry-orrery' });
});

test('an update waits until the person agrees to it', async () => {
  const service = await startService();
  const phone = await openPhone(service);
  await untilReadyOffline(phone);
  const waiting = () => phone.page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null);
  expect(await waiting()).toBe(false);
  // Another address in the profile is another page, and so another version.
  await service.restart({ KEYFERRY_PUBLIC_URL: `${service.address}/desk` });
  await phone.page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect.poll(waiting, { timeout: 10_000 }).toBe(true);
  await phone.page.reload();
  expect(await waiting()).toBe(true);

  const reloaded = phone.page.waitForEvent('load');
  await phone.page.getByRole('button', { name: 'Update now' }).click();
  await reloaded;
  expect(await waiting()).toBe(false);
});
