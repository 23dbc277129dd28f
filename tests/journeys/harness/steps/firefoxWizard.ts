import type { Page } from 'puppeteer-core';
import type { Device } from '../browsers/chromium.ts';
import type { FirefoxMachine } from '../browsers/firefox.ts';
import { compose, handheld, photograph } from '../light/darkroom.ts';
import { button, code, endScan, orderLicense, title } from './wizard.ts';

/** The Puppeteer counterpart of `wizard.ts`. */
export const press = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
export const heading = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="heading"])`).wait();

/** From the request on the machine's screen to "Thank you!", each device filming the other. */
export async function fetchLicenseByLight(machine: FirefoxMachine, phone: Device): Promise<void> {
  const shown = await machine.page.locator('.code-face').waitHandle();
  const screen = await shown.screenshot({ encoding: 'base64' });
  await phone.camera.show(await compose(`data:image/png;base64,${screen}`, handheld));
  await button(phone.page, 'Scan the code').click();
  await endScan(phone.page, title(phone.page, 'Choose a license type'));
  await orderLicense(phone.page, 'Personal');
  await title(phone.page, 'You’re almost done').waitFor();

  await machine.show(await photograph(code(phone.page)));
  await press(machine.page, 'I have the license');
  await press(machine.page, 'Scan the code');
  await heading(machine.page, 'Thank you!');
}
