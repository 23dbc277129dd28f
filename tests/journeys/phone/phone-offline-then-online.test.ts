import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhoneWithDisk, untilReadyOffline } from '../harness/devices/phone.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import { button, makeRequest, openInWizard, saveLicense, scanFrom, title } from '../harness/steps/wizard.ts';
import { newSerial, startService } from '../harness/vendor/service.ts';

test('an order made without signal survives crashes, half typed and waiting, and is sent when connected', async () => {
  const service = await startService();
  const serialNumber = await newSerial(service, 'pro', 1);
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhoneWithDisk(service)]);
  await makeRequest(machine.page);
  await untilReadyOffline(phone);
  await service.stop();
  await phone.context.setOffline(true);

  await scanFrom(phone, machine.page, title(phone.page, 'Choose a license type'));
  await phone.page.getByRole('radio', { name: /^Pro/ }).check();
  await button(phone.page, 'Continue').click();
  const half = serialNumber.slice(0, 10);
  await phone.page.getByLabel('Serial number').pressSequentially(half.replaceAll('-', '').toLowerCase());
  await expect.poll(() => storedSerialNumber(phone.page)).toBe(half);

  await phone.crash();
  await phone.context.setOffline(true);
  await title(phone.page, 'Choose a license type').waitFor();
  expect(await phone.page.getByRole('radio', { name: /^Pro/ }).isChecked()).toBe(true);
  await button(phone.page, 'Continue').click();
  await phone.page.getByLabel('Serial number').waitFor();
  expect(await phone.page.getByLabel('Serial number').inputValue()).toBe(half);

  await phone.page.getByLabel('Serial number').fill(serialNumber);
  await button(phone.page, 'Request license').click();
  await title(phone.page, /^Saved\. It goes out/).waitFor();
  await expectAccessible(phone.page);
  await portray(phone.page, '2-waiting');

  await phone.crash();
  await title(phone.page, /^Saved\. The activation service cannot be reached/).waitFor();

  await service.restart();
  await phone.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await title(phone.page, 'You’re almost done').waitFor();
  const license = await saveLicense(phone.page);

  await button(machine.page, 'I have the license').click();
  await openInWizard(machine.page, license);
  await title(machine.page, 'Thank you!').waitFor();
});

/** Reads what is stored, not what is on the screen. */
function storedSerialNumber(page: Page): Promise<string | undefined> {
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
