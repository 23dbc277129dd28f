import { expect, test } from 'vitest';
import { bindingsOf, type Machine, machineWith, requestOf } from '../../server/machines.ts';
import { openPhoneWithDisk } from '../harness/devices/phone.ts';
import { inspect } from '../harness/look/portraits.ts';
import type { CarriedFile } from '../harness/steps/carriedFile.ts';
import { button, openInWizard, orderLicense, title } from '../harness/steps/wizard.ts';
import { newSerial, sharedService } from '../harness/vendor/service.ts';

async function requestFile(machine: Machine): Promise<CarriedFile> {
  return { name: 'machine.licreq', bytes: new TextEncoder().encode(await requestOf(machine)) };
}

const rebuilt = [...bindingsOf('alpha').slice(0, 2), ...bindingsOf('new').slice(2)];

test('changed hardware is named, and its seat moves or another is taken after the user agreed', async () => {
  const service = await sharedService();
  const serial = await newSerial(service, 'pro', 3);
  const phone = await openPhoneWithDisk(service);
  const machine = machineWith('alpha');
  await openInWizard(phone.page, await requestFile(machine));
  await orderLicense(phone.page, 'Pro', serial);
  await title(phone.page, 'You’re almost done').waitFor();

  await button(phone.page, 'Get another license').click();
  await openInWizard(phone.page, await requestFile({ ...machine, bindings: rebuilt }));
  await button(phone.page, 'Renew').click();
  await title(phone.page, 'This computer has changed').waitFor();
  await phone.page.getByText('the main board, the system disk, and the network adapter have changed').waitFor();
  await phone.page.getByText('It still counts as the same computer').waitFor();
  await inspect(phone.page, '2-changed-moves');
  await phone.crash();
  await title(phone.page, 'This computer has changed').waitFor();
  // A seat moves only with its serial number.
  await button(phone.page, 'Continue as the same computer').click();
  await phone.page.getByLabel('Serial number').fill(serial);
  await button(phone.page, 'Request license').click();
  await button(phone.page, 'Continue as the same computer').click();
  await title(phone.page, 'You’re almost done').waitFor();

  await button(phone.page, 'Get another license').click();
  const parts = [...bindingsOf('alpha').slice(0, 2), ...bindingsOf('other').slice(2)];
  await openInWizard(phone.page, await requestFile({ ...machineWith('any'), bindings: parts }));
  await orderLicense(phone.page, 'Pro', serial);
  await phone.page
    .getByText('It counts as another computer when you continue. 2 more computers can be activated now.')
    .waitFor();
  await inspect(phone.page, '2-changed-another');
  await button(phone.page, 'Back').click();
  await title(phone.page, '2 computers').waitFor();
  await inspect(phone.page, '2-list-with-question');
  await phone.page.getByRole('button', { name: /Needs an answer$/ }).click();
  await button(phone.page, 'Continue as another computer').click();
  await title(phone.page, 'You’re almost done').waitFor();
  expect(await phone.page.locator('.facts').textContent()).toContain('Pro');
});
