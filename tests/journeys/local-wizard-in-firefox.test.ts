import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { openAirGap } from './harness/airGap.ts';
import { compose, handheld, photograph } from './harness/darkroom.ts';
import { openFirefox } from './harness/firefox.ts';
import { setUpComputer } from './harness/localWizard.ts';
import { openPhone } from './harness/phone.ts';
import { canIsolate } from './harness/program.ts';
import { sharedService } from './harness/service.ts';
import { button, code, orderLicense, title } from './harness/wizard.ts';

/** Puppeteer's words for what `wizard.ts` does with Playwright. */
const press = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
const heading = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="heading"])`).wait();

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
  const shown = await machine.page.locator('.code-face').waitHandle();
  const screen = await shown.screenshot({ encoding: 'base64' });
  phone.camera.show(await compose(`data:image/png;base64,${screen}`, handheld));
  await button(phone.page, 'Scan the code').click();
  await orderLicense(phone.page, 'Personal');
  await title(phone.page, 'You’re almost done').waitFor();

  await machine.show(await photograph(code(phone.page)));
  await press(machine.page, 'I have the license');
  await press(machine.page, 'Scan the code');
  await heading(machine.page, 'Thank you!');
  await expectAccessible(machine.page);
  expect(readFileSync(computer.at('orrery.lic'), 'utf8')).toContain('<License');
  await machine.page.reload();
  await heading(machine.page, 'Thank you!');
});
