import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toBuffer } from 'qrcode';
import { expect, test } from 'vitest';
import { createSender } from '../../../src/transfer/sender.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { openWebKit, type WebKitPage } from '../harness/browsers/webkit.ts';
import { untilTestEnds } from '../harness/lifetime.ts';
import { temporaryFolder } from '../harness/temporary.ts';
import { sharedService } from '../harness/vendor/service.ts';

const picker = '//input[@type="file" and not(@capture)]';
const option = (name: string) => `//label[contains(normalize-space(.), "${name}")]//input[@type="radio"]`;

/** WebKitGTK has the engine of Safari. It shows no camera here, so requests come as files and pictures. */
test('WebKit takes requests in as files and pictures, orders, keeps and shows licenses', async () => {
  const service = await sharedService();
  const folder = temporaryFolder('webkit', untilTestEnds);
  const file = await requestFile(folder, 'first');
  const picture = await requestPicture(folder, 'second', service.address);
  const page = await openWebKit(untilTestEnds);

  await page.open(service.address);
  await page.press('Fetch a license for another computer');
  await page.title('Fetch a license');
  await page.type(picker, file);
  await page.title('Choose a license type');
  await page.click(option('Personal'));
  await page.press('Request license');
  await page.title('You’re almost done');
  await page.wait('//canvas | //*[contains(@class, "code-face")]');

  // What came in survives a restart of the page.
  await page.reload();
  await page.open(service.address);
  expect(await countIn(page, 'carriedRequests')).toBe(1);

  await page.type(picker, picture);
  await page.title('Choose a license type');
  expect(await countIn(page, 'carriedRequests')).toBe(2);
  await page.click(option('Personal'));
  await page.press('Request license');
  await page.title('You’re almost done');
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
