import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { openAirGap } from './harness/airGap.ts';
import { openFirefox } from './harness/firefox.ts';
import { fetchLicenseByLight, heading, press } from './harness/firefoxWizard.ts';
import { setUpComputer } from './harness/localWizard.ts';
import { openPhone } from './harness/phone.ts';
import { canIsolate } from './harness/program.ts';
import { sharedService } from './harness/service.ts';

test.skipIf(!canIsolate)('keyferry machine wizard goes all the way by light, in Firefox', async () => {
  const service = await sharedService();
  const computer = setUpComputer(service, await openAirGap());
  const wizard = await computer.startWizard('--to', 'orrery.lic');
  const machine = await openFirefox(wizard.address, computer.airGap);
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
