import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone, untilReadyOffline } from '../harness/devices/phone.ts';
import { button, makeRequest, openInWizard, saveLicense, saveRequest, title } from '../harness/steps/wizard.ts';
import { newSerial, startService } from '../harness/vendor/service.ts';

test('an order made offline is sent by the browser with the page closed, and the license is there when it opens', async () => {
  const service = await startService();
  const serialNumber = await newSerial(service, 'pro', 1);
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  const request = await saveRequest(machine.page);
  await untilReadyOffline(phone);
  const browser = await watchWorker(phone.context, phone.page);
  await phone.context.setOffline(true);

  await openInWizard(phone.page, request);
  await phone.page.getByRole('radio', { name: /^Pro/ }).check();
  await button(phone.page, 'Continue').click();
  await phone.page.getByLabel('Serial number').fill(serialNumber);
  await button(phone.page, 'Request license').click();
  await title(phone.page, /^Saved\. It goes out/).waitFor();
  await phone.page.getByText('even if you close the app').waitFor();
  const tags = () => phone.page.evaluate(syncTags);
  await expect.poll(tags).toEqual(['keyferry-send']);

  const address = phone.page.url();
  const elsewhere = await phone.context.newPage();
  await phone.page.close();
  await phone.context.setOffline(false);
  await browser.dispatchSync();
  await expect.poll(() => service.output()).toContain('"route":"/api/v1/activations","status":201');

  // The list has the license that the service worker stored, without any network.
  await phone.context.setOffline(true);
  await elsewhere.goto(address);
  await elsewhere.getByText('License ready').first().click();
  await title(elsewhere, 'You’re almost done').waitFor();
  const license = await saveLicense(elsewhere);

  await button(machine.page, 'I have the license').click();
  await openInWizard(machine.page, license);
  await title(machine.page, 'Thank you!').waitFor();
});

/** Runs in the page. */
async function syncTags(): Promise<string[]> {
  const registration = (await navigator.serviceWorker.ready) as ServiceWorkerRegistration & {
    readonly sync: { getTags(): Promise<string[]> };
  };
  return registration.sync.getTags();
}

/** Does what the browser does when there is a network again: emulated networks tell it nothing. */
async function watchWorker(context: BrowserContext, page: Page) {
  const session: CDPSession = await context.newCDPSession(page);
  const found = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await found;
  const origin = new URL(page.url()).origin;
  return {
    async dispatchSync() {
      const [other] = context.pages();
      if (!other) throw new Error('no page is open');
      const sender = await context.newCDPSession(other);
      await sender.send('ServiceWorker.enable');
      await sender.send('ServiceWorker.dispatchSyncEvent', {
        origin,
        registrationId,
        tag: 'keyferry-send',
        lastChance: false,
      });
    },
  };
}
