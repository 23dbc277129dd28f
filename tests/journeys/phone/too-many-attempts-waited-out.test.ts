import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { portray } from '../harness/look/portraits.ts';
import { newSerial, startService } from '../harness/vendor/service.ts';
import { button, makeRequest, orderLicense, scanFrom, title } from '../harness/steps/wizard.ts';

/** Long enough to look at what the pages say meanwhile. */
const environment = { KEYFERRY_FAILED_ORDERS: '1', KEYFERRY_LOCKOUT_SECONDS: '12' };

/** Somebody else behind the same address tries a serial number that does not exist. */
async function guess(page: Page): Promise<void> {
  const request = await requestOf(machineWith('guesser'));
  const body = JSON.stringify({ request, licenseType: 'pro', serialNumber: mintSerialNumber(randomBytes(12)) });
  const status = await page.evaluate(async (order) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch('/api/v1/activations', { method: 'POST', headers, body: order })).status;
  }, body);
  expect(status).toBe(403);
}

test('an order that came after too many guesses waits on the phone and goes out by itself', async () => {
  const service = await startService({ environment });
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  await scanFrom(phone, machine.page, title(phone.page, 'Choose a license type'));
  await guess(phone.page);
  await orderLicense(phone.page, 'Pro', await newSerial(service, 'pro', 1));
  await title(phone.page, /^Saved\. It goes out/).waitFor();
  await phone.page.getByText('Too many serial numbers were not accepted').waitFor();
  await expectAccessible(phone.page);
  await portray(phone.page, '2-too-many-attempts');
  await title(phone.page, 'You’re almost done').waitFor({ timeout: 60_000 });
});

test('on a machine with network it says why, and goes out by itself', async () => {
  const service = await startService({ environment });
  const { page } = await openMachine(service, { form: 'localhost' });
  await button(page, /Activate this computer/).click();
  await page.getByRole('radio', { name: /^Pro/ }).check();
  await button(page, 'Continue').click();
  await page.getByLabel('Serial number').fill(await newSerial(service, 'pro', 1));
  await guess(page);
  await button(page, 'Activate').click();
  await title(page, 'Too many serial numbers were not accepted').waitFor();
  await expectAccessible(page);
  await portray(page, '2-too-many-attempts-online');
  await title(page, 'Thank you!').waitFor({ timeout: 60_000 });
});
