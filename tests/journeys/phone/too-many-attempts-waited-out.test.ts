import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import { button, makeRequest, openInWizard, orderLicense, saveRequest, title } from '../harness/steps/wizard.ts';
import { newSerial, type Service, startService } from '../harness/vendor/service.ts';

const lockoutSeconds = 600;
const environment = { KEYFERRY_FAILED_ORDERS: '1', KEYFERRY_LOCKOUT_SECONDS: String(lockoutSeconds) };

/** Another client behind the same address tries a serial number that does not exist. */
async function guess(page: Page): Promise<void> {
  const request = await requestOf(machineWith('guesser'));
  const body = JSON.stringify({ request, licenseType: 'pro', serialNumber: mintSerialNumber(randomBytes(12)) });
  const status = await page.evaluate(async (order) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch('/api/v1/activations', { method: 'POST', headers, body: order })).status;
  }, body);
  expect(status).toBe(403);
}

/** Lets the lockout pass: the service forgets it when it restarts, and the page's clock runs ahead. */
async function waitOut(service: Service, page: Page): Promise<void> {
  await service.restart();
  await page.clock.fastForward(lockoutSeconds * 1000);
}

test('an order after too many attempts waits on the phone and is sent when the lockout ends', async () => {
  const service = await startService({ environment });
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  await openInWizard(phone.page, await saveRequest(machine.page));
  await title(phone.page, 'Choose a license type').waitFor();
  await guess(phone.page);
  await phone.page.clock.install();
  await orderLicense(phone.page, 'Pro', await newSerial(service, 'pro', 1));
  await title(phone.page, /^Saved\. The activation service takes it later/).waitFor();
  await phone.page.getByText('To prevent guessing, the service pauses').waitFor();
  await expectAccessible(phone.page);
  await portray(phone.page, '2-too-many-attempts');
  await waitOut(service, phone.page);
  await title(phone.page, 'You’re almost done').waitFor();
});

test('a machine with network explains the lockout, and activates when it ends', async () => {
  const service = await startService({ environment });
  const { page } = await openMachine(service, { form: 'localhost' });
  await button(page, /Activate this computer/).click();
  await page.getByRole('radio', { name: /^Pro/ }).check();
  await button(page, 'Continue').click();
  await page.getByLabel('Serial number').fill(await newSerial(service, 'pro', 1));
  await guess(page);
  await page.clock.install();
  await button(page, 'Activate').click();
  await title(page, 'Too many serial numbers were not accepted').waitFor();
  await expectAccessible(page);
  await portray(page, '2-too-many-attempts-online');
  await waitOut(service, page);
  await title(page, 'Thank you!').waitFor();
});
