import type { Page } from 'playwright-core';
import { test } from 'vitest';
import type { Device } from '../harness/browsers/chromium.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { portray } from '../harness/look/portraits.ts';
import { button, title } from '../harness/steps/wizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

const says = (page: Page, text: string) => page.getByText(text);

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
