import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { adapter, disk, read } from '../machine/surveys.ts';
import { openWorld } from './world.ts';

test('a machine of ten years: product, command, wizard and vendor agree at every step', async () => {
  const world = await openWorld('2026-01-05T10:00:00Z');
  const { bench, target, vendor, agree, order, activate, pass } = world;
  const done = { exitCode: 0, stderr: '' };
  const rotate = () => vendor('keys', 'rotate', '--root', 'root.json');
  await agree({ state: 'refused', code: 'license-missing', type: null, vendor: 'none' });

  // A trial, once.
  expect(await activate(await order('trial'))).toMatchObject(done);
  await agree({ state: 'active', type: 'trial', vendor: 'active' });
  pass(5);
  await agree({ state: 'expires-soon', type: 'trial', vendor: 'active' });
  pass(40);
  await agree({ state: 'refused', code: 'license-expired', type: 'trial', vendor: 'active' });
  await expect(order('trial')).rejects.toThrow('trial-used');

  // A purchase.
  const serialNumber = (await vendor('serials', 'mint', '--type', 'home')).trim();
  const serialFile = bench.at('serial.txt');
  writeFileSync(serialFile, serialNumber);
  const buy = (type = 'home') => order(type, '--serial-file', serialFile);
  expect(await activate(await buy())).toMatchObject(done);
  await agree({ state: 'active', type: 'home', vendor: 'active' });

  // Two years with a renewal and a rotation each; in the second, the board is replaced.
  for (const year of [1, 2]) {
    await rotate();
    pass(345);
    await agree({ state: 'expires-soon', type: 'home', vendor: 'active' });
    expect(await activate(await buy())).toMatchObject(done);
    await agree({ state: 'active', type: 'home', vendor: 'active' });
    if (year === 1) bench.changeHardware({ board: read('PF9Z00ZZ1111') });
    await agree({ state: 'active', type: 'home', vendor: 'active' });
  }

  // The third year: the signing key is stolen. The keyset reaches the machine alone, before a license does.
  pass(100);
  const { keys } = JSON.parse(await vendor('keys', 'list', '--json'));
  const stolen = keys.find(({ state }: { state: string }) => state === 'signing').keyId;
  await vendor('keys', 'revoke', stolen, '--rotate', '--root', 'root.json');
  await agree({ state: 'active', type: 'home', vendor: 'active' });
  expect((await activate(world.keysetFile)).stderr).toMatch(/^key-revoked: /);
  await agree({ state: 'refused', code: 'key-revoked', type: 'home', vendor: 'active' });
  expect(await activate(await buy())).toMatchObject(done);
  await agree({ state: 'active', type: 'home', vendor: 'active' });

  // The fourth and fifth: more hardware changes, an upgrade, and an old license that somebody finds on a stick.
  pass(340);
  bench.changeHardware({
    board: read('PF9Z00ZZ1111'),
    disks: [disk({ serial: read('S9NEW001') })],
    adapters: [adapter({ address: '00:16:3e:ff:00:01' })],
  });
  await rotate();
  copyFileSync(target, bench.at('stick.lic'));
  await vendor('serials', 'change', serialNumber, '--type', 'pro', '--reason', 'upgraded');
  expect(await activate(await buy('pro'))).toMatchObject(done);
  await agree({ state: 'active', type: 'pro', vendor: 'active' });
  expect((await activate(bench.at('stick.lic'))).stdout).toContain('issued later');
  await agree({ state: 'active', type: 'pro', vendor: 'active' });

  // The sixth: the clock runs two hundred days ahead for one start, and is right again.
  pass(100);
  world.setMachineClock(200);
  expect((await bench.run('status')).exitCode).toBe(0);
  world.setMachineClock(0);
  await agree({ state: 'clock-suspect', type: 'pro', vendor: 'active' });
  expect(await activate(await buy('pro'))).toMatchObject(done);
  await agree({ state: 'active', type: 'pro', vendor: 'active' });

  // Until the tenth, a renewal and a rotation each year.
  while (world.now() < new Date('2035-06-01T00:00:00Z')) {
    await rotate();
    pass(350);
    await agree({ state: 'expires-soon', type: 'pro', vendor: 'active' });
    expect(await activate(await buy('pro'))).toMatchObject(done);
    await agree({ state: 'active', type: 'pro', vendor: 'active' });
  }

  // The machine is retired. Nothing brings its license back.
  copyFileSync(target, bench.at('copy.lic'));
  expect(await bench.run('return', '--yes', '-o', bench.at('orrery.licret'))).toMatchObject(done);
  await agree({ state: 'refused', code: 'license-returned', type: 'pro', vendor: 'active' });
  expect(await world.deliverReceipt(bench.read('orrery.licret'))).toMatchObject({ outcome: 'returned' });
  await agree({ state: 'refused', code: 'license-returned', type: 'pro', vendor: 'released' });
  copyFileSync(bench.at('copy.lic'), target);
  await agree({ state: 'refused', code: 'license-returned', type: 'pro', vendor: 'released' });
  expect((await activate(bench.at('copy.lic'))).stderr).toMatch(/^license-returned: /);
  expect(readFileSync(bench.paths.keyset, 'utf8')).toContain('<Keyset');
});
