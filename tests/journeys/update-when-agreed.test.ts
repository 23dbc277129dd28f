import { expect, test } from 'vitest';
import { openPhone, untilReadyOffline } from './harness/phone.ts';
import { startService } from './harness/service.ts';
import { button, title } from './harness/wizard.ts';

test('a newer version waits until the person agrees', async () => {
  const service = await startService();
  const phone = await openPhone(service);
  await untilReadyOffline(phone);
  await title(phone.page, 'Request a license').waitFor();
  const serviceAddressInPage = () =>
    phone.page.evaluate(() => JSON.parse(document.getElementById('vendor')?.textContent ?? '{}').serviceUrl);
  const before = await serviceAddressInPage();

  // Another public address makes another page, and so a newer version of the app.
  const newAddress = service.address.replace('localhost', '127.0.0.2');
  await service.restart({ KEYFERRY_PUBLIC_URL: newAddress });
  await phone.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await phone.page.getByText('A new version is ready.').waitFor();
  expect(await serviceAddressInPage()).toBe(before);

  await Promise.all([phone.page.waitForEvent('load'), button(phone.page, 'Update now').click()]);
  await title(phone.page, 'Request a license').waitFor();
  expect(await serviceAddressInPage()).toBe(newAddress);
  expect(await phone.page.getByText('A new version is ready.').count()).toBe(0);
});
