import { expect, test } from 'vitest';
import { canIsolate } from '../harness/browsers/airGap.ts';
import { openFirefox } from '../harness/browsers/firefox.ts';
import { usbStick } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { fetchLicenseByLight, heading, press } from '../harness/steps/firefoxWizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

test.skipIf(!canIsolate)('a machine without network is activated by light alone, in Firefox', async () => {
  const service = await sharedService();
  const machine = await openFirefox(await usbStick(service));
  const phone = await openPhone(service);

  await heading(machine.page, 'No network connection');
  await expectAccessible(machine.page);
  await press(machine.page, 'Activate manually');
  await press(machine.page, 'Create license request');
  await machine.page.locator('.code-face').wait();
  await expectAccessible(machine.page);
  await fetchLicenseByLight(machine, phone);

  await machine.page.reload();
  await heading(machine.page, 'Thank you!');
  expect(await machine.page.evaluate(() => location.protocol)).toBe('file:');
});
