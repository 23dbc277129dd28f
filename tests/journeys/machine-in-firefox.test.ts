import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { expectAccessible } from './harness/accessible.ts';
import { compose, handheld, photograph } from './harness/darkroom.ts';
import { openFirefox } from './harness/firefox.ts';
import { usbStick } from './harness/machine.ts';
import { openPhone } from './harness/phone.ts';
import { canIsolate } from './harness/program.ts';
import { sharedService } from './harness/service.ts';
import { button, code, orderLicense, title } from './harness/wizard.ts';

/** Puppeteer's words for what `wizard.ts` does with Playwright. */
const press = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
const heading = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="heading"])`).wait();

test.skipIf(!canIsolate)('a machine without network is activated by light alone, in Firefox', async () => {
  const service = await sharedService();
  const machine = await openFirefox(await usbStick(service));
  const phone = await openPhone(service);

  await heading(machine.page, 'No network connection');
  await expectAccessible(machine.page);
  await press(machine.page, 'Activate manually');
  await press(machine.page, 'Create license request');
  const shown = await machine.page.locator('.code-face').waitHandle();
  await expectAccessible(machine.page);
  const screen = await shown.screenshot({ encoding: 'base64' });

  phone.camera.show(await compose(`data:image/png;base64,${screen}`, handheld));
  await button(phone.page, 'Scan the code').click();
  await orderLicense(phone.page, 'Personal');
  await title(phone.page, 'You’re almost done').waitFor();

  await machine.show(await photograph(code(phone.page)));
  await press(machine.page, 'I have the license');
  await press(machine.page, 'Scan the code');
  await heading(machine.page, 'Thank you!');

  await machine.page.reload();
  await heading(machine.page, 'Thank you!');
  expect(await machine.page.evaluate(() => location.protocol)).toBe('file:');
});
