import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canIsolate } from '../harness/browsers/airGap.ts';
import { openFirefox } from '../harness/browsers/firefox.ts';
import { setUpComputer } from '../harness/devices/computer.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { fetchLicenseByLight, heading, press } from '../harness/steps/firefoxWizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

test.skipIf(!canIsolate)('keyferry machine wizard goes all the way by light, in Firefox', async () => {
  const service = await sharedService();
  const computer = await setUpComputer(service);
  const wizard = await computer.startWizard('--to', 'orrery.lic');
  const machine = await openFirefox(wizard.address);
  const phone = await openPhone(service);

  await heading(machine.page, 'Get a license request');
  expect(machine.page.url()).not.toContain('token');
  await expectAccessible(machine.page);
  await press(machine.page, 'Create license request');
  await fetchLicenseByLight(machine, phone);
  await expectAccessible(machine.page);
  expect(readFileSync(computer.at('orrery.lic'), 'utf8')).toContain('<License');
  await machine.page.reload();
  await heading(machine.page, 'Thank you!');
});
