import type { Locator, Page } from 'playwright-core';
import type { Device } from '../browsers/chromium.ts';
import { photograph, type View } from '../light/darkroom.ts';
import { type CarriedFile, feedFile, savedFile } from './carriedFile.ts';

/** Operates the wizard like a user, by the English texts of its buttons. */

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
export const title = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });
export const code = (page: Page): Locator => page.locator('.code-face');

/** Chooses an action of the menu "More". */
export async function chooseMore(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await button(page, name).click();
}

/** On the machine, from "No network connection" to the request. */
export async function makeRequest(page: Page): Promise<void> {
  await title(page, 'No network connection').waitFor();
  await button(page, 'Activate manually').click();
  await button(page, 'Show the code').click();
  await code(page).waitFor();
}

/** On the machine, by files. @returns the request file from the downloads */
export function saveRequest(page: Page): Promise<CarriedFile> {
  return savedFile(page, () => button(page, 'Save license request').click());
}

/** On the device with internet, with a request at hand: chooses type and serial number and requests the license. */
export async function orderLicense(page: Page, type: string, serialNumber?: string): Promise<void> {
  await title(page, 'Choose a license type').waitFor();
  await page.getByRole('radio', { name: new RegExp(`^${type}`) }).check();
  if (serialNumber === undefined) {
    await button(page, 'Request license').click();
    return;
  }
  await button(page, 'Continue').click();
  await page.getByLabel('Serial number').pressSequentially(serialNumber.replaceAll('-', '').toLowerCase());
  await button(page, 'Request license').click();
}

export function saveLicense(page: Page): Promise<CarriedFile> {
  return savedFile(page, () => button(page, 'Download license').click());
}

/** Opens a file with the button for files. */
export function openInWizard(page: Page, file: CarriedFile): Promise<void> {
  return feedFile(page.getByLabel('Open a file or picture'), file);
}

/** Points one device's camera at another one's code, and waits for the result. */
export async function scanFrom(scanner: Device, shown: Page, arrived: Locator, view?: View): Promise<void> {
  await scanner.camera.show(await photograph(code(shown), view));
  await button(scanner.page, /^Scan (?:the code|more)$/).click();
  await endScan(scanner.page, arrived);
}

/** Waits until the camera has taken in a code. Where many computers are scanned, it stays on, and is closed. */
export async function endScan(page: Page, arrived: Locator): Promise<void> {
  const proceed = button(page, '1 scanned: Continue');
  await arrived.or(proceed).first().waitFor();
  if (await proceed.isVisible()) await proceed.click();
  await arrived.waitFor();
}

/** The computer ID with which a user confirms that both devices mean the same machine. */
export async function computerId(page: Page): Promise<string | null> {
  return page.locator('.computer-id strong').textContent();
}
