import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { machineWith, requestOf } from '../../server/machines.ts';
import type { Device } from '../harness/browsers/chromium.ts';
import { openMachine, openMachineWithDisk } from '../harness/devices/machine.ts';
import { openPhoneWithDisk, untilReadyOffline } from '../harness/devices/phone.ts';
import { inspect } from '../harness/look/portraits.ts';
import { type CarriedFile, dropFile, savedFile } from '../harness/steps/carriedFile.ts';
import {
  button,
  makeRequest,
  openInWizard,
  orderLicense,
  saveLicense,
  saveRequest,
  scanFrom,
  title,
} from '../harness/steps/wizard.ts';
import { newSerial, type Service, sharedService } from '../harness/vendor/service.ts';

/** Activates a machine by files, with a phone. @returns the license file */
async function activate(machine: Device, phone: Device, serial: string): Promise<CarriedFile> {
  await makeRequest(machine.page);
  await dropFile(phone.page, await saveRequest(machine.page));
  await orderLicense(phone.page, 'Pro', serial);
  await title(phone.page, 'You’re almost done').waitFor();
  const license = await saveLicense(phone.page);
  await button(machine.page, 'I have the license').click();
  await openInWizard(machine.page, license);
  await title(machine.page, 'Thank you!').waitFor();
  return license;
}

/** Sends another machine's order. @returns status and code of the answer */
async function ask(service: Service, order: object): Promise<string> {
  const answer = await fetch(`${service.address}/api/v1/activations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  return answer.ok ? `${answer.status}` : `${answer.status} ${((await answer.json()) as { code: string }).code}`;
}

test('a license is returned by light, with a phone without signal, and its seat is free for another machine', async () => {
  const service = await sharedService();
  const serial = await newSerial(service, 'pro', 1);
  const [machine, phone] = await Promise.all([
    openMachineWithDisk(service, { form: 'file' }),
    openPhoneWithDisk(service),
  ]);
  const license = await activate(machine, phone, serial);
  const name = await machine.page.locator('.foot strong').textContent();

  await button(machine.page, 'Return this license').click();
  await title(machine.page, 'Return this license?').waitFor();
  await inspect(machine.page, '5-return');
  await button(machine.page, 'Return license').click();
  await title(machine.page, 'License returned').waitFor();
  await inspect(machine.page, '5-return-receipt');
  await dropFile(machine.page, license);
  await title(machine.page, 'This license was returned').waitFor();
  expect(await machine.page.locator('code').textContent()).toBe('license-returned');
  await button(machine.page, 'Go back').click();
  await machine.crash();
  await title(machine.page, 'License returned').waitFor();
  expect(await machine.page.getByText('This browser has deleted what was stored here').count()).toBe(0);
  const receipt = await savedFile(machine.page, () => button(machine.page, 'Save return slip').click());
  expect(receipt.name).toBe(`orrery-${name}.licret`);

  const other = { request: await requestOf(machineWith('another')), licenseType: 'pro', serialNumber: serial };
  expect(await ask(service, other)).toBe('409 seats-exhausted');
  await untilReadyOffline(phone);
  await phone.context.setOffline(true);
  await button(phone.page, 'Get another license').click();
  await scanFrom(phone, machine.page, title(phone.page, /^Saved\. It goes out/));
  await inspect(phone.page, '5-receipt-waiting');
  await phone.crash();
  // The browser may have sent it before the page is open, which then starts with the list.
  const row = phone.page.getByRole('button', { name: /Returned$/ });
  await title(phone.page, 'The license is returned').or(row).waitFor();
  if (await row.count()) await row.click();
  await title(phone.page, 'The license is returned').waitFor();
  expect(await phone.page.locator('.facts').textContent()).toContain(name);
  await inspect(phone.page, '5-receipt-taken');
  expect(await ask(service, other)).toBe('201');
});

test('a machine that restores a backup after a return is refused a renewal', async () => {
  const service = await sharedService();
  const serial = await newSerial(service, 'plus', 1);
  const { page } = await openMachine(service, { form: 'localhost' });
  const typeSerial = async () => {
    await page.getByLabel('Serial number').fill(serial);
    await button(page, 'Activate').click();
  };
  await button(page, /Activate this computer/).click();
  await page.getByRole('radio', { name: /^Plus/ }).check();
  await button(page, 'Continue').click();
  await typeSerial();
  await title(page, 'Thank you!').waitFor();
  await copyRecord(page, 'current', 'backup');
  await button(page, 'Return this license').click();
  await button(page, 'Return license').click();
  await title(page, 'The license is returned').waitFor();
  await page.getByText('1 more computer can be activated with its serial number now.').waitFor();
  await inspect(page, '5-returned-online');
  const other = { request: await requestOf(machineWith('another')), licenseType: 'plus', serialNumber: serial };
  expect(await ask(service, other)).toBe('201');

  await copyRecord(page, 'backup', 'current');
  await page.reload();
  await title(page, 'Thank you!').waitFor();
  await button(page, 'Get another license').click();
  await button(page, 'Renew').click();
  await title(page, 'This license was returned').waitFor();
  await page.reload();
  await button(page, 'Enter a serial number').click();
  await typeSerial();
  await title(page, 'This serial number is used up').waitFor();
});

/** Copies a stored record, as a copy of the browser profile does. */
function copyRecord(page: Page, from: string, to: string): Promise<void> {
  return page.evaluate(copyMachine, [from, to] as const);
}

/** Runs in the page. */
function copyMachine([from, to]: readonly [string, string]): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('keyferry/orrery');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('machine', 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore('machine');
      const reading = store.get(from);
      reading.onsuccess = () => store.put(reading.result, to);
      transaction.onerror = () => reject(transaction.error);
      transaction.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}
