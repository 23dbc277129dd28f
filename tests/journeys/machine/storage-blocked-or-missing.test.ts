import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openMachine, openMachineWithDisk } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { inspect } from '../harness/look/portraits.ts';
import {
  button,
  makeRequest,
  openInWizard,
  orderLicense,
  saveLicense,
  saveRequest,
  title,
} from '../harness/steps/wizard.ts';
import { type Service, sharedService } from '../harness/vendor/service.ts';

/** From "This browser stores nothing" to "Thank you!", with the key in memory. */
async function activateWithoutStorage(service: Service, page: Page): Promise<void> {
  await button(page, 'Continue without storing').click();
  await page.getByText('Nothing is stored in this browser').waitFor();
  await makeRequest(page);
  const phone = await openPhone(service);
  await openInWizard(phone.page, await saveRequest(page));
  await orderLicense(phone.page, 'Personal');
  await title(phone.page, 'You’re almost done').waitFor();
  await button(page, 'I have the license').click();
  await openInWizard(page, await saveLicense(phone.page));
  await title(page, 'Thank you!').waitFor();
  await page.getByText('This browser cannot keep the license').waitFor();
}

test('a machine whose browser may store nothing says so first, and is activated with the key in memory', async () => {
  const service = await sharedService();
  const { page } = await openMachineWithDisk(service, { form: 'localhost', blocksStorage: true });
  await title(page, 'This browser stores nothing').waitFor();
  expect(await page.locator('code').textContent()).toBe('storage-unavailable');
  await inspect(page, '0-no-storage');
  await button(page, 'Try again').click();
  await title(page, 'This browser stores nothing').waitFor();
  await button(page, 'Continue without storing').click();
  await button(page, /^Fetch a license/).waitFor();
});

test('a machine whose browser has no database is activated with the key in memory', async () => {
  const service = await sharedService();
  const { page, context } = await openMachine(service, { form: 'file' });
  await context.addInitScript(() => Reflect.deleteProperty(window, 'indexedDB'));
  await page.reload();
  await title(page, 'This browser stores nothing').waitFor();
  await activateWithoutStorage(service, page);
  await inspect(page, '3-thank-you-not-kept');
});
