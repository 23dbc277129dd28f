import { expect, test } from 'vitest';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import { savedFile } from '../harness/steps/carriedFile.ts';
import { button, makeRequest, openInWizard, saveRequest, scanFrom, title } from '../harness/steps/wizard.ts';
import { newSerial, sharedService } from '../harness/vendor/service.ts';

test('a room’s requests are ordered at once, and each machine finds its license in one file', async () => {
  const service = await sharedService();
  const machines = await Promise.all([openMachine(service, { form: 'file' }), openMachine(service, { form: 'file' })]);
  const phone = await openPhone(service);
  const [first, second] = machines;
  await Promise.all(machines.map(({ page }) => makeRequest(page)));
  if (!first || !second) throw new Error('two machines were opened');

  await scanFrom(phone, first.page, title(phone.page, 'Choose a license type'));
  await button(phone.page, 'Add another computer first').click();
  await title(phone.page, 'Fetch a license').waitFor();
  await openInWizard(phone.page, await saveRequest(second.page));
  await title(phone.page, 'Choose a license type').waitFor();
  await button(phone.page, 'Add another computer first').click();

  await button(phone.page, 'Order all 2 at once').click();
  await phone.page.getByText('For 2 computers').waitFor();
  await expectAccessible(phone.page);
  await portray(phone.page, '2-whole-room');
  await phone.page.getByRole('radio', { name: /^Pro/ }).check();
  await button(phone.page, 'Continue').click();
  await phone.page.getByLabel('Serial number').fill(await newSerial(service, 'pro', 3));
  await button(phone.page, 'Request license').click();
  await title(phone.page, 'Fetch a license').waitFor();
  const licenses = await savedFile(phone.page, () => button(phone.page, 'Download all 2 licenses as one file').click());
  expect(licenses.name).toBe('orrery-licenses.lic');
  await expectAccessible(phone.page);
  await portray(phone.page, '2-list-of-licenses');

  for (const { page } of machines) {
    await button(page, 'I have the license').click();
    await openInWizard(page, licenses);
    await title(page, 'Thank you!').waitFor();
  }
});
