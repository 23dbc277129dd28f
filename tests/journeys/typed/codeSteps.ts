import type { Page } from 'playwright-core';
import type { CodeOrder, ConfirmationCode } from '../../../src/contract/calls/codes.ts';
import { button } from '../harness/steps/wizard.ts';
import type { Service } from '../harness/vendor/service.ts';

/** @returns the groups of the code on the screen */
export async function shownCode(page: Page): Promise<string[]> {
  await page.locator('.code-groups').waitFor();
  return page.locator('.code-groups .code-text').allInnerTexts();
}

/** From the code of the request to the installation code. */
export async function readInstallationCode(page: Page): Promise<string[]> {
  await button(page, 'Show a code to write down').click();
  return shownCode(page);
}

/** The vendor's side, on the telephone. */
export async function answer(
  service: Service,
  installation: readonly string[],
  order: Pick<CodeOrder, 'licenseType' | 'serialNumber'>,
): Promise<ConfirmationCode> {
  const response = await fetch(`${service.address}/api/v1/codes/activations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...order, installationCode: installation.join(' ') }),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as ConfirmationCode;
}

/** @returns the name of what has the focus: a box, such as `Group 7 of 26`, or a button */
export const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(document.activeElement?.ariaLabel ?? document.activeElement?.innerText ?? '').trim()`);

/** @returns what is wrong with the group that has the focus, as it is described to a screen reader; empty when nothing is */
export const problem = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `document.getElementById(document.activeElement?.getAttribute('aria-describedby') ?? '')?.innerText ?? ''`,
  );

/** @returns what the boxes contain */
export const typedGroups = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('.group-box input')].map(({ value }) => value)`);

/** Waits until what was typed is on the disk: the keyboard of a test is faster. */
export async function untilStored(
  page: Page,
  group: string,
  name: 'typed-code' | 'copied-code' = 'typed-code',
): Promise<void> {
  await page.waitForFunction(stored, { group, name });
}

/** In the page: whether the stored draft holds a group. */
const stored = `async ({ group, name: setting }) => {
  const open = (name) => new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await open(name);
    const has = database.objectStoreNames.contains('settings');
    const text = has && await new Promise((resolve) => {
      const request = database.transaction('settings').objectStore('settings').get(setting);
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    if (String(text ?? '').includes(group)) return true;
  }
  return false;
}`;

/** Goes on with the Tab key. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to ${name}`);
}
