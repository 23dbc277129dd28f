import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { spelled } from '../../../src/typed/spelling.ts';
import { returnCodeOf } from '../../server/typedCodes.ts';
import { hasFocus, makeToken, pressBackOn, pressOn, signIn, tabTo } from '../harness/devices/admin.ts';
import { codedMachine, licenseAt, rebuilt } from '../harness/devices/codedMachine.ts';
import { answerFor, dictated, groupBox, openTelephone, said, typeOrder } from '../harness/steps/telephone.ts';
import { button, title } from '../harness/steps/wizard.ts';
import { demoSerial, newSerial, type Service, startService } from '../harness/vendor/service.ts';
import { startServiceOfTwo } from '../harness/vendor/twoProducts.ts';

/** @returns what the audit trail says that a person did, in its order */
async function doneByToken(service: Service): Promise<readonly string[]> {
  const authorization = `Bearer ${makeToken(service, 'auditor', ['audit:read'])}`;
  const answer = await fetch(`${service.address}/api/v1/admin/audit`, { headers: { authorization } });
  const { rows } = (await answer.json()) as { rows: readonly { event: string; actor: string }[] };
  return rows.filter(({ actor }) => actor.startsWith('token:')).map(({ event }) => event);
}

/** @returns the group with two neighbors swapped that differ */
function swapTwo(text: string): string {
  const at = [...text].findIndex((character, place) => place > 0 && character !== text[place - 1]);
  return `${text.slice(0, at - 1)}${text[at]}${text[at - 1]}${text.slice(at + 1)}`;
}

test('a code that was typed with mistakes is answered with the keyboard alone, and frees its seat again', async () => {
  const service = await startService();
  const serialNumber = await newSerial(service, 'pro', 1);
  const [machine, other] = [codedMachine('line 3'), codedMachine('line 4')];
  const page = await openTelephone(service);

  // A confirmation or return code does not belong here; the first group says so.
  await tabTo(page.getByRole('textbox', { name: 'Group 1' }));
  await page.keyboard.type((await returnCodeOf(machine.machine, 'A'.repeat(22))).slice(0, 6));
  await said(page, 'This is a return code.').waitFor();
  await hasFocus(groupBox(page, 1));
  await page.keyboard.press('Control+A');

  // Two characters of the second group are swapped, and its correction is offered.
  const [first = '', second = '', ...rest] = machine.code;
  await page.keyboard.type(first);
  await hasFocus(groupBox(page, 2));
  const swapped = swapTwo(second);
  await page.keyboard.type(swapped);
  await hasFocus(groupBox(page, 2));
  expect(await groupBox(page, 2).getAttribute('aria-invalid')).toBe('true');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(second);
  await hasFocus(groupBox(page, 3));
  for (const one of rest) await page.keyboard.type(`${one} `);
  await said(page, `Computer ID: ${machine.id}.`).waitFor();
  await hasFocus(page.getByLabel('License type'));

  // What was typed survives a reload, and is nowhere but in this tab.
  await page.reload();
  await said(page, `Computer ID: ${machine.id}.`).waitFor();
  expect(page.url()).toBe(`${service.address}/admin#telephone`);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(second);

  // Nothing is sent before everything is there.
  await pressOn(button(page, 'Get confirmation code'));
  await hasFocus(page.getByLabel('License type'));
  await page.getByText('Choose what the customer has bought.').waitFor();
  await page.keyboard.type('Pro');
  await page.keyboard.press('Tab');
  await page.keyboard.type(`${serialNumber.slice(0, -1)}${serialNumber.endsWith('7') ? '8' : '7'}`);
  await said(page, 'There is a typing mistake.').waitFor();
  await page.keyboard.press('Enter');
  await hasFocus(page.getByLabel('Serial number'));
  await pressOn(button(page, 'Use it'));
  await tabTo(page.getByLabel('Holder'));
  await page.keyboard.type('Hven observatory');
  await page.keyboard.press('Enter');

  // The code makes a license on that machine, and on no other.
  await hasFocus(answerFor(page, machine.id));
  await said(page, 'The license is issued.').waitFor();
  const groups = await dictated(page);
  expect(await licenseAt(machine, groups, service)).toContain('<LicenseType Value="pro"/>');
  await expect(licenseAt(other, groups, service)).rejects.toThrow('code-other-machine');
  await page.reload();
  expect(await dictated(page)).toEqual(groups);
  await tabTo(page.getByLabel('Spelling'));
  await page.keyboard.type('German: A');
  await page.getByText(spelled(groups[1] ?? '', 'cities')).waitFor();
  await pressOn(button(page, 'Copy the code'));
  await said(page, 'Copied.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(groups.join(' '));

  // The same code again gets the same answer, and no second seat.
  await pressOn(button(page, 'Next call'));
  await hasFocus(groupBox(page, 1));
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual(['keyferry-admin-token']);
  await typeOrder(page, machine, serialNumber);
  await tabTo(page.getByLabel('Holder'));
  await page.keyboard.type('Hven observatory');
  await page.keyboard.press('Enter');
  await said(page, 'This machine was given this code before.').waitFor();
  expect(await dictated(page)).toEqual(groups);

  // More machines than seats are refused, and what was typed stays.
  await pressOn(button(page, 'Next call'));
  await typeOrder(page, other, serialNumber);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('seats-exhausted').waitFor();
  expect(await groupBox(page, 7).inputValue()).toBe(other.code[6]);

  // The first machine gives its license back.
  const [licenseId = ''] = /(?<=LicenseID Value=")[^"]*/.exec(await licenseAt(machine, groups, service)) ?? [];
  const returned = (await returnCodeOf(machine.machine, licenseId)).split(' ');
  await pressBackOn(page.getByRole('link', { name: 'Return a license', exact: true }));
  await hasFocus(title(page, 'Return a license by telephone'));
  await tabTo(page.getByRole('textbox', { name: 'Group 1' }));
  await page.keyboard.type(returned.slice(0, 2).join(''));
  await hasFocus(groupBox(page, 3, returned.length));
  await pressOn(button(page, 'Take the license back'));
  await hasFocus(groupBox(page, 3, returned.length));
  await page.keyboard.type(returned.slice(2).join(' '));
  await hasFocus(button(page, 'Take the license back'));
  await page.keyboard.press('Enter');
  await hasFocus(page.getByRole('heading', { name: `${machine.id} has returned its license` }));
  await page.getByText('1 seat', { exact: true }).waitFor();

  // The other machine has the seat now: its code waited in the form.
  await pressBackOn(page.getByRole('link', { name: 'Activate', exact: true }));
  await hasFocus(title(page, 'Activate by telephone'));
  await pressOn(button(page, 'Get confirmation code'));
  await hasFocus(answerFor(page, other.id));
  expect(await licenseAt(other, await dictated(page), service)).toContain('<LicenseType Value="pro"/>');

  expect(await doneByToken(service)).toEqual(['serial-added', 'license-issued', 'seat-returned', 'license-issued']);
  for (const secret of [serialNumber, second, groups[3], 'Hven']) expect(service.output()).not.toContain(secret);
  expect(readFileSync(`${service.dataFolder}/store.sqlite`, 'latin1')).not.toContain(serialNumber);
});

test('changed hardware is asked about, and its seat moves', async () => {
  const service = await startService();
  const serialNumber = demoSerial(service, 'pro', 1);
  const machine = codedMachine('line 3');
  const changed = rebuilt(machine, 'new parts');
  const page = await openTelephone(service);
  await tabTo(groupBox(page, 1));
  await typeOrder(page, machine, serialNumber);
  await page.keyboard.press('Enter');
  await pressOn(button(page, 'Next call'));
  await typeOrder(page, changed, serialNumber.toLowerCase().replaceAll('-', ' '));
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'This machine has changed' }).waitFor();
  await hasFocus(button(page, 'Cancel'));
  await page.getByText('its seat moves to the changed hardware').waitFor();
  await page.keyboard.press('Escape');
  await hasFocus(page.getByLabel('Serial number'));
  await page.keyboard.press('Enter');
  await pressOn(button(page, 'Move the seat'));
  await hasFocus(answerFor(page, changed.id));
  const groups = await dictated(page);
  expect(await licenseAt(changed, groups, service)).toContain('<LicenseType Value="pro"/>');
  await expect(licenseAt(machine, groups, service)).rejects.toThrow();
});

test('the record of a license by code is found by its computer ID, and leads to the same code again', async () => {
  const service = await startService();
  const serialNumber = demoSerial(service, 'pro', 3);
  const machine = codedMachine('line 3');
  const page = await openTelephone(service);
  await tabTo(groupBox(page, 1));
  await typeOrder(page, machine, serialNumber);
  await tabTo(page.getByLabel('Holder'));
  await page.keyboard.type('Hven observatory');
  await page.keyboard.press('Enter');
  await answerFor(page, machine.id).waitFor();
  const groups = await dictated(page);
  await page.getByRole('link', { name: 'Activations' }).click();
  await page.getByRole('searchbox').fill(machine.id);
  await page.getByRole('rowheader', { name: machine.id }).getByRole('link').click();
  await title(page, `Computer ${machine.id}`).waitFor();
  await page.getByText('Typed code').waitFor();
  await button(page, 'Reissue the license').click();
  await hasFocus(page.getByRole('heading', { name: 'This license was given as a code' }));
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await hasFocus(title(page, 'Activate by telephone'));
  await tabTo(groupBox(page, 1));
  await page.keyboard.type(machine.code.join('-'));
  await tabTo(page.getByLabel('Serial number'));
  await page.keyboard.type(serialNumber);
  await page.keyboard.press('Enter');
  await said(page, 'This machine was given this code before.').waitFor();
  expect(await dictated(page)).toEqual(groups);
});

test('signing out forgets what was typed, and a token without the right sees no telephone', async () => {
  const service = await startService();
  const page = await openTelephone(service);
  await tabTo(groupBox(page, 1));
  await page.keyboard.type(codedMachine('line 3').code.join(''));
  await button(page, 'Sign out').click();
  await title(page, 'Sign in to the administration').waitFor();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.goto(`${service.address}/admin#activations`);
  await signIn(page, makeToken(service, 'reader', ['activations:read']));
  expect(await page.getByRole('link', { name: 'Telephone' }).count()).toBe(0);
  await page.goto(`${service.address}/admin#telephone`);
  await page.getByText('It lacks the scope activations:write.').waitFor();
});

test('of several products, the first group of the code tells which one', async () => {
  const service = await startServiceOfTwo();
  const page = await openTelephone(service, makeToken(service, 'support', ['activations:write']));
  const names = { product: 'nova', licenseVersion: '2.x', licenseTypes: ['site', 'team'], features: [] };
  const [orrery, nova] = [codedMachine('line 3'), codedMachine('line 4', undefined, names)];
  await page.getByLabel('Product').selectOption('Nova');
  await page.getByLabel('License type').selectOption('Team');
  await groupBox(page, 1).focus();
  await page.keyboard.type(orrery.code[0] ?? '');
  await said(page, 'Orrery Studio').waitFor();
  expect(await page.getByLabel('License type').inputValue()).toBe('');
  await button(page, 'Clear the form').click();
  await hasFocus(groupBox(page, 1));
  await page.keyboard.type(nova.code.join(' '));
  await said(page, 'Nova').waitFor();
  await page.getByLabel('License type').selectOption('Site');
  await button(page, 'Get confirmation code').click();
  await hasFocus(answerFor(page, nova.id));
  expect(await dictated(page)).not.toEqual([]);
});
