import { expect, test } from 'vitest';
import { machineWith, requestOf } from '../../server/machines.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { inspect } from '../harness/look/portraits.ts';
import {
  button,
  makeRequest,
  openInWizard,
  orderLicense,
  saveLicense,
  saveRequest,
  title,
} from '../harness/steps/wizard.ts';
import { newSerial } from '../harness/vendor/service.ts';
import { startServiceOfTwo } from '../harness/vendor/twoProducts.ts';

test('one phone gets licenses for machines of two products, and each machine takes only its own', async () => {
  const service = await startServiceOfTwo();
  const [orrery, nova] = await Promise.all([
    openMachine(service, { form: 'file', product: 'orrery' }),
    openMachine(service, { form: 'file', product: 'nova' }),
  ]);
  const { page } = await openPhone(service);
  expect(await page.locator('.brand').textContent()).toContain('Northlight Instruments');
  await page.locator('.brand', { hasNotText: 'Orrery Studio' }).waitFor();
  for (const machine of [orrery, nova]) {
    await makeRequest(machine.page);
    await openInWizard(page, await saveRequest(machine.page));
    await title(page, 'Choose a license type').waitFor();
    if (machine === orrery) await button(page, 'Back').click();
  }
  await page.locator('.brand', { hasText: 'Nova' }).waitFor();
  expect(await page.getByRole('radio').count()).toBe(2);
  await orderLicense(page, 'Site');
  await title(page, 'You’re almost done').waitFor();
  const ofNova = await saveLicense(page);
  expect(ofNova.name).toMatch(/^nova-/);
  await button(page, 'Get another license').click();
  await title(page, '2 computers').waitFor();
  await inspect(page, '2-list-of-two-products');

  await page.getByRole('button', { name: /New$/ }).click();
  await orderLicense(page, 'Personal');
  await title(page, 'You’re almost done').waitFor();
  const ofOrrery = await saveLicense(page);

  for (const [machine, own, other] of [
    [orrery, ofOrrery, ofNova],
    [nova, ofNova, ofOrrery],
  ] as const) {
    await button(machine.page, 'I have the license').click();
    await openInWizard(machine.page, other);
    await title(machine.page, 'This is for another product').waitFor();
    await button(machine.page, 'Go back').click();
    await openInWizard(machine.page, own);
    await title(machine.page, 'Thank you!').waitFor();
  }

  await button(page, 'Get another license').click();
  const bytes = new TextEncoder().encode(await requestOf(machineWith('other'), { product: 'astrolabe' }));
  await openInWizard(page, { name: 'other.licreq', bytes });
  await title(page, 'This is for another product').waitFor();
  await page.getByText('This page serves Orrery Studio and Nova.').waitFor();
});

test('a machine on the page of all products chooses its product once, and serial numbers belong to their product', async () => {
  const service = await startServiceOfTwo();
  const { page } = await openMachine(service, { form: 'localhost' });
  await title(page, 'What would you like to do?').waitFor();
  await inspect(page, '0-role-of-two-products');
  await button(page, 'Activate this computer').click();
  await title(page, 'Which product do you want to activate?').waitFor();
  await inspect(page, '0-product');
  await button(page, /^Nova/).click();
  const ofOrrery = await newSerial(service, 'pro', 1, 'orrery');
  const ofNova = await newSerial(service, 'team', 1, 'nova');
  await title(page, 'Choose a license type').waitFor();
  await page.getByRole('radio', { name: /^Team/ }).check();
  await button(page, 'Continue').click();
  await page.getByLabel('Serial number').fill(ofOrrery);
  await button(page, 'Activate').click();
  await title(page, 'This serial number was not accepted').waitFor();
  await button(page, 'Go back').click();
  await page.getByLabel('Serial number').fill(ofNova);
  await button(page, 'Activate').click();
  await title(page, 'Thank you!').waitFor();
  await page.reload();
  await page.getByText('Nova is activated on this computer.').waitFor();

  await page.goto(`${service.address}/#computers`);
  await title(page, 'My computers').waitFor();
  await page.getByLabel('Product').selectOption('Nova');
  await page.getByLabel('Serial number').fill(ofNova);
  await inspect(page, '2-computers-of-two-products');
  await button(page, 'Show my computers').click();
  await page.getByText('1 of 1 computer activated').waitFor();
  await button(page, 'Back').click();
  await page.getByLabel('Product').selectOption('Orrery Studio');
  await button(page, 'Show my computers').click();
  await title(page, 'This serial number was not accepted').waitFor();
});
