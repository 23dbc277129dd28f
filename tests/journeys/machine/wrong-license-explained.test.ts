import { expect, test } from 'vitest';
import { seedSigner } from '../../../src/crypto/ed25519.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import { type CarriedFile, dropFile } from '../harness/steps/carriedFile.ts';
import { button, makeRequest, openInWizard, saveRequest, title } from '../harness/steps/wizard.ts';
import { forgeLicense } from '../harness/vendor/forgeLicense.ts';
import { sharedService } from '../harness/vendor/service.ts';

function flipped({ name, bytes }: CarriedFile): CarriedFile {
  const changed = bytes.slice();
  const at = changed.lastIndexOf('V'.charCodeAt(0), changed.length - 200);
  changed[at] = 'W'.charCodeAt(0);
  return { name, bytes: changed };
}

test('each wrong license has its own screen, and the right one still works after all of them', async () => {
  const service = await sharedService();
  const [machine, other] = await Promise.all([
    openMachine(service, { form: 'file' }),
    openMachine(service, { form: 'file' }),
  ]);
  await Promise.all([makeRequest(machine.page), makeRequest(other.page)]);
  const request = await saveRequest(machine.page);
  const otherRequest = await saveRequest(other.page);
  const forge = (change: Parameters<typeof forgeLicense>[2]) => forgeLicense(service, request, change);
  const good = await forge({});
  const stranger = seedSigner(new Uint8Array(32).fill(66));

  const wrong: readonly (readonly [string, string, CarriedFile])[] = [
    ['installation-other', 'This license was made for another computer', await forgeLicense(service, otherRequest, {})],
    ['product-other', 'This is for another product', await forge({ product: 'sextant' })],
    ['signature-invalid', 'This file has been changed', flipped(good)],
    ['key-unknown', 'This license is not signed by the vendor', await forgeLicense(service, request, {}, stranger)],
    ['license-expired', 'This license has expired', await forge({ stopDate: '2026-02-01T00:00:00Z' })],
    ['license-not-yet-valid', 'This license is not valid yet', await forge({ startDate: '2035-01-01T00:00:00Z' })],
    [
      'request-forgotten',
      'This browser no longer knows the request for this license',
      await forge({ requestId: 'QUFBQUFBQUFBQUFBQUFBQQ' }),
    ],
    ['document-type-wrong', 'This is the license request, not the license', request],
    ['file-empty', 'This file is empty', { name: 'empty.lic', bytes: new Uint8Array() }],
    ['file-cut-short', 'The end of this file is missing', { name: 'cut.lic', bytes: good.bytes.slice(0, 400) }],
  ];

  await button(machine.page, 'I have the license').click();
  for (const [code, heading, license] of wrong) {
    await openInWizard(machine.page, license);
    await title(machine.page, heading).waitFor();
    expect(await machine.page.locator('code').textContent()).toBe(code);
    expect(await machine.page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['Why', 'What to do']);
    await expectAccessible(machine.page);
    if (code === 'installation-other') await portray(machine.page, '4-wrong-license');
    await button(machine.page, 'Go back').click();
    await title(machine.page, 'Activate').waitFor();
  }

  await machine.page.reload();
  await title(machine.page, 'Activate').waitFor();
  await openInWizard(machine.page, good);
  await title(machine.page, 'Thank you!').waitFor();

  await dropFile(machine.page, flipped(good));
  await title(machine.page, 'This file has been changed').waitFor();
  await button(machine.page, 'Go back').click();
  await title(machine.page, 'Thank you!').waitFor();
});
