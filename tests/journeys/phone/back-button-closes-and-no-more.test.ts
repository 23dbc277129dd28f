import { expect, test } from 'vitest';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { button, code, makeRequest, openInWizard, orderLicense, saveRequest, title } from '../harness/steps/wizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

test('Back closes the camera and the large code, and nothing else', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  await code(machine.page).click();
  await machine.page.getByRole('dialog').waitFor();
  await machine.page.goBack();
  await expect.poll(() => machine.page.getByRole('dialog').count()).toBe(0);
  await code(machine.page).waitFor();
  await code(machine.page).click();
  await machine.page.keyboard.press('Escape');
  await expect.poll(() => machine.page.getByRole('dialog').count()).toBe(0);
  await code(machine.page).click();
  await machine.page.getByRole('dialog').waitFor();
  await button(machine.page, 'Close').click();
  await expect.poll(() => machine.page.getByRole('dialog').count()).toBe(0);

  await button(phone.page, 'Scan the code').click();
  await phone.page.getByRole('dialog', { name: 'Scan computers' }).waitFor();
  await phone.page.goBack();
  await expect.poll(() => phone.page.getByRole('dialog').count()).toBe(0);
  await button(phone.page, 'Scan the code').waitFor();
});

test('Back from a license never shows another order as this one', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  await makeRequest(machine.page);
  await openInWizard(phone.page, await saveRequest(machine.page));
  await orderLicense(phone.page, 'Personal');
  await title(phone.page, 'You’re almost done').waitFor();
  expect(await phone.page.locator('.facts').textContent()).toContain('Personal');
  await phone.page.goBack();
  await title(phone.page, 'You’re almost done').waitFor();
  await phone.page.goBack();
  await title(phone.page, '1 computer').waitFor();
});
