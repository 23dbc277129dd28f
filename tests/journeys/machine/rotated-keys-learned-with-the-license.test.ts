import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openMachine } from '../harness/devices/machine.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { expectAccessible } from '../harness/look/accessible.ts';
import { portray } from '../harness/look/portraits.ts';
import { dropFile } from '../harness/steps/carriedFile.ts';
import { button, makeRequest, orderLicense, scanFrom, title } from '../harness/steps/wizard.ts';
import { newSerial, type Service, startService } from '../harness/vendor/service.ts';

const keysetOf = ({ dataFolder }: Service, name: string) => ({
  name,
  bytes: new Uint8Array(readFileSync(join(dataFolder, 'products/orrery/keyset.xml'))),
});

/** Rotates the keys like the vendor, with the demonstration's root key. */
async function rotateKeys({ dataFolder }: Service): Promise<void> {
  const passphrase = join(dataFolder, 'passphrase.txt');
  const root = join(dataFolder, 'products/orrery/root.keystore.json');
  const environment = { KEYFERRY_PASSPHRASE_FILE: passphrase, KEYFERRY_ROOT_PASSPHRASE_FILE: passphrase };
  const args = ['dist/cli/keyferry.js', 'keys', 'rotate', '--data', dataFolder, '--root', root];
  await promisify(execFile)(process.execPath, args, { env: { PATH: process.env.PATH, ...environment } });
}

test('machine and phone accept new keys with the license or from a key list, and refuse revoked ones', async () => {
  const service = await startService();
  const [machine, idle, phone] = await Promise.all([
    openMachine(service, { form: 'file' }),
    openMachine(service, { form: 'file' }),
    openPhone(service),
  ]);
  await title(idle.page, 'No network connection').waitFor();
  const old = keysetOf(service, 'keyset-1.xml');
  await makeRequest(machine.page);
  await rotateKeys(service);
  await service.restart();
  expect(await (await fetch(`${service.address}/api/v1/catalog`)).json()).toMatchObject({ keyset: { version: 2 } });

  await scanFrom(phone, machine.page, title(phone.page, 'Choose a license type'));
  await orderLicense(phone.page, 'Plus', await newSerial(service, 'plus', 5));
  await title(phone.page, 'You’re almost done').waitFor();
  await portray(phone.page, '7-license-with-keyset');
  await button(machine.page, 'I have the license').click();
  await scanFrom(machine, phone.page, title(machine.page, 'Thank you!'));

  for (const afterReload of [false, true]) {
    if (afterReload) await machine.page.reload();
    await title(machine.page, 'Thank you!').waitFor();
    await dropFile(machine.page, old);
    await title(machine.page, 'This key list is older than the one in use').waitFor();
    await machine.page.getByText('keyset-rollback').waitFor();
    await button(machine.page, 'Go back').click();
  }
  await title(machine.page, 'Thank you!').waitFor();

  await dropFile(idle.page, keysetOf(service, 'keyset (2).xml'));
  await title(idle.page, 'Keys are up to date').waitFor();
  await expectAccessible(idle.page);
  await portray(idle.page, '7-keys-up-to-date');
  await button(idle.page, 'Continue').click();
  await title(idle.page, 'No network connection').waitFor();
});
