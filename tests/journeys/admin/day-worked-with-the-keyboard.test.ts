import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { activate, hasFocus, openAdmin, pressBackOn, pressOn, signIn, tabTo } from '../harness/devices/admin.ts';
import { readCode } from '../harness/light/readCode.ts';
import { savedFile } from '../harness/steps/carriedFile.ts';
import { button, title } from '../harness/steps/wizard.ts';
import { adminToken, demoSerial, startService } from '../harness/vendor/service.ts';

const said = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
const row = (page: Page, name: string | RegExp) => page.getByRole('rowheader', { name }).getByRole('link');

test('a day of administration works with the keyboard alone', async () => {
  const service = await startService();
  const serialNumber = demoSerial(service, 'pro', 3);
  const order = { licenseType: 'pro', serialNumber };
  const { machine, file } = await activate(service, { ...order, holder: 'Ottilie Quendel' });
  await activate(service, { ...order, holder: 'Sternwarte Königstuhl' });
  await activate(service, { licenseType: 'personal', holder: 'Ada Lovelace' });

  const page = await openAdmin(service);
  await signIn(page, adminToken(service));
  await said(page, '3 results.').waitFor();

  // Search by the beginning of a name.
  await page.keyboard.press('/');
  await hasFocus(page.getByRole('searchbox'));
  await page.keyboard.type('ottil');
  await said(page, '1 result.').waitFor();
  await pressOn(row(page, machine));

  // The record.
  const heading = title(page, `Computer ${machine}`);
  await heading.waitFor();
  await hasFocus(heading);
  expect(await page.title()).toBe(`Computer ${machine} – Orrery Studio administration`);
  const facts = page.locator('.sheet');
  for (const fact of ['Ottilie Quendel', 'Pro', `-${serialNumber.slice(-5)}`, '1 of 3', 'No end date']) {
    await facts.getByText(fact).waitFor();
  }
  expect(await page.locator('.history li').allTextContents()).toEqual([
    expect.stringContaining('License issued'),
    expect.stringContaining('Seat assigned'),
  ]);

  // The license again: as a file and as a code that a machine reads.
  await pressOn(button(page, 'Reissue the license'));
  await hasFocus(page.getByRole('heading', { name: 'The license for the customer' }));
  await said(page, 'The license issued earlier is still valid.').waitFor();
  await tabTo(button(page, 'Download license'));
  const saved = await savedFile(page, () => page.keyboard.press('Enter'));
  expect(Buffer.from(saved.bytes).toString()).toBe(file);
  expect(saved.name).toMatch(/^orrery-[0-9A-Z]{4}-[0-9A-Z]{4}\.lic$/);
  const code = await page.getByRole('img', { name: 'QR code that holds the license' }).screenshot();
  expect(await readCode(code)).toMatch(new RegExp(`^${service.address}/#`));

  // Releasing the seat asks first, and Escape cancels.
  await page.keyboard.press('Shift+Tab');
  await pressBackOn(button(page, 'Release the seat…'));
  await page.getByRole('dialog', { name: `Release the seat of ${machine}?` }).waitFor();
  await hasFocus(button(page, 'Cancel'));
  await page.getByText('The license on the old machine keeps working. It has no end date').waitFor();
  await page.keyboard.press('Escape');
  await hasFocus(button(page, 'Release the seat…'));
  await page.keyboard.press('Enter');
  await pressOn(page.getByRole('dialog').getByRole('button', { name: 'Release the seat' }));
  await said(page, 'Seat released.').waitFor();
  await page.getByText('This seat was released here').waitFor();
  await hasFocus(heading);
  expect(await button(page, 'Release the seat…').count()).toBe(0);

  // Back to the list as it was.
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await hasFocus(row(page, machine));
  expect(await page.getByRole('searchbox').inputValue()).toBe('ottil');

  // A serial number, blocked and unblocked.
  await pressBackOn(page.getByRole('link', { name: 'Serial numbers' }));
  await said(page, '5 results.').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type(serialNumber.slice(-5));
  await said(page, '1 result.').waitFor();
  await pressOn(row(page, `…${serialNumber.slice(-5)}`));
  await page.getByText('1 of 3 seats in use').waitFor();
  await page.getByRole('table', { name: 'Released seats' }).getByText(machine).waitFor();
  await pressOn(button(page, 'Block…'));
  await pressOn(button(page, 'Block serial number'));
  await said(page, 'Serial number blocked.').waitFor();
  await expect(activate(service, { ...order, holder: 'Too late' })).rejects.toThrow('serial-refused');
  await hasFocus(button(page, 'Unblock…'));
  await page.keyboard.press('Enter');
  await pressOn(button(page, 'Unblock serial number'));
  await said(page, 'Serial number unblocked.').waitFor();

  // The customer buys more: the next request of a machine gets it.
  await pressBackOn(button(page, 'Change…'));
  await hasFocus(page.getByRole('heading', { name: 'Change this serial number' }));
  await tabTo(page.getByLabel('Seats per serial number'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('0');
  await page.keyboard.press('Enter');
  await page.getByText('Enter a whole number, 1 or more.').waitFor();
  await hasFocus(page.getByLabel('Seats per serial number'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('4');
  await tabTo(page.getByLabel('Extra features'));
  await page.keyboard.type('telescope');
  await tabTo(page.getByLabel('Reason'));
  await page.keyboard.type('Order 4711');
  await page.keyboard.press('Enter');
  await said(page, 'Serial number changed.').waitFor();
  await hasFocus(title(page, `Serial number …${serialNumber.slice(-5)}`));
  const [latest = ''] = await page.locator('.history > li').allTextContents();
  for (const text of ['Changed', 'Seats: from 3 to 4', 'Extra features: from none to telescope', 'Order 4711']) {
    expect(latest).toContain(text);
  }
  expect((await activate(service, { ...order, holder: 'Zweigstelle' })).file).toContain('telescope');

  // New serial numbers, seen once.
  await pressBackOn(page.getByRole('link', { name: 'Serial numbers' }).first());
  await pressOn(page.getByRole('link', { name: 'Create serial numbers' }));
  await tabTo(page.getByLabel('How many'));
  await page.keyboard.type('2');
  await page.keyboard.press('Tab');
  await page.keyboard.type('none');
  await page.keyboard.press('Enter');
  await page.getByText('Enter a whole number, 1 or more.').waitFor();
  await hasFocus(page.getByLabel('Seats per serial number'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  await hasFocus(page.getByRole('heading', { name: 'Save them now: they cannot be shown again' }));
  await said(page, '2 serial numbers created.').waitFor();
  await pressOn(button(page, 'Copy all'));
  await said(page, 'Copied.').waitFor();
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(copied).toHaveLength(2);
  await tabTo(button(page, 'Download as CSV'));
  const csv = await savedFile(page, () => page.keyboard.press('Enter'));
  for (const minted of copied) expect(Buffer.from(csv.bytes).toString()).toContain(`${minted},`);
  await activate(service, { licenseType: 'plus', serialNumber: copied[1] ?? '', holder: 'The first customer' });
  await pressOn(button(page, 'Done'));
  await page.getByLabel('How many').waitFor();
  for (const minted of copied) expect(await page.content()).not.toContain(minted);

  // All activations as a table.
  await pressBackOn(page.getByRole('link', { name: 'Activations' }));
  await tabTo(button(page, 'Export CSV'));
  const table = Buffer.from((await savedFile(page, () => page.keyboard.press('Enter'))).bytes).toString();
  expect(table.trim().split('\r\n')).toHaveLength(1 + 5);
  expect(table).toContain('The first customer');

  await pressBackOn(button(page, 'Sign out'));
  await title(page, 'Sign in to the administration').waitFor();
  expect(await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]))).not.toContain('kfa_');
  await page.reload();
  await title(page, 'Sign in to the administration').waitFor();
  const log = service.output();
  for (const secret of [adminToken(service), ...copied, 'Ottilie', 'ottil']) expect(log).not.toContain(secret);
  expect(readFileSync(`${service.dataFolder}/store.sqlite`, 'latin1')).not.toContain(copied[0]);
});
