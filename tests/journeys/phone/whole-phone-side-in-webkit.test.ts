import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toBuffer } from 'qrcode';
import { expect, test } from 'vitest';
import { exactDocumentsIn } from '../../../src/documents/heal/exactDocuments.ts';
import { createSender } from '../../../src/transfer/sender.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { openWebKit, type WebKitPage } from '../harness/browsers/webkit.ts';
import { untilTestEnds } from '../harness/lifetime.ts';
import { temporaryFolder } from '../harness/temporary.ts';
import { sharedService } from '../harness/vendor/service.ts';

const picker = '//input[@type="file" and not(@capture)]';
const shownCode = '//*[contains(@class, "code-face")]//*[self::canvas or self::*[local-name() = "svg"]]';
const boxOf = (name: string) => `//label[contains(normalize-space(.), "${name}")]//input[@type="checkbox"]`;
const option = (name: string) => `//label[contains(normalize-space(.), "${name}")]//input[@type="radio"]`;

/** WebKitGTK has the engine of Safari. It shows no camera here, so requests come as files and pictures. */
test('WebKit takes requests in as files and pictures, orders, keeps, saves and shows licenses', async () => {
  const service = await sharedService();
  const folder = temporaryFolder('webkit', untilTestEnds);
  const page = await openWebKit(untilTestEnds);

  await page.open(service.address);
  await page.press('Fetch a license for another computer');
  await page.title('Fetch a license');
  await page.type(picker, await requestFile(folder, 'first'));
  await page.title('Choose a license type');
  await page.click(option('Personal'));
  await page.press('Request license');
  await page.title('You’re almost done');
  await page.press('Download license');
  const { bytes } = await page.downloaded('.lic');
  expect(exactDocumentsIn(bytes).map(({ type }) => type)).toContain('license');

  // What came in survives a restart of the page.
  await page.reload();
  await page.title('You’re almost done');
  await page.wait(shownCode);
  await page.press('Get another license');
  await page.title('1 computer');

  const more = [await requestPicture(folder, 'second', service.address), await requestFile(folder, 'third')];
  await page.type(picker, more.join('\n'));
  await page.title('3 computers');
  expect(await countIn(page, 'carriedRequests')).toBe(3);
  await page.click(boxOf('Select all 3'));
  await page.press('Order 2');
  await page.title('Choose a license type for 2 computers');
  await page.click(option('Personal'));
  await page.press('Request 2 licenses');
  await page.title('2 licenses are here');
  await page.press('Show 2 licenses');
  await page.wait(shownCode);
});

async function requestFile(folder: string, hardware: string): Promise<string> {
  const path = join(folder, `${hardware}.licreq`);
  writeFileSync(path, await requestOf(machineWith(hardware)));
  return path;
}

/** @returns path of a picture of the request's code */
async function requestPicture(folder: string, hardware: string, address: string): Promise<string> {
  const bytes = new TextEncoder().encode(await requestOf(machineWith(hardware)));
  const text = createSender({ kind: 'document', bytes }, `${address}/`).whole?.text ?? '';
  const path = join(folder, `${hardware}.png`);
  writeFileSync(path, await toBuffer(text, { margin: 4, scale: 4 }));
  return path;
}

/** @returns how many records the page has stored */
function countIn(page: WebKitPage, store: string): Promise<number> {
  return page.run(
    `const [store] = arguments;
     return new Promise((resolve, reject) => {
       const opening = indexedDB.open('keyferry/orrery');
       opening.onerror = () => reject(opening.error);
       opening.onsuccess = () => {
         const counting = opening.result.transaction(store).objectStore(store).count();
         counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
       };
     });`,
    store,
  );
}
