import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Device } from '../harness/browsers/chromium.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import {
  button,
  code,
  makeRequest,
  openInWizard,
  orderLicense,
  saveLicense,
  saveRequest,
  title,
} from '../harness/steps/wizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

const says = (page: Page, text: string) => page.getByText(text);
const continueWithout = (page: Page) => button(page, 'Continue without storing');

/** Runs in the page, before its own scripts. */
function blockIndexedDb(): void {
  IDBFactory.prototype.open = () => {
    throw new DOMException('', 'SecurityError');
  };
}

function removeIndexedDb(): void {
  Object.defineProperty(window, 'indexedDB', { value: undefined });
}

async function reloadWith({ page, context }: Device, script: () => void): Promise<void> {
  await context.addInitScript(script);
  await page.reload();
}

test('machine and phone without storage say so first, and finish in memory', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await Promise.all([reloadWith(machine, blockIndexedDb), reloadWith(phone, removeIndexedDb)]);
  for (const { page } of [machine, phone]) {
    await title(page, 'This browser stores nothing').waitFor();
    await expectAccessible(page);
  }
  await portray(machine.page, 'no-storage-machine');
  await portray(phone.page, 'no-storage-phone');

  await continueWithout(machine.page).click();
  await makeRequest(machine.page);
  await says(machine.page, 'Keep this page open until the license is here.').waitFor();
  const request = await saveRequest(machine.page);

  await continueWithout(phone.page).click();
  await openInWizard(phone.page, request);
  await orderLicense(phone.page, 'Personal');
  await says(phone.page, 'Keep this page open, and save licenses as files.').waitFor();
  const license = await saveLicense(phone.page);

  await button(machine.page, 'I have the license').click();
  await openInWizard(machine.page, license);
  await title(machine.page, 'Thank you!').waitFor();
  await says(machine.page, 'This browser cannot keep the license.').waitFor();

  // The browser asks before it leaves the page.
  const asked = machine.page.waitForEvent('dialog');
  const leaving = machine.page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await leaving;

  // The key was in memory, so the license is of a request that this browser has forgotten.
  await continueWithout(machine.page).click();
  await openLicense(machine.page, license);
  await title(machine.page, 'This browser no longer knows the request for this license').waitFor();
  await button(machine.page, 'Make a new request').click();
  await code(machine.page).waitFor();
});

/** Drops a file on the page, whichever screen it shows. */
async function openLicense(page: Page, file: { readonly name: string; readonly bytes: Uint8Array }): Promise<void> {
  await title(page, 'No network connection').waitFor();
  await page.evaluate(
    ({ name, bytes }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
    },
    { name: file.name, bytes: [...file.bytes] },
  );
}

/** Runs in a page: opens the database as another version of the wizard does. */
async function openVersion(version: number): Promise<void> {
  await new Promise((resolve, reject) => {
    const request = indexedDB.open('keyferry/orrery', version);
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion > 0) return;
      for (const name of ['machine', 'keys', 'settings']) request.result.createObjectStore(name);
      request.result.createObjectStore('errands', { keyPath: 'requestId' });
    };
    request.onsuccess = resolve;
    request.onerror = reject;
  });
}

/** A tab of the same origin that is not the wizard. */
async function openTab({ context, page }: Device): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(new URL('manifest.webmanifest', page.url()).href);
  return tab;
}

test('tabs of two versions say which one to close or to reload, and go on when that is done', async () => {
  const service = await sharedService();
  const phone = await openPhone(service);
  await title(phone.page, 'Fetch a license').waitFor();
  const newer = await openTab(phone);
  await newer.evaluate(openVersion, 99);
  await says(phone.page, 'A newer version of this page is open in another tab').waitFor();
  await button(phone.page, 'Reload').click();
  await title(phone.page, 'This copy of the page is too old').waitFor();

  const other = await openPhone(service);
  const older = await openTab(other);
  await other.page.goto('about:blank');
  await older.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('keyferry/orrery').onsuccess = resolve;
      }),
  );
  await older.evaluate(openVersion, 1);
  await other.page.goto(service.address);
  await title(other.page, 'This page is open in another tab in an older version').waitFor();
  await portray(other.page, 'older-tab');
  await older.close();
  await title(other.page, 'Fetch a license').waitFor();
});

test('data that is deleted, and a disk that is full, are said at once and made up for', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  const request = await saveRequest(machine.page);
  const browser = await phone.context.newCDPSession(phone.page);
  const { origin } = new URL(service.address);
  const deleteData = () => browser.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });

  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await openInWizard(phone.page, request);
  await title(phone.page, 'Choose a license type').waitFor();
  await says(phone.page, 'This device is full').waitFor();
  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  await button(phone.page, 'Try again').click();
  await says(phone.page, 'This device is full').waitFor({ state: 'detached' });

  await deleteData();
  await says(phone.page, 'What this page had stored was deleted').waitFor();
  await button(phone.page, 'Store it again').click();
  await says(phone.page, 'What this page had stored was deleted').waitFor({ state: 'detached' });
  await phone.page.reload();
  await title(phone.page, 'Choose a license type').waitFor();

  await phone.page.goto('about:blank');
  await deleteData();
  await phone.page.goto(service.address);
  await says(phone.page, 'This browser has deleted what was stored here').waitFor();
  await says(phone.page, 'The requests of 1 computer are gone.').waitFor();
  await button(phone.page, 'OK').click();
  await phone.page.reload();
  await title(phone.page, 'Fetch a license').waitFor();
  expect(await says(phone.page, 'This browser has deleted what was stored here').count()).toBe(0);
});
