import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openMachine, openMachineWithDisk } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { portray } from '../harness/look/portraits.ts';
import {
  button,
  code,
  makeRequest,
  openInWizard,
  orderLicense,
  saveLicense,
  saveRequest,
  title,
} from '../harness/steps/wizard.ts';
import { newSerial, sharedService } from '../harness/vendor/service.ts';

/** Runs in the page: from now on the disk is full, as the browser reports it. */
function fillDisk(): void {
  const refuse = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  IDBObjectStore.prototype.put = refuse;
}

const storageError = (page: Page) => page.getByText('This device is full');

test('every step reports a full disk at once, and nothing on the screens is lost', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  const request = await saveRequest(machine.page);

  await title(phone.page, 'Fetch a license').waitFor();
  await phone.page.evaluate(fillDisk);
  await openInWizard(phone.page, request);
  await title(phone.page, 'Choose a license type').waitFor();
  await storageError(phone.page).waitFor();
  await portray(phone.page, '5-disk-full');
  await orderLicense(phone.page, 'Pro', await newSerial(service, 'pro', 3));
  await title(phone.page, 'You’re almost done').waitFor();
  await storageError(phone.page).waitFor();
  const license = await saveLicense(phone.page);

  await button(machine.page, 'I have the license').click();
  await machine.page.evaluate(fillDisk);
  await openInWizard(machine.page, license);
  await title(machine.page, 'Thank you!').waitFor();
  await storageError(machine.page).waitFor();

  // When the disk has space again, the same license is accepted again and stored.
  await machine.page.reload();
  await button(machine.page, 'I have the license').click();
  await openInWizard(machine.page, license);
  await title(machine.page, 'Thank you!').waitFor();
  expect(await storageError(machine.page).count()).toBe(0);
});

test('two tabs with the same request order one license and take one seat', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  const request = await saveRequest(machine.page);
  const tab = await phone.context.newPage();
  await tab.goto(service.address);
  const both = [phone.page, tab];
  const serialNumber = await newSerial(service, 'pro', 1);

  // A tab that opens later continues with the request of the other tab.
  await Promise.all(both.map((page) => title(page, 'Fetch a license').waitFor()));
  await Promise.all(both.map((page) => openInWizard(page, request)));
  await Promise.all(both.map((page) => page.getByRole('radio', { name: /^Pro/ }).check()));
  await Promise.all(both.map((page) => button(page, 'Continue').click()));
  // Text typed in one tab appears in the other: typing into both at once would mix it.
  await phone.page.getByLabel('Serial number').fill(serialNumber);
  await expect.poll(() => tab.getByLabel('Serial number').inputValue()).toBe(serialNumber);
  // A later tab has no form any more, because it shows the license of the other one.
  const forms = await Promise.all(both.map((page) => page.locator('form').elementHandle()));
  await Promise.all(forms.map((form) => form?.evaluate((it) => (it as HTMLFormElement).requestSubmit())));
  await Promise.all(both.map((page) => title(page, 'You’re almost done').waitFor()));
  const [one, other] = [await saveLicense(phone.page), await saveLicense(tab)];
  expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(true);
});

test('the request on the machine stays the same over reload, close and crash', async () => {
  const service = await sharedService();
  const machine = await openMachineWithDisk(service, { form: 'file' });
  await makeRequest(machine.page);
  const before = await saveRequest(machine.page);
  await machine.page.reload();
  await code(machine.page).waitFor();
  await machine.reopen();
  await code(machine.page).waitFor();
  await machine.crash();
  await code(machine.page).waitFor();
  expect((await saveRequest(machine.page)).bytes).toEqual(before.bytes);
});
