import type { Page, Request, Response } from 'playwright-core';
import { expect, test } from 'vitest';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone, openPhoneWithDisk } from '../harness/devices/phone.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { stickingOut } from '../harness/look/overflow.ts';
import { portray } from '../harness/look/portraits.ts';
import { button, code, makeRequest, saveRequest, title } from '../harness/steps/wizard.ts';
import { newSerial, sharedService } from '../harness/vendor/service.ts';

const german = { locale: 'de-DE' };
const language = (page: Page) => page.getByRole('combobox', { name: /^(?:Language|Sprache)$/ });
const documentLanguage = (page: Page) => page.locator('html').getAttribute('lang');
const germanChunk = /\/assets\/de-[^/]+\.js$/;
const isGermanChunk = (traffic: Request | Response) => germanChunk.test(traffic.url());

async function check(page: Page, portrait: string): Promise<void> {
  await expectAccessible(page);
  await portray(page, `de-${portrait}`);
}

test('a German phone requests a license in German and changes the language with a serial number half typed', async () => {
  const service = await sharedService();
  const machine = await openMachine(service, { form: 'file' });
  await makeRequest(machine.page);
  const request = await saveRequest(machine.page);
  const { page, reopen } = await openPhoneWithDisk(service, { context: german });

  await title(page, 'Lizenz holen').waitFor();
  expect(await documentLanguage(page)).toBe('de');
  await expect.poll(() => page.title()).toBe('Lizenz holen – Orrery Studio');
  await check(page, '2-collect');
  await page.getByLabel('Datei oder Bild öffnen').setInputFiles({
    name: request.name,
    mimeType: 'text/plain',
    buffer: Buffer.from(request.bytes),
  });
  await title(page, 'Lizenztyp wählen').waitFor();
  await page.getByRole('radio', { name: /^Pro/ }).check();
  await check(page, '2-license-type');
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();

  const serial = await newSerial(service, 'plus', 1);
  const field = page.getByRole('textbox');
  await field.pressSequentially(serial.slice(0, 8));
  const typed = await field.inputValue();
  await page.getByText('Es fehlen noch').waitFor();
  await check(page, '2-serial-number');

  await language(page).focus();
  await language(page).selectOption('English');
  await title(page, 'Enter the serial number').waitFor();
  expect(await field.inputValue()).toBe(typed);
  expect(await documentLanguage(page)).toBe('en');
  await expect.poll(() => page.title()).toBe('Enter the serial number – Orrery Studio');
  // The screen has finished its changes, and the focus stays on the picker for keyboard users.
  expect(await language(page).evaluate((select) => select === document.activeElement)).toBe(true);
  await language(page).selectOption('Deutsch');
  await title(page, 'Seriennummer eingeben').waitFor();
  expect(await field.inputValue()).toBe(typed);

  await field.fill(serial);
  await button(page, 'Lizenz anfordern').click();
  await title(page, 'Die Seriennummer gehört zu einem anderen Lizenztyp').waitFor();
  expect(await page.locator('code').textContent()).toBe('license-type-not-covered');
  await check(page, '4-refusal');

  await language(page).selectOption('English');
  await title(page, 'The serial number is for another license type').waitFor();
  const again = await reopen();
  await language(again).waitFor();
  expect(await language(again).inputValue()).toBe('en');
  expect(await documentLanguage(again)).toBe('en');
});

test('the one-file page is in German from a USB stick, up to the activation', async () => {
  const service = await sharedService();
  const { page } = await openMachine(service, { form: 'file', context: german });
  const phone = await openPhone(service, { context: german });
  await title(page, 'Keine Netzwerkverbindung').waitFor();
  await check(page, '1-no-network');
  await button(page, 'Manuell aktivieren').click();
  await title(page, 'Was diesen Computer verlässt').waitFor();
  await check(page, '1-review');
  await button(page, 'Code zeigen').click();
  await code(page).waitFor();
  await check(page, '1-request');
  const [request] = await Promise.all([page.waitForEvent('download'), button(page, 'Lizenzanfrage speichern').click()]);
  await page.getByText('Lizenzanfrage gespeichert').waitFor();

  await phone.page.getByLabel('Datei oder Bild öffnen').setInputFiles(await request.path());
  await phone.page.getByRole('radio', { name: /^Personal/ }).check();
  await button(phone.page, 'Lizenz anfordern').click();
  await title(phone.page, 'Fast geschafft').waitFor();
  await check(phone.page, '2-license');
  const [license] = await Promise.all([
    phone.page.waitForEvent('download'),
    button(phone.page, 'Lizenz herunterladen').click(),
  ]);

  await button(page, 'Ich habe die Lizenz').click();
  await title(page, 'Aktivieren').waitFor();
  await check(page, '3-receive');
  await page.getByLabel('Datei oder Bild öffnen').setInputFiles(await request.path());
  await title(page, 'Das ist die Lizenzanfrage, nicht die Lizenz').waitFor();
  await check(page, '4-wrong-file');
  await button(page, 'Zurück').click();

  await button(page, 'Text einfügen').click();
  await page.getByRole('textbox').fill('halb eingefügt');
  await language(page).selectOption('English');
  await title(page, 'Activate').waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('halb eingefügt');
  await language(page).selectOption('Deutsch');
  await title(page, 'Aktivieren').waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('halb eingefügt');

  await page.getByLabel('Datei oder Bild öffnen').setInputFiles(await license.path());
  await title(page, 'Vielen Dank!').waitFor();
  await check(page, '3-thank-you');
});

test('the page is in English while German cannot be loaded, and in German as soon as it can', async () => {
  const service = await sharedService();
  const loaded: Response[] = [];
  const { page } = await openPhone(service, { context: { serviceWorkers: 'block' } });
  page.on('response', (response) => void (isGermanChunk(response) && loaded.push(response)));
  await title(page, 'Fetch a license').waitFor();
  await page.route(germanChunk, (route) => route.abort());

  const failed = page.waitForEvent('requestfailed', isGermanChunk);
  await language(page).selectOption('Deutsch');
  await failed;
  await expect.poll(() => language(page).inputValue()).toBe('en');
  await title(page, 'Fetch a license').waitFor();

  // The choice was stored, so the page asks for German before it shows anything.
  const failedAgain = page.waitForEvent('requestfailed', isGermanChunk);
  await page.reload();
  await failedAgain;
  await title(page, 'Fetch a license').waitFor();
  expect(loaded).toEqual([]);

  await page.unroute(germanChunk);
  await page.reload();
  await title(page, 'Lizenz holen').waitFor();
  const addresses = loaded.map((response) => response.url());
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses).toEqual([...new Set(addresses)]);
});

test('nothing overflows: right to left, on the narrowest phone, on a desktop at 200 %', async () => {
  const service = await sharedService();
  const machine = await openMachine(service, { form: 'file', context: german });
  await button(machine.page, 'Manuell aktivieren').click();
  await button(machine.page, 'Code zeigen').click();
  const [request] = await Promise.all([
    machine.page.waitForEvent('download'),
    button(machine.page, 'Lizenzanfrage speichern').click(),
  ]);
  const { page } = await openPhone(service, { context: german });
  await title(page, 'Lizenz holen').waitFor();

  for (const screen of ['collect', 'license-type'] as const) {
    if (screen === 'license-type') {
      await page.getByLabel('Datei oder Bild öffnen').setInputFiles(await request.path());
      await title(page, 'Lizenztyp wählen').waitFor();
    }
    for (const direction of ['rtl', 'ltr']) {
      await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction);
      for (const width of [320, 640]) {
        await page.setViewportSize({ width, height: 720 });
        expect(await page.locator('main').evaluate((main) => getComputedStyle(main).direction)).toBe(direction);
        expect(await page.evaluate(stickingOut), `${screen}, ${direction}, ${width}`).toEqual([]);
      }
      if (direction === 'rtl') await portray(page, `de-2-${screen}-rtl`);
    }
  }
});
