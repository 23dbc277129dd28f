import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workbench } from './machine/workbench.ts';
import { keyferryHere } from './tool.ts';
import { makeVendor, type VendorFolder } from './vendorFolder.ts';

let vendor: Awaited<ReturnType<typeof makeVendor>>;
beforeAll(async () => {
  vendor = await makeVendor(keyferryHere);
});
afterAll(() => vendor.close());

const DAY = 24 * 60 * 60 * 1000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY);

/** A machine with a license of the vendor, whose product ran while the clock was a year ahead. */
async function suspectMachine(folder: VendorFolder) {
  const bench = await workbench();
  bench.change({
    environment: { KEYFERRY_PROFILE: folder.at('.keyferry/products/orrery/vendor.json') },
    now: daysFromNow(0),
  });
  expect(await bench.run('request', '-o', bench.at('pc.licreq'))).toMatchObject({ exitCode: 0 });
  writeFileSync(folder.at('serial.txt'), `${vendor.serialNumber}\n`);
  const order = ['--type', 'pro', '--serial-file', 'serial.txt'];
  await folder.done(['issue', bench.at('pc.licreq'), ...order, '-o', bench.at('pc.lic')]);
  expect(await bench.run('activate', bench.at('pc.lic'))).toMatchObject({ exitCode: 0 });
  bench.change({ now: daysFromNow(365) });
  await bench.run('status');
  bench.change({ now: daysFromNow(0) });
  const state = async () => JSON.parse((await bench.run('status', '--json')).stdout).state as string;
  return { bench, state };
}

test('a license that the vendor issues anew ends a suspect clock, and the earlier one does not', async () => {
  const folder = vendor.copy();
  const { bench, state } = await suspectMachine(folder);
  expect(await state()).toBe('clock-suspect');
  const [{ id } = { id: '' }] = folder.query<{ id: string }>('select id from licenses');
  const reissue = (name: string, now: Date, ...options: string[]) =>
    folder.run(['activations', 'reissue', id, ...options, '-o', bench.at(name), '--json'], '', undefined, {
      now: () => now,
    });
  const again = await reissue('again.lic', daysFromNow(0.1));
  expect(JSON.parse(again.stdout.toString())).toMatchObject({ outcome: 'current' });
  await bench.run('activate', bench.at('again.lic'));
  expect(await state()).toBe('clock-suspect');
  const fresh = await reissue('fresh.lic', daysFromNow(0.1), '--new');
  expect(JSON.parse(fresh.stdout.toString())).toMatchObject({ outcome: 'reissued' });
  expect(await bench.run('activate', bench.at('fresh.lic'))).toMatchObject({ exitCode: 0 });
  expect(await state()).toBe('active');
});
