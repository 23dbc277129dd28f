import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Journey } from '../../../src/activation/journey.ts';
import { mostEarlier } from '../../../src/activation/records.ts';
import { joinBundle } from '../../../src/documents/bundle.ts';
import { activatedMachine, fileOf, machineWithOffer, machineWithRequest, requestFile } from '../../steps/devices.ts';
import { issueLicense, openDevice } from '../environment.ts';

const at = (journey: Journey) => journey.state.value.screen.at;
const inForce = (journey: Journey) => journey.state.value.license?.licenseId;
const licenseIds = Array.from({ length: 20 }, (_, index) => `${String.fromCharCode(65 + index).repeat(21)}A`);
const hours = (count: number) => `2026-11-23T12:${String(count).padStart(2, '0')}:00Z`;

/** Licenses for one request, the first issued first. */
async function licensesFor(request: Uint8Array, count: number): Promise<readonly Uint8Array[]> {
  const dates = (index: number) => ({ licenseId: licenseIds[index] ?? '', issuedAt: hours(index) });
  return Promise.all(
    Array.from({ length: count }, (_, index) => issueLicense({ request, licenseType: 'pro' }, dates(index))),
  );
}

test('of a bundle, the license issued last counts, in any order and among those of other machines', async () => {
  const first = await machineWithRequest();
  const request = first.disk.machine.request ?? new Uint8Array();
  const own = await licensesFor(request, 3);
  const others = await licensesFor(await requestFile(8), 2);
  const all = [...own, ...others];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length }), async (documents) => {
      const { journey } = await openDevice({ disk: { ...first.disk } });
      await journey.intake.deliver(fileOf(joinBundle(documents)));
      expect(at(journey)).toBe('activated');
      expect(inForce(journey)).toBe(licenseIds[2]);
    }),
    { numRuns: 10 },
  );
});

test('where a bundle has only refused licenses, the refusal is that of this machine’s own', async () => {
  const { journey, disk } = await machineWithRequest();
  const request = disk.machine.request ?? new Uint8Array();
  const ended = await issueLicense({ request, licenseType: 'pro' }, { stopDate: '2026-11-23T01:00:00Z' });
  const [other = ended] = await licensesFor(await requestFile(8), 1);
  await journey.intake.deliver(fileOf(joinBundle([other, ended])));
  expect(journey.state.value.refusal?.code).toBe('license-expired');
});

test('an older file loaded over a newer one says that the newer one stays', async () => {
  const { journey, disk } = await machineWithRequest();
  const [older, newer] = await licensesFor(disk.machine.request ?? new Uint8Array(), 2);
  await journey.intake.deliver(fileOf(newer ?? null));
  await journey.intake.deliver(fileOf(older ?? null));
  expect(at(journey)).toBe('replace-license');
  expect(journey.state.value.offer).toMatchObject({ replacement: 'keep', isUsable: false });
  expect(inForce(journey)).toBe(licenseIds[1]);
  await journey.machine.keepInstalled();
  expect(at(journey)).toBe('activated');
  expect(disk.machine).toMatchObject({ license: newer, offered: null, earlier: [] });
});

test('a newer license that is worse asks first, also after a reload, and says what gets worse', async () => {
  const { journey, disk } = await machineWithOffer();
  expect(at(journey)).toBe('replace-license');
  const asked = {
    replacement: 'ask',
    comparison: { worse: ['type', 'features', 'end'], lost: ['render'] },
  };
  expect(journey.state.value).toMatchObject({ license: { licenseType: 'pro' }, offer: asked });
  const again = await openDevice({ disk });
  expect(at(again.journey)).toBe('replace-license');
  expect(again.journey.state.value).toMatchObject({ license: { licenseType: 'pro' }, offer: asked });
});

test('declined, the better license stays, and the declined one can be saved', async () => {
  const { journey, disk } = await machineWithOffer();
  const { license: pro, offered: personal } = disk.machine;
  await journey.machine.keepInstalled();
  expect(at(journey)).toBe('activated');
  expect(disk.machine).toMatchObject({ license: pro, offered: null, earlier: [personal] });
  expect(journey.machine.earlierLicenses()).toMatchObject([{ content: { licenseType: 'personal' } }]);
  const again = await openDevice({ disk });
  expect(again.journey.state.value).toMatchObject({ offer: null, license: { licenseType: 'pro' } });
});

test('accepted, the worse license is in force, and the replaced one can be saved and loaded again', async () => {
  const saved: Uint8Array[] = [];
  const { journey, disk } = await machineWithOffer({
    ports: (ports) => ({
      ...ports,
      files: {
        ...ports.files,
        save(name, bytes) {
          saved.push(bytes);
          return name;
        },
      },
    }),
  });
  const { license: pro, offered: personal } = disk.machine;
  await journey.machine.acceptOffered();
  expect(at(journey)).toBe('activated');
  expect(disk.machine).toMatchObject({ license: personal, offered: null, earlier: [pro] });
  const [replaced] = journey.machine.earlierLicenses();
  if (!replaced) throw new Error('no copy');
  expect(journey.machine.saveEarlier(replaced)).toMatch(/^orrery-[\w-]+\.lic$/);
  expect(saved).toEqual([pro]);

  await journey.intake.deliver(fileOf(pro));
  expect(journey.state.value.offer).toMatchObject({ replacement: 'keep', isUsable: true });
  await journey.machine.acceptOffered();
  expect(disk.machine).toMatchObject({ license: pro, earlier: [personal] });
});

test('an upgrade asks nothing', async () => {
  const { journey, disk } = await activatedMachine({}, { features: ['export'] });
  const request = disk.machine.license && (await requestFile(7));
  const upgrade = { licenseId: 'BBBBBBBBBBBBBBBBBBBBBA', issuedAt: hours(30), features: ['export', 'render'] };
  const license = await issueLicense({ request: request ?? new Uint8Array(), licenseType: 'site' }, upgrade);
  await journey.intake.deliver(fileOf(license));
  expect(at(journey)).toBe('activated');
  expect(inForce(journey)).toBe('BBBBBBBBBBBBBBBBBBBBBA');
});

test('once the license in force has ended, any valid one replaces it without a question', async () => {
  const { journey, disk, environment } = await activatedMachine({}, { stopDate: '2026-11-23T13:00:00Z' });
  environment.wait(2 * 60 * 60 * 1000);
  await environment.returnToPage();
  expect(journey.state.value.outOfTerm?.code).toBe('license-expired');
  const request = await requestFile(7);
  const older = await issueLicense(
    { request, licenseType: 'personal' },
    { licenseId: 'BBBBBBBBBBBBBBBBBBBBBA', issuedAt: '2026-11-23T10:00:00Z' },
  );
  await journey.intake.deliver(fileOf(older));
  expect(at(journey)).toBe('activated');
  expect(journey.state.value).toMatchObject({ outOfTerm: null, license: { licenseType: 'personal' } });
  expect(disk.machine.earlier).toHaveLength(1);
});

test('the same license again changes nothing and keeps no second copy', async () => {
  const { journey, disk } = await activatedMachine();
  const { license } = disk.machine;
  await journey.intake.deliver(fileOf(license));
  expect(at(journey)).toBe('activated');
  expect(disk.machine).toMatchObject({ license, earlier: [] });
});

test('keeps a bounded number of copies, the newest', async () => {
  const { journey, disk } = await machineWithRequest();
  const licenses = await licensesFor(disk.machine.request ?? new Uint8Array(), mostEarlier + 3);
  for (const license of licenses) await journey.intake.deliver(fileOf(license));
  expect(disk.machine.license).toEqual(licenses.at(-1));
  expect(disk.machine.earlier).toEqual(licenses.slice(2, -1));
});
