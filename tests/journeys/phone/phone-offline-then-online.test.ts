import { expect, test } from 'vitest';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhoneWithDisk, untilReadyOffline } from '../harness/devices/phone.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import {
  button,
  makeRequest,
  openInWizard,
  orderLicense,
  saveLicense,
  scanFrom,
  title,
} from '../harness/steps/wizard.ts';
import { newSerial, sharedService, startService } from '../harness/vendor/service.ts';

test('an order made in a room without signal goes out when there is signal again', async () => {
  const service = await startService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhoneWithDisk(service)]);
  await makeRequest(machine.page);
  await untilReadyOffline(phone);
  await service.stop();
  await phone.context.setOffline(true);

  await scanFrom(phone, machine.page, title(phone.page, 'Choose a license type'));
  await orderLicense(phone.page, 'Pro', await newSerial(service, 'pro', 1));
  await title(phone.page, /^Saved\. It goes out/).waitFor();
  await expectAccessible(phone.page);
  await portray(phone.page, '2-waiting');

  await phone.crash();
  await title(phone.page, /^Saved\. It goes out/).waitFor();

  await service.restart();
  await phone.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await title(phone.page, 'You’re almost done').waitFor();
  const license = await saveLicense(phone.page);

  await button(machine.page, 'I have the license').click();
  await openInWizard(machine.page, license);
  await title(machine.page, 'Thank you!').waitFor();
});

test('a half-typed serial number is still there after a crash', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhoneWithDisk(service)]);
  await makeRequest(machine.page);
  await scanFrom(phone, machine.page, title(phone.page, 'Choose a license type'));
  await phone.page.getByRole('radio', { name: /^Pro/ }).check();
  await button(phone.page, 'Continue').click();
  await phone.page.getByLabel('Serial number').pressSequentially('abcde1234');
  await expect.poll(() => storedSerialNumber(phone.page)).toBe('ABCDE-1234');

  await phone.crash();
  await title(phone.page, 'Choose a license type').waitFor();
  expect(await phone.page.getByRole('radio', { name: /^Pro/ }).isChecked()).toBe(true);
  await button(phone.page, 'Continue').click();
  expect(await phone.page.getByLabel('Serial number').inputValue()).toBe('ABCDE-1234');
});

/** What is on the disk, not what is on the screen. */
function storedSerialNumber(page: import('playwright-core').Page): Promise<string | undefined> {
  return page.evaluate(
    () =>
      new Promise<string | undefined>((resolve, reject) => {
        const opening = indexedDB.open('keyferry/orrery');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('carriedRequests').objectStore('carriedRequests').getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result[0]?.draft.serialNumber);
          };
        };
      }),
  );
}
