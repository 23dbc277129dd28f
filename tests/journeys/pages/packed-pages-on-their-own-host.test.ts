import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, inject, test } from 'vitest';
import { openDevice } from '../harness/browsers/chromium.ts';
import { untilReadyOffline } from '../harness/devices/phone.ts';
import { button, makeRequest, title } from '../harness/steps/wizard.ts';
import { openStaticHost, packFor } from '../harness/vendor/packed.ts';
import { freePort, newSerial, startService } from '../harness/vendor/service.ts';

test('pages on another host activate through the service, work without network, and update to a new profile', async () => {
  const port = await freePort();
  const service = await startService({ environment: { KEYFERRY_ALLOWED_ORIGINS: `http://localhost:${port}` } });
  const host = await openStaticHost(port);
  host.show(packFor(service.dataFolder));
  const device = await openDevice({ url: host.address });
  await untilReadyOffline(device);
  const { page, context } = device;

  // The page reaches the service and its own files, and nothing else.
  expect(await page.evaluate(reach, `${service.address}/api/v1/catalog`)).toBe('reached');
  expect(await page.evaluate(reach, `${host.address}manifest.webmanifest`)).toBe('reached');
  expect(await page.evaluate(reach, service.intranetAddress)).toBe('against the policy');

  await button(page, /Activate this computer/).click();
  await page.getByRole('radio', { name: /^Pro/ }).check();
  await button(page, 'Continue').click();
  await page.getByLabel('Serial number').fill(await newSerial(service, 'pro', 1));
  await button(page, 'Activate').click();
  await title(page, 'Thank you!').waitFor();

  host.show(null);
  await context.setOffline(true);
  await page.reload();
  await title(page, 'Thank you!').waitFor();
  await context.setOffline(false);

  host.show(packFor(service.dataFolder, { product: { id: 'orrery', name: 'Orrery <b>Six</b>', version: '6.0' } }));
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  const reloaded = page.waitForEvent('load');
  await button(page, 'Update now').click();
  await reloaded;
  await expect.poll(() => page.locator('body').innerText()).toContain('Orrery <b>Six</b>');
  // The data stored before still exists.
  await title(page, 'Thank you!').waitFor();
});

/** Runs in the page. The browser reports a violation of the policy shortly after the call has failed. */
function reach(url: string): Promise<string> {
  const announcement = new Promise<string>((resolve) => {
    document.addEventListener('securitypolicyviolation', () => resolve('against the policy'), { once: true });
  });
  const waited = () => new Promise<string>((resolve) => setTimeout(resolve, 10_000, 'failed otherwise'));
  return fetch(url).then(
    () => 'reached',
    () => Promise.race([announcement, waited()]),
  );
}

test('the packed one-file page opens from a disk, without a network', async () => {
  const name = `</script><script>document.title='broken'</script>`;
  const folder = packFor(inject('vendorFolder'), { product: { id: 'orrery', name, version: '5.2' } });
  const url = pathToFileURL(join(folder, 'keyferry.html')).href;
  const { page } = await openDevice({ url, network: 'airGapped' });
  await makeRequest(page);
  expect(await page.title()).toContain(name);
  expect(await page.locator('body').innerText()).toContain(name);
});
