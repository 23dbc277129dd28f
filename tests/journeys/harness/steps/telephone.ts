import type { Page } from 'playwright-core';
import { hasFocus, openAdmin, pressOn, signIn, tabTo } from '../devices/admin.ts';
import { adminToken, type Service } from '../vendor/service.ts';
import { title } from './wizard.ts';

/** The vendor's support staff at the telephone, with the keyboard alone. */

export const said = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
export const groupBox = (page: Page, place: number, of = 7) =>
  page.getByRole('textbox', { name: `Group ${place} of ${of}` });
/** @returns groups of the code that is read out */
export const dictated = (page: Page) => page.locator('.code-reader .code-text').allTextContents();
export const answerFor = (page: Page, id: string) => page.getByRole('heading', { name: `Confirmation code for ${id}` });

export async function openTelephone(service: Service, token = adminToken(service)): Promise<Page> {
  const page = await openAdmin(service);
  await signIn(page, token);
  if ((await title(page, 'Activate by telephone').count()) === 0) {
    await pressOn(page.getByRole('link', { name: 'Telephone' }));
  }
  await hasFocus(title(page, 'Activate by telephone'));
  return page;
}

/** What a customer reads out. */
interface ReadOut {
  /** Groups of the installation code. */
  readonly code: readonly string[];
  /** The computer ID. */
  readonly id: string;
}

/** Fills the form as somebody does who types what is read out, without looking. */
export async function typeOrder(page: Page, { code, id }: ReadOut, serialNumber: string): Promise<void> {
  await hasFocus(groupBox(page, 1));
  await page.keyboard.type(code.join('').toLowerCase());
  await said(page, `Computer ID: ${id}.`).waitFor();
  await hasFocus(page.getByLabel('License type'));
  await page.keyboard.type('Pro');
  await page.keyboard.press('Tab');
  await hasFocus(page.getByLabel('Serial number'));
  await page.keyboard.type(serialNumber);
}

/** The whole call: the code that is read out, typed and answered. @returns groups of the confirmation code */
export async function answerCall(service: Service, call: ReadOut, serialNumber: string): Promise<readonly string[]> {
  const page = await openTelephone(service);
  await tabTo(groupBox(page, 1));
  await typeOrder(page, call, serialNumber);
  await page.keyboard.press('Enter');
  await hasFocus(answerFor(page, call.id));
  return dictated(page);
}
