import QRCode from 'qrcode';
import { expect, test } from 'vitest';
import { createSender } from '../../../src/transfer/sender.ts';
import { machineWith, requestOf } from '../../server/machines.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { compose } from '../harness/light/darkroom.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import { button, title } from '../harness/steps/wizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

/** @returns what the camera sees of a code in front of it */
async function sightOf(text: string): Promise<Uint8Array[]> {
  return compose(await QRCode.toDataURL(text, { margin: 4, scale: 6 }), { scale: 0.85 });
}

/** @returns the text of the code that a machine shows */
async function codeOf(hardware: string, address: string): Promise<string> {
  const bytes = new TextEncoder().encode(await requestOf(machineWith(hardware)));
  return createSender({ kind: 'document', bytes }, `${address}/`).whole?.text ?? '';
}

test('the camera takes one computer after another, and says what is a duplicate and what is foreign', async () => {
  const service = await sharedService();
  const { page, camera } = await openPhone(service);
  const first = await sightOf(await codeOf('first', service.address));
  const second = await sightOf(await codeOf('second', service.address));
  const wifi = await sightOf('WIFI:S:Plant;T:WPA;P:secret;;');

  await title(page, 'Fetch a license').waitFor();
  await page.clock.install();
  await camera.show(first);
  await button(page, 'Scan the code').click();
  const scanner = page.getByRole('dialog', { name: 'Scan computers' });
  await scanner.getByText('1 scanned', { exact: true }).waitFor();
  await button(page, '1 scanned: Continue').waitFor();

  await button(page, 'Name it').click();
  await scanner.getByLabel(/^Name of /).fill('Line 3 left panel');
  await expectAccessible(page);
  await portray(page, '2-scanner-naming');
  await button(page, 'Done naming').click();
  await scanner.getByRole('status').getByText('Line 3 left panel').waitFor();

  await camera.show(second);
  await scanner.getByText('2 scanned', { exact: true }).waitFor();
  await camera.show(wifi);
  await scanner.getByText('It is a code for joining a Wi-Fi network.').waitFor();
  // A code that comes back at once is the same look at it.
  await page.clock.fastForward(3000);
  await camera.show(first);
  await scanner.getByRole('status').getByText('already in the list').waitFor();
  await scanner.getByText('2 scanned', { exact: true }).waitFor();
  await expectAccessible(page);
  await portray(page, '2-scanner');

  await button(page, 'Done').click();
  await title(page, '2 computers').waitFor();
  expect(await page.getByRole('button', { name: /^Line 3 left panel/ }).count()).toBe(1);
});
