import { expect, test } from 'vitest';
import { machineWith, requestOf } from '../../server/machines.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { photograph } from '../harness/light/darkroom.ts';
import { inspect } from '../harness/look/portraits.ts';
import { savedFile } from '../harness/steps/carriedFile.ts';
import { button, code, makeRequest, openInWizard, saveRequest, title } from '../harness/steps/wizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

test('the phone leads from machine to machine, and a machine’s answer marks its license as delivered', async () => {
  const service = await sharedService();
  const [machine, phone] = await Promise.all([openMachine(service, { form: 'file' }), openPhone(service)]);
  const { page } = phone;
  await makeRequest(machine.page);
  const other = { name: 'other.licreq', bytes: new TextEncoder().encode(await requestOf(machineWith('other'))) };
  const brought = [await saveRequest(machine.page), other];
  await page
    .getByLabel('Open a file or picture')
    .setInputFiles(
      brought.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })),
    );
  await title(page, '2 computers').waitFor();
  await page.getByRole('checkbox', { name: 'Select all 2' }).check();
  await button(page, 'Order 2').click();
  await page.getByRole('radio', { name: /^Personal/ }).check();
  await button(page, 'Request 2 licenses').click();
  await title(page, '2 licenses are here').waitFor();
  await button(page, 'Show 2 licenses').click();
  await button(page, 'One computer at a time').click();
  await page.getByText('0 of 2 delivered').first().waitFor();

  // The person knows which machine stands here.
  const name = (await machine.page.locator('.foot strong').textContent()) ?? '';
  await page.getByText('All computers of this trip').click();
  await page.locator('.tour-order').getByRole('button', { name }).click();
  await inspect(page, '2-next-machine');
  const license = await savedFile(page, () => button(page, 'Save this license').click());
  await button(machine.page, 'I have the license').click();
  await openInWizard(machine.page, license);
  await title(machine.page, 'Thank you!').waitFor();
  await button(machine.page, 'Show the phone that it worked').click();
  await title(machine.page, 'Show this to the phone').waitFor();
  await inspect(machine.page, '3-show-the-phone');

  await phone.camera.show(await photograph(code(machine.page)));
  await button(page, 'Scan the answer').click();
  await page.getByText('1 of 2 delivered').first().waitFor();
  const shown = await title(page, /^Computer \d of 2$/).textContent();
  await page.reload();
  await page.getByText('1 of 2 delivered').first().waitFor();
  expect(await title(page, /^Computer \d of 2$/).textContent()).toBe(shown);

  await button(page, 'Delivered, next').click();
  await title(page, 'All delivered').waitFor();
  await button(page, 'Back to the list').click();
  await title(page, '2 computers').waitFor();
  expect(await page.locator('.computers .pill', { hasText: 'Delivered' }).count()).toBe(2);
});
