import { expect, test } from 'vitest';
import { openMachine, openMachineWithDisk } from '../harness/devices/machine.ts';
import { fineScreen, openPhone } from '../harness/devices/phone.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import { button, computerId, makeRequest, orderLicense, scanFrom, title } from '../harness/steps/wizard.ts';
import { newSerial, sharedService } from '../harness/vendor/service.ts';

test('a machine without network is activated by light only', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([
    openMachineWithDisk(service, { form: 'file' }),
    openPhone(service, { context: fineScreen }),
  ]);

  await title(machine.page, 'No network connection').waitFor();
  await expectAccessible(machine.page);
  await portray(machine.page, '1-no-network');
  await makeRequest(machine.page);
  await expectAccessible(machine.page);
  await portray(machine.page, '1-request');

  await title(phone.page, 'Fetch a license').waitFor();
  await expectAccessible(phone.page);
  await portray(phone.page, '2-collect');
  await scanFrom(phone, machine.page, title(phone.page, 'Choose a license type'));
  expect(await computerId(phone.page)).toBe(await computerId(machine.page));
  await expectAccessible(phone.page);
  await portray(phone.page, '2-license-type');
  await orderLicense(phone.page, 'Pro', await newSerial(service, 'pro', 1));
  await title(phone.page, 'You’re almost done').waitFor();
  await expectAccessible(phone.page);
  await portray(phone.page, '2-license');

  await button(machine.page, 'I have the license').click();
  await expectAccessible(machine.page);
  await portray(machine.page, '3-receive');
  await scanFrom(machine, phone.page, title(machine.page, 'Thank you!'));
  expect(await machine.page.locator('.facts').textContent()).toContain('Pro');
  // The demonstration's product is a page of the service, which shares nothing with a page opened from a file.
  expect(await machine.page.getByRole('link', { name: 'Start using Orrery Studio' }).count()).toBe(0);
  await expectAccessible(machine.page);
  await portray(machine.page, '3-thank-you');

  await machine.reopen();
  await title(machine.page, 'Thank you!').waitFor();
});

test('an old browser without WebAssembly reads the codes too', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  // Workers have their own WebAssembly, so they are removed as well.
  await phone.context.addInitScript(() => {
    Reflect.deleteProperty(window, 'WebAssembly');
    Reflect.deleteProperty(window, 'Worker');
  });
  await phone.page.reload();
  // The fallback decoder needs a steadier hand.
  await scanFrom(phone, machine.page, title(phone.page, 'Choose a license type'), { rotate: 2, scale: 0.95 });
  expect(await phone.page.evaluate(() => 'WebAssembly' in window)).toBe(false);
});
