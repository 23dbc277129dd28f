import { expect, test } from 'vitest';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { readCode } from '../harness/light/readCode.ts';
import { code, computerId, makeRequest, orderLicense, title } from '../harness/steps/wizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

/** A code of version 15 has 17 + 4 * 15 modules on a side, and a quiet zone of 4 on either end. */
const sideOfVersion15 = 17 + 4 * 15 + 8;

test('the code, read by the phone’s own camera app, opens step 2 with the request, and no server gets its content', async () => {
  const service = await sharedService();
  const machine = await openMachine(service, { form: 'file' });
  await makeRequest(machine.page);
  const link = await readCode(await code(machine.page).screenshot());
  expect(link.startsWith(`${service.address}/#`)).toBe(true);
  expect(await sideOfCode(machine.page)).toBeLessThanOrEqual(sideOfVersion15);

  const phone = await openPhone(service, { url: link });
  await title(phone.page, 'Choose a license type').waitFor();
  expect(await computerId(phone.page)).toBe(await computerId(machine.page));
  expect(phone.page.url()).toBe(`${service.address}/`);
  expect(service.output()).not.toContain(link.split('#')[1]);

  await orderLicense(phone.page, 'Personal');
  await title(phone.page, 'You’re almost done').waitFor();
  expect(await sideOfCode(phone.page)).toBeLessThanOrEqual(sideOfVersion15);
});

test('a second code, opened in the existing tab, adds no history entry and does not trap Back', async () => {
  const service = await sharedService();
  const machine = await openMachine(service, { form: 'file' });
  await makeRequest(machine.page);
  const link = await readCode(await code(machine.page).screenshot());

  const phone = await openPhone(service);
  await title(phone.page, 'Fetch a license').waitFor();
  await phone.page.evaluate((address) => location.assign(address), link);
  await title(phone.page, 'Choose a license type').waitFor();
  expect(phone.page.url()).toBe(`${service.address}/`);
  for (let back = 0; back < 2; back++) {
    await phone.page.goBack();
    expect(phone.page.url()).not.toContain('$');
    await title(phone.page, '1 computer').waitFor();
  }
});

async function sideOfCode(page: import('playwright-core').Page): Promise<number> {
  const box = await code(page).locator('svg').getAttribute('viewBox');
  return Number(box?.split(' ')[2]);
}
