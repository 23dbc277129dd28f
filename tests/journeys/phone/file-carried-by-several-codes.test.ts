import { randomBytes } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Device } from '../harness/browsers/chromium.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone, openPhoneWithDisk } from '../harness/devices/phone.ts';
import { photograph, snapshot } from '../harness/light/darkroom.ts';
import { filmUntil } from '../harness/light/filmUntil.ts';
import { readCode } from '../harness/light/readCode.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import { type CarriedFile, feedFile, savedFile } from '../harness/steps/carriedFile.ts';
import { button, chooseMore, title } from '../harness/steps/wizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

const screenOf720 = { viewport: { width: 1280, height: 720 } };
const fileOf = (length: number): CarriedFile => ({ name: 'panel log.bin', bytes: new Uint8Array(randomBytes(length)) });

/** Shows a file as a sequence of codes. */
async function show(page: Page, file: CarriedFile): Promise<void> {
  await chooseMore(page, 'Carry any file to another device');
  await feedFile(page.getByLabel('Show a file'), file);
  await title(page, 'Show these codes').waitFor();
}

async function startScan(page: Page): Promise<void> {
  await chooseMore(page, 'Carry any file to another device');
  await button(page, 'Scan a file in').click();
}

const progress = (page: Page): Locator => page.getByRole('progressbar');

/** Waits until a number of parts have arrived. @returns how many have */
async function partsIn(page: Page, atLeast: number): Promise<number> {
  await page.waitForFunction((least) => {
    const bar = document.querySelector('[role=progressbar]');
    return Number(bar?.getAttribute('aria-valuenow')) >= least;
  }, atLeast);
  return Number(await progress(page).getAttribute('aria-valuenow'));
}

async function arrivedFile({ page }: Device): Promise<CarriedFile> {
  await title(page, 'The file is here').waitFor();
  return savedFile(page, () => button(page, 'Save file').click());
}

test('any file is transferred from a screen to a phone by light, and slowing down midway costs nothing', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([
    openMachine(service, { form: 'file', context: screenOf720 }),
    openPhone(service),
  ]);
  const file = fileOf(20_000);
  await show(machine.page, file);
  await expectAccessible(machine.page);
  await portray(machine.page, '6-sending');
  await machine.page.locator('.code-face').click();
  await expectAccessible(machine.page);
  await portray(machine.page, '6-sending-large');

  await startScan(phone.page);
  const before = await filmUntil(phone, machine.page, partsIn(phone.page, 10));
  await expectAccessible(phone.page);
  await portray(phone.page, '6-scanning');
  const dialog = machine.page.getByRole('dialog');
  await button(machine.page, 'Slower').last().click();
  expect(await filmUntil(phone, machine.page, partsIn(phone.page, before + 3))).toBeGreaterThanOrEqual(before + 3);
  await dialog.getByRole('button', { name: 'Slower' }).click();

  const arrived = await filmUntil(phone, machine.page, arrivedFile(phone));
  expect(arrived).toEqual(file);
  await expectAccessible(phone.page);
  await portray(phone.page, '6-arrived');
});

test('a long file is transferred by four codes at once, and by one at a time when they become one', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([
    openMachine(service, { form: 'file', context: screenOf720 }),
    openPhone(service),
  ]);
  const file = fileOf(60_000);
  await show(machine.page, file);
  await machine.page.locator('.code-face').click();
  const dialog = machine.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Four codes at once' }).click();
  await expectAccessible(machine.page);
  await portray(machine.page, '6-sending-four');

  await startScan(phone.page);
  const before = await filmUntil(phone, machine.page, partsIn(phone.page, 60));
  await expect.poll(() => phone.page.locator('.overlay-halo').count()).toBeGreaterThan(1);
  await portray(phone.page, '6-scanning-four');
  await dialog.getByRole('button', { name: 'One code at a time' }).click();
  await filmUntil(phone, machine.page, partsIn(phone.page, before + 10));
  await dialog.getByRole('button', { name: 'Four codes at once' }).click();
  expect(await filmUntil(phone, machine.page, arrivedFile(phone))).toEqual(file);
});

test('a scan interrupted by a crash continues where it stopped', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([
    openMachine(service, { form: 'file', context: screenOf720 }),
    openPhoneWithDisk(service),
  ]);
  const file = fileOf(12_000);
  await show(machine.page, file);
  await machine.page.locator('.code-face').click();
  await startScan(phone.page);
  const before = await filmUntil(phone, machine.page, partsIn(phone.page, 15));
  await phone.crash();
  await button(phone.page, 'Scan the code').click();
  expect(await partsIn(phone.page, 10)).toBeGreaterThanOrEqual(before - 5);
  await phone.page
    .getByText('Going on where the last scan stopped.')
    .or(title(phone.page, 'The file is here'))
    .waitFor({
      state: 'attached',
    });
  const arrived = await filmUntil(phone, machine.page, arrivedFile(phone));
  expect(arrived).toEqual(file);
});

test('still codes are numbered, and pictures of them transfer the file too', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([
    openMachine(service, { form: 'file', context: { ...screenOf720, reducedMotion: 'reduce' } }),
    openPhone(service),
  ]);
  const file = fileOf(3000);
  await show(machine.page, file);
  const count = machine.page.getByText(/^Code \d+ of \d+$/);
  const [, pages = '0'] = (await count.textContent())?.match(/of (\d+)/) ?? [];
  expect(Number(pages)).toBeGreaterThan(2);
  const pictures: CarriedFile[] = [];
  for (let page = 1; page <= Number(pages); page++) {
    await machine.page.getByText(`Code ${page} of ${pages}`).waitFor();
    const picture = await snapshot(machine.page.locator('.code-face'));
    pictures.push({ name: `${page}.jpg`, bytes: picture });
    await button(machine.page, 'Next').click();
  }
  await portray(machine.page, '6-sending-still');
  const captions = await printedCaptions(machine.page);
  expect(captions.length).toBeGreaterThan(2);
  expect(captions).toEqual(
    captions.map((_, at) => expect.stringMatching(`^Code ${at + 1} of ${captions.length} .*panel log.bin$`)),
  );

  const files = phone.page.getByLabel('Open a file or picture');
  const [first, ...others] = pictures.reverse();
  await files.setInputFiles([first].map(asPayload));
  await title(phone.page, 'Some codes are still missing').waitFor();
  await expectAccessible(phone.page);
  await portray(phone.page, '6-parts-missing');
  await button(phone.page, 'Go back').click();
  await files.setInputFiles(others.map(asPayload));
  expect(await arrivedFile(phone)).toEqual(file);
});

test('one code of several, read by the phone’s own camera app, opens the page, whose camera continues', async () => {
  const service = await sharedService();
  const machine = await openMachine(service, { form: 'file', context: { ...screenOf720, reducedMotion: 'reduce' } });
  const file = fileOf(3000);
  await show(machine.page, file);
  await button(machine.page, 'Next').click();
  const link = await readCode(await machine.page.locator('.code-face').screenshot());
  expect(link.startsWith(`${service.address}/#`)).toBe(true);

  const phone = await openPhone(service, { url: link });
  expect(await partsIn(phone.page, 1)).toBeGreaterThan(0);
  expect(phone.page.url()).toBe(`${service.address}/`);
  await button(machine.page, 'Play').click();
  await machine.page.locator('.code-face').click();
  expect(await filmUntil(phone, machine.page, arrivedFile(phone))).toEqual(file);
});

test('a phone shows a file to a computer’s webcam', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([
    openMachine(service, { form: 'file' }),
    openPhone(service, { context: { reducedMotion: 'reduce' } }),
  ]);
  const file = fileOf(1500);
  await show(phone.page, file);
  await startScan(machine.page);
  const [, pages = '0'] = (await phone.page.getByText(/^Code \d+ of \d+$/).textContent())?.match(/of (\d+)/) ?? [];
  for (let page = 1; page < Number(pages); page++) {
    await machine.camera.show(await photograph(phone.page.locator('.code-face')));
    await partsIn(machine.page, page);
    await button(phone.page, 'Next').click();
  }
  await machine.camera.show(await photograph(phone.page.locator('.code-face')));
  expect(await arrivedFile(machine)).toEqual(file);
});

/** Prints with the browser's menu. @returns the caption of each printed code */
async function printedCaptions(page: Page): Promise<readonly string[]> {
  const paper = '.paper figure';
  // The sheets load after the screen.
  await page.locator('button[aria-busy="false"]', { hasText: 'Print' }).waitFor({ state: 'attached' });
  const printing = page.evaluate(
    (figures) =>
      new Promise<string[]>((resolve) => {
        const read = () => [...document.querySelectorAll(figures)].map(({ textContent }) => textContent ?? '');
        window.addEventListener('beforeprint', () => resolve(read()), { once: true });
      }),
    paper,
  );
  await page.pdf();
  await expect.poll(() => page.locator(paper).count()).toBe(0);
  return printing;
}

function asPayload(file: CarriedFile | undefined): { name: string; mimeType: string; buffer: Buffer } {
  return { name: file?.name ?? '', mimeType: 'image/jpeg', buffer: Buffer.from(file?.bytes ?? []) };
}
