import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openMachine } from '../harness/devices/machine.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { inspect } from '../harness/look/portraits.ts';
import { dropFile, savedFile } from '../harness/steps/carriedFile.ts';
import { button, title } from '../harness/steps/wizard.ts';
import { adminToken, newSerial, type Service, startService } from '../harness/vendor/service.ts';

const orrery = (service: Service) => `${service.address}/orrery/index.html`;

/** Runs a command of the vendor, with the demonstration's root key. */
async function vendor({ dataFolder }: Service, ...command: readonly string[]): Promise<void> {
  const passphrase = join(dataFolder, 'passphrase.txt');
  const environment = { KEYFERRY_PASSPHRASE_FILE: passphrase, KEYFERRY_ROOT_PASSPHRASE_FILE: passphrase };
  const root = join(dataFolder, 'products/orrery/root.keystore.json');
  const args = ['dist/cli/keyferry.js', ...command, '--data', dataFolder, '--root', root];
  await promisify(execFile)(process.execPath, args, { env: { PATH: process.env.PATH, ...environment } });
}

const keysetOf = ({ dataFolder }: Service) => ({
  name: 'keyset.xml',
  bytes: new Uint8Array(readFileSync(join(dataFolder, 'products/orrery/keyset.xml'))),
});

async function newestLicenseId(service: Service): Promise<string> {
  const answer = await fetch(`${service.address}/api/v1/admin/activations/search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken(service)}` },
    body: '{}',
  });
  const { rows } = (await answer.json()) as { rows: readonly { licenseId: string }[] };
  return rows[0]?.licenseId ?? '';
}

async function activate(page: Page, type: string, serialNumber?: string): Promise<void> {
  await button(page, /Activate this computer/).click();
  await page.getByRole('radio', { name: new RegExp(`^${type}`) }).check();
  if (serialNumber !== undefined) {
    await button(page, 'Continue').click();
    await page.getByLabel('Serial number').fill(serialNumber);
  }
  await button(page, serialNumber === undefined ? 'Request license' : /^Activate$/).click();
  await title(page, 'Thank you!').waitFor();
}

/** What the product shows of its license, once it has read it. */
async function licenseIn(page: Page) {
  await page.locator('body[data-license]').waitFor();
  const included = await page.locator('#features li[data-included=true]').allTextContents();
  return { state: await page.locator('body').getAttribute('data-license'), included: included.length };
}

/** The product was built before the vendor rotated: it has the keys of then. */
async function keepProfile(page: Page, service: Service): Promise<void> {
  const profile = await (await fetch(`${service.address}/orrery/vendor.json`)).text();
  await page.route('**/orrery/vendor.json', (route) =>
    route.fulfill({ contentType: 'application/json', body: profile }),
  );
}

test('the product refuses without a license, and the wizard’s last screen opens it unlocked', async () => {
  const service = await startService();
  const { page } = await openMachine(service, { form: 'localhost' });
  await page.goto(orrery(service));
  await page.getByRole('heading', { name: 'Orrery Studio cannot start' }).waitFor();
  await page.getByText('There is no license on this computer yet.').waitFor();
  expect(await licenseIn(page)).toEqual({ state: 'refused', included: 0 });
  expect(await button(page, 'Export the picture').isDisabled()).toBe(true);
  await inspect(page, '9-orrery-refused');

  await page.getByRole('link', { name: 'Open the license wizard' }).click();
  await activate(page, 'Pro', await newSerial(service, 'pro', 1));
  await page.getByRole('link', { name: 'Start using Orrery Studio' }).click();
  await page.waitForURL(orrery(service));
  expect(await licenseIn(page)).toEqual({ state: 'active', included: 3 });
  await page.getByText('Pro', { exact: true }).waitFor();
  await page.getByText('no end', { exact: true }).waitFor();
  await inspect(page, '9-orrery-pro');

  const picture = await savedFile(page, () => button(page, 'Export the picture').click());
  expect(picture.name).toBe('orrery.svg');
  expect(new TextDecoder().decode(picture.bytes)).toMatch(/^<svg .*class="planet".*<\/svg>$/s);
});

test('planets move until they are stopped, and with reduced motion only when asked to, by the keyboard alone', async () => {
  const service = await startService();
  const { page } = await openMachine(service, { form: 'localhost' });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await activate(page, 'Personal');
  await page.getByRole('link', { name: 'Start using Orrery Studio' }).click();
  expect(await licenseIn(page)).toEqual({ state: 'active', included: 1 });
  expect(await page.getByLabel('Show moons').isDisabled()).toBe(true);
  const date = () => page.locator('#date').getAttribute('datetime');
  const today = await date();
  await button(page, 'Start').focus();
  await page.keyboard.press('Enter');
  await expect.poll(date).not.toBe(today);
  await page.keyboard.press('Enter');
  await button(page, 'Start').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await date()).toBe(today);
  await expectAccessible(page);
});

test('the product goes on after a rotation, and refuses with the reason once a revocation reached the wizard', async () => {
  const service = await startService();
  const { page } = await openMachine(service, { form: 'localhost' });
  await keepProfile(page, service);
  await vendor(service, 'keys', 'rotate');
  await service.restart();
  await activate(page, 'Plus', await newSerial(service, 'plus', 1));
  await page.getByRole('link', { name: 'Start using Orrery Studio' }).click();
  expect(await licenseIn(page)).toEqual({ state: 'active', included: 2 });

  await vendor(service, 'keys', 'revoke', '--license', await newestLicenseId(service));
  await page.reload();
  expect(await licenseIn(page)).toEqual({ state: 'active', included: 2 });
  await page.goto(service.address);
  await title(page, 'Thank you!').waitFor();
  await dropFile(page, keysetOf(service));
  await title(page, 'The vendor has withdrawn this license').waitFor();
  await page.goto(orrery(service));
  await page.getByText('The vendor has withdrawn this license.').waitFor();
  expect(await licenseIn(page)).toEqual({ state: 'refused', included: 0 });
});
