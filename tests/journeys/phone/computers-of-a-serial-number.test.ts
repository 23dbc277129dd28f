import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { machineWith, requestOf } from '../../server/machines.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone, untilReadyOffline } from '../harness/devices/phone.ts';
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
import { newSerial, type Service, sharedService, startService } from '../harness/vendor/service.ts';

/** Activates a further computer. */
async function activate(service: Service, serialNumber: string, name: string): Promise<void> {
  const order = { request: await requestOf(machineWith(name)), licenseType: 'pro', serialNumber };
  const body = JSON.stringify(order);
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${service.address}/api/v1/activations`, { method: 'POST', headers, body });
  expect(answer.status).toBe(201);
}

const askFor = async (page: Parameters<typeof button>[0], serialNumber: string) => {
  await title(page, 'My computers').waitFor();
  await page.getByLabel('Serial number').fill(serialNumber);
  await button(page, 'Show my computers').click();
};

test('a customer gets a license again, and removes computers until the vendor’s limit', async () => {
  const service = await sharedService();
  const serialNumber = await newSerial(service, 'pro', 4);
  const machine = await openMachine(service, { form: 'file' });
  await makeRequest(machine.page);
  const request = await saveRequest(machine.page);
  const ordering = await openPhone(service);
  await openInWizard(ordering.page, request);
  await orderLicense(ordering.page, 'Pro', serialNumber);
  await title(ordering.page, 'You’re almost done').waitFor();
  for (const name of ['lost', 'broken', 'stolen']) await activate(service, serialNumber, name);

  // A further phone knows nothing but the serial number.
  const { page } = await openPhone(service, { url: `${service.address}/computers` });
  await title(page, 'My computers').waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
  await inspect(page, '2-computers-form');
  await askFor(page, serialNumber.toLowerCase());
  await page.getByText('4 of 4 computers activated').waitFor();
  await inspect(page, '2-computers-list');
  expect(page.url()).toBe(`${service.address}/`);

  const name = (await machine.page.locator('.foot strong').textContent()) ?? '';
  await button(page, new RegExp(name)).click();
  await title(page, `Computer ${name}`).waitFor();
  await inspect(page, '2-computer');
  await button(page, 'Get the license again').click();
  await title(page, 'You’re almost done').waitFor();
  const license = await saveLicense(page);
  await button(machine.page, 'I have the license').click();
  await openInWizard(machine.page, license);
  await title(machine.page, 'Thank you!').waitFor();

  await button(page, 'Get another license').click();
  await page.locator('.pill', { hasText: 'License ready' }).waitFor();
  await button(page, 'My computers').click();
  // What was typed is still there.
  await button(page, 'Show my computers').click();
  const others = page.locator('.records button').filter({ hasNotText: name });
  for (const left of [3, 2]) {
    await others.first().click();
    await button(page, 'This computer is gone').click();
    await page.getByText('nobody can call it back').waitFor();
    if (left === 3) await inspect(page, '2-computer-gone');
    await button(page, 'Remove it').click();
    await page.getByText(`${4 - left} more`).waitFor();
    await page.getByText(`${left} of 4 computers activated`).waitFor();
    if (left === 3) await inspect(page, '2-computers-removed');
  }
  await others.first().click();
  await page.getByText('No further computer can be removed before').waitFor();
  await inspect(page, '2-computer-limit');
  await activate(service, serialNumber, 'new one');

  await page.reload();
  await title(page, 'My computers').waitFor();
  await button(page, 'Show my computers').click();
  await page.getByText('3 of 4 computers activated').waitFor();
  await button(page, 'Done').click();
  await button(page, 'My computers').click();
  await expect.poll(() => page.getByLabel('Serial number').inputValue()).toBe('');
});

test('the address opens offline, and each answer of the service is explained', async () => {
  const service = await startService();
  const phone = await openPhone(service);
  const { page } = phone;
  await untilReadyOffline(phone);
  const serialNumber = await newSerial(service, 'pro', 1);
  await phone.context.setOffline(true);
  await page.goto(`${service.address}/computers`);
  await askFor(page, serialNumber);
  await title(page, 'No network connection').waitFor();
  await phone.context.setOffline(false);
  await button(page, 'Go back').click();
  await button(page, 'Show my computers').click();
  await page.getByText('No computer uses this serial number now.').waitFor();

  const catalogFile = join(service.dataFolder, 'products', 'orrery', 'catalog.json');
  const catalog = JSON.parse(readFileSync(catalogFile, 'utf8'));
  writeFileSync(catalogFile, JSON.stringify({ ...catalog, selfService: { enabled: false } }));
  await service.restart();
  await button(page, 'Load the list again').click();
  await title(page, 'The vendor manages computers for you').waitFor();
  await inspect(page, '2-computers-off');
});
