import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openDevice } from '../harness/browsers/chromium.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { untilReadyOffline } from '../harness/devices/phone.ts';
import { button, makeRequest, openInWizard, saveRequest, title } from '../harness/steps/wizard.ts';
import { openStaticHost, packFor, withNewStyles } from '../harness/vendor/packed.ts';
import { freePort, sharedService } from '../harness/vendor/service.ts';

/** A release whose assets are not on the host yet. */
function withoutAssets(folder: string): string {
  for (const name of readdirSync(join(folder, 'assets'))) rmSync(join(folder, 'assets', name));
  return folder;
}

/** The next version: another name, and a file that the version before does not have. */
const packSix = () =>
  withNewStyles(packFor(inject('vendorFolder'), { product: { id: 'orrery', name: 'Orrery Six', version: '6.0' } }));

test('a host that answers HTML for missing files breaks no installed app, and an update in step 2 loses nothing', async () => {
  const host = await openStaticHost(await freePort(), { fallback: true });
  host.show(packFor(inject('vendorFolder')));
  const [{ page }, machine] = await Promise.all([
    openDevice({ url: host.address }),
    openMachine(await sharedService(), { form: 'file' }),
  ]);
  await untilReadyOffline({ page } as never);
  await makeRequest(machine.page);
  await page.goto(`${host.address}?open=list`);
  await openInWizard(page, await saveRequest(machine.page));
  await page.getByRole('radio', { name: /^Pro/ }).check();
  await button(page, 'Continue').click();
  await page.getByLabel('Serial number').fill('ABCD-EFGH');

  // The new service worker is there before its files, and its pages come instead of them.
  host.show(withoutAssets(packSix()));
  const outcome = () => page.evaluate(installationOutcome);
  expect(await outcome()).toBe('redundant');
  expect(await button(page, 'Update now').count()).toBe(0);
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.title()).toContain('Orrery Studio');

  host.show(packSix());
  expect(await outcome()).toBe('installed');
  const reloaded = page.waitForEvent('load');
  await button(page, 'Update now').click();
  await reloaded;
  await expect.poll(() => page.title()).toContain('Orrery Six');
  await expect.poll(() => page.getByLabel('Serial number').inputValue()).toBe('ABCDE-FGH');
});

test('a page without its script says so, and starts by itself when the host is complete', async () => {
  const host = await openStaticHost(await freePort(), { fallback: true });
  host.show(withoutAssets(packFor(inject('vendorFolder'))));
  const { page } = await openDevice({ url: host.address });
  await title(page, 'This page is not complete').waitFor();
  host.show(packFor(inject('vendorFolder')));
  await button(page, 'Reload').click();
  await title(page, 'What would you like to do?').waitFor();
});

/** Runs in the page: looks for a new version. @returns what became of it */
async function installationOutcome(): Promise<string> {
  const registration = await navigator.serviceWorker.ready;
  let worker: ServiceWorker | null = null;
  registration.addEventListener('updatefound', () => {
    worker = registration.installing;
  });
  await registration.update();
  // The page may have looked just before, and found it.
  worker ??= registration.installing ?? registration.waiting;
  if (worker === null) return 'none';
  const found: ServiceWorker = worker;
  return new Promise((resolve) => {
    const look = () => found.state !== 'installing' && resolve(found.state);
    found.addEventListener('statechange', look);
    look();
  });
}
