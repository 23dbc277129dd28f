import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Computers } from '../../../src/contract/calls/computers.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone, openPhoneWithDisk, untilReadyOffline } from '../harness/devices/phone.ts';
import { inspect } from '../harness/look/portraits.ts';
import { button, computerId, makeRequest, title } from '../harness/steps/wizard.ts';
import { newSerial, type Service, sharedService } from '../harness/vendor/service.ts';
import { focused, problem, readInstallationCode, shownCode, tabTo, typedGroups, untilStored } from './codeSteps.ts';

const begin = 'Type a code copied from the computer';
const entryTitle = 'Type the code from the computer';

async function seatsTaken(service: Service, serialNumber: string): Promise<number> {
  const answer = await fetch(`${service.address}/api/v1/computers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ serialNumber }),
  });
  return ((await answer.json()) as Computers).seatsTaken ?? 0;
}

/** Types a code that has no mistakes, and goes on. */
async function typeCode(page: Page, groups: readonly string[]): Promise<void> {
  await button(page, begin).click();
  await title(page, entryTitle).waitFor();
  await page.getByRole('textbox', { name: 'Group 1' }).focus();
  await page.keyboard.type(groups.join(' '));
  await page.keyboard.press('Enter');
}

/** With the keyboard alone, from the choice of the license type on. */
async function orderByKeyboard(page: Page, serialNumber: string): Promise<void> {
  await title(page, 'Choose a license type').waitFor();
  const pro = page.getByRole('radio', { name: /^Pro/ });
  await page.getByRole('radio').first().focus();
  while (!(await pro.isChecked())) await page.keyboard.press('ArrowDown');
  await tabTo(page, /^Continue$/);
  await page.keyboard.press('Enter');
  await title(page, 'Enter the serial number').waitFor();
  await page.keyboard.press('Tab');
  while (!(await page.getByLabel('Serial number').evaluate((field) => field === document.activeElement))) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type(serialNumber.toLowerCase());
  await page.keyboard.press('Enter');
}

test('a copied code is typed with mistakes, interrupted, and answered with a code that activates its machine', async () => {
  const service = await sharedService();
  const serial = await newSerial(service, 'pro', 2);
  const machine = await openMachine(service, { form: 'file' });
  await makeRequest(machine.page);
  const installation = await readInstallationCode(machine.page);
  const { page } = await openPhoneWithDisk(service);
  await inspect(page, 'copied-1-collect');

  await tabTo(page, new RegExp(`^${begin}$`));
  await page.keyboard.press('Enter');
  await title(page, entryTitle).waitFor();
  await tabTo(page, /^Group 1 of 7$/);
  await page.keyboard.type(installation[0] as string);
  const [, second = ''] = installation;
  const wrong = second.slice(0, 2) + (second[2] === 'X' ? 'W' : 'X') + second.slice(3);
  await page.keyboard.type(wrong);
  expect([await focused(page), await problem(page)]).toEqual(['Group 2 of 7', expect.stringContaining('Group 2:')]);
  await inspect(page, 'copied-2-wrong-group');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(second);
  expect(await focused(page)).toBe('Group 3 of 7');

  await untilStored(page, second, 'copied-code');
  await page.reload();
  await title(page, entryTitle).waitFor();
  await expect.poll(async () => (await typedGroups(page)).slice(0, 2)).toEqual(installation.slice(0, 2));
  await tabTo(page, /^Group 3 of 7$/);
  await page.keyboard.type(installation.slice(2).join(''));
  expect(await focused(page)).toBe('Continue');
  expect(await computerId(page)).toBe(await computerId(machine.page));
  await inspect(page, 'copied-3-complete');
  await page.keyboard.press('Enter');
  await orderByKeyboard(page, serial);

  await title(page, 'Copy the confirmation code').waitFor();
  const confirmation = await shownCode(page);
  expect(await computerId(page)).toBe(await computerId(machine.page));
  expect(await page.locator('.facts').innerText()).toContain('Pro');
  await inspect(page, 'copied-4-confirmation');
  await page.reload();
  expect(await shownCode(page)).toEqual(confirmation);

  await button(machine.page, 'I have the confirmation code').click();
  await machine.page.getByRole('textbox', { name: 'Group 1' }).focus();
  await machine.page.keyboard.type(confirmation.join(' '));
  await machine.page.keyboard.press('Enter');
  await title(machine.page, 'Thank you!').waitFor();

  // A further phone that knows nothing gets the same code, and no second seat.
  const other = await openPhone(service);
  await typeCode(other.page, installation);
  await orderByKeyboard(other.page, serial);
  expect(await shownCode(other.page)).toEqual(confirmation);
  expect(await seatsTaken(service, serial)).toBe(1);

  await button(machine.page, 'Return this license').click();
  await button(machine.page, 'Return license').click();
  await title(machine.page, 'License returned').waitFor();
  await button(machine.page, 'Show a code to write down').click();
  const returned = await shownCode(machine.page);
  await button(page, 'The computer has it').click();
  await inspect(page, 'copied-5-list');
  await typeCode(page, returned);
  await title(page, 'The license is returned').waitFor();
  expect(await page.locator('main').innerText()).toContain('2 more computers can be activated');
  await inspect(page, 'copied-6-returned');
  expect(await seatsTaken(service, serial)).toBe(0);
});

test('without network an order waits, and the sheet holds the code that it gets', async () => {
  const service = await sharedService();
  const machine = await openMachine(service, { form: 'file' });
  await makeRequest(machine.page);
  const installation = await readInstallationCode(machine.page);
  const phone = await openPhone(service);
  const { page } = phone;
  await untilReadyOffline(phone);
  await phone.context.setOffline(true);
  await typeCode(page, installation);
  await page.getByRole('radio', { name: /^Personal/ }).check();
  await button(page, 'Request license').click();
  await button(page, 'Try now').waitFor();
  await phone.context.setOffline(false);
  await title(page, 'Copy the confirmation code').waitFor();
  const confirmation = await shownCode(page);

  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const sheet = await page.locator('.code-sheet').innerText();
  for (const group of confirmation) expect(sheet).toContain(group);
  expect(sheet).toContain(await computerId(machine.page));
});

test('a code in the wrong field leads to where it belongs, and one of another kind is named', async () => {
  const service = await sharedService();
  const machine = await openMachine(service, { form: 'file' });
  await makeRequest(machine.page);
  const installation = await readInstallationCode(machine.page);
  const { page } = await openPhone(service);
  await button(page, 'Paste text').click();
  await page.getByLabel('Text of the file, or the address in the code').fill(installation.join(' '));
  await button(page, 'Use this text').click();
  await title(page, entryTitle).waitFor();
  await expect.poll(() => typedGroups(page)).toEqual(installation);
  await button(page, 'Continue').click();
  await page.getByRole('radio', { name: /^Pro/ }).check();
  await button(page, 'Continue').click();
  await page.getByLabel('Serial number').fill(installation.join(' '));
  await button(page, 'Use it as installation code').click();
  await title(page, entryTitle).waitFor();
  await expect.poll(() => typedGroups(page)).toEqual(installation);

  await button(page, 'Start over').click();
  await page.keyboard.type('D20829');
  expect(await problem(page)).toContain('confirmation code');
});
