import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64Url } from '../../../src/crypto/base64.ts';
import { seedSigner } from '../../../src/crypto/ed25519.ts';
import { exactDocumentsIn } from '../../../src/documents/heal/exactDocuments.ts';
import { machineId } from '../../../src/documents/machineId.ts';
import { writeRequest } from '../../../src/documents/request.ts';
import { readProfile } from '../../../src/vendor/profile.ts';
import { newestKeyset } from '../../../src/verify/delivery.ts';
import { verifyLicense } from '../../../src/verify/license.ts';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import { type CarriedFile, savedFile } from '../harness/steps/carriedFile.ts';
import { button, makeRequest, openInWizard, saveRequest, title } from '../harness/steps/wizard.ts';
import { newSerial, type Service, sharedService } from '../harness/vendor/service.ts';

/** A machine without a browser: its key, and the request that it made. */
async function machineOf(product = 'orrery') {
  const signer = seedSigner(new Uint8Array(randomBytes(32)));
  const requestId = encodeBase64Url(new Uint8Array(randomBytes(16)));
  const bytes = await writeRequest(
    {
      installationKey: signer.publicKey,
      requestId,
      product,
      productVersion: '5.2',
      createdAt: `${new Date().toISOString().slice(0, 19)}Z`,
      keysetVersion: 1,
      bindingStrength: 'weak',
      bindings: [],
    },
    signer,
  );
  const id = machineId(signer.publicKey);
  return { id, requestId, installationKey: signer.publicKey, file: { name: `${id}.licreq`, bytes } };
}

/** @returns for each machine whether exactly one license of a bundle is valid on it */
function licensesIn(service: Service, bundle: CarriedFile, machines: readonly Awaited<ReturnType<typeof machineOf>>[]) {
  const { rootKeys, keyset } = readProfile(
    readFileSync(join(service.dataFolder, 'products/orrery/vendor.json'), 'utf8'),
  );
  const now = new Date();
  const product = 'orrery';
  const trusted = newestKeyset([new TextEncoder().encode(keyset)], {
    rootKeys: rootKeys.map((key) => decodeBase64(key) ?? new Uint8Array()),
    product,
  });
  const files = exactDocumentsIn(bundle.bytes)
    .filter(({ type }) => type === 'license')
    .flatMap(({ candidates }) => candidates);
  return machines.map(({ installationKey, requestId }) => {
    const context = { keyset: trusted.keyset, product, installationKey, bindings: [], requestIds: [requestId], now };
    const isValid = (file: Uint8Array) => {
      try {
        return verifyLicense(file, context).licenseType === 'pro';
      } catch {
        return false;
      }
    };
    return files.filter(isValid).length === 1;
  });
}

test('forty machines are ordered in one trip, and each finds its own license', async () => {
  const service = await sharedService();
  const browsers = await Promise.all([openMachine(service, { form: 'file' }), openMachine(service, { form: 'file' })]);
  const { page } = await openPhone(service);
  await Promise.all(browsers.map((machine) => makeRequest(machine.page)));
  const others = await Promise.all(Array.from({ length: 38 }, () => machineOf()));
  const [first, second] = others.map(({ file }) => file);
  const foreign = await machineOf('sextant');
  const shown = await Promise.all(browsers.map((machine) => saveRequest(machine.page)));
  const brought = [...others.map(({ file }) => file), ...shown, first, second, foreign.file];

  await title(page, 'Fetch a license').waitFor();
  await page
    .getByLabel('Open a file or picture')
    .setInputFiles(
      brought.flatMap((file) =>
        file ? [{ name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.bytes) }] : [],
      ),
    );
  await title(page, '40 computers').waitFor();
  await page.getByText(`${foreign.id}.licreq`).first().waitFor();
  await expectAccessible(page);
  await portray(page, '2-list-of-forty');

  // One seat is missing: one machine is refused.
  await page.getByRole('checkbox', { name: 'Select all 40' }).check();
  await button(page, 'Order 40').click();
  await title(page, 'Choose a license type for 40 computers').waitFor();
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  await page.getByRole('radio', { name: /^Pro/ }).check();
  await button(page, 'Continue').click();
  await page.getByLabel('Serial number').fill(await newSerial(service, 'pro', 39));
  await button(page, 'Request 40 licenses').click();
  await title(page, '39 licensed, 1 refused').waitFor();
  await expectAccessible(page);
  await portray(page, '2-outcome-of-forty');
  await button(page, 'Order again').click();
  await page.getByRole('radio', { name: /^Pro/ }).check();
  await button(page, 'Continue').click();
  await page.getByLabel('Serial number').fill(await newSerial(service, 'pro', 1));
  await button(page, 'Request license').click();
  await title(page, 'You’re almost done').waitFor();
  await button(page, 'Back').click();

  await title(page, '40 computers').waitFor();
  await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'License ready 40' });
  await page.getByRole('checkbox', { name: 'Select all 40' }).check();
  await button(page, 'Actions').click();
  const bundle = await savedFile(page, () => button(page, 'Save 40 licenses as one file').click());
  expect(licensesIn(service, bundle, others)).toEqual(others.map(() => true));
  expect(licensesIn(service, bundle, [foreign])).toEqual([false]);
  for (const machine of browsers) {
    await button(machine.page, 'I have the license').click();
    await openInWizard(machine.page, bundle);
    await title(machine.page, 'Thank you!').waitFor();
  }

  // What is removed by mistake comes back, also after a reload.
  await button(page, 'Actions').click();
  await button(page, 'Remove 40').click();
  await page.getByText('Removed 40.').waitFor();
  await page.reload();
  await button(page, 'Undo').click();
  await title(page, '40 computers').waitFor();
});
