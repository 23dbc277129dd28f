import { expect, it } from 'vitest';
import { openKeysets } from '../../src/activation/keys/keysets.ts';
import type { JournalPort } from '../../src/activation/ports.ts';
import { Refusal } from '../../src/refusal.ts';
import { unavailableJournal } from '../../src/storage/unavailable.ts';
import { type emptyDisk, foreignRootKey, keysetOf, openDevice, profileWith } from './environment.ts';

const open = async (journal: JournalPort, version: number, epoch: number) =>
  openKeysets(await profileWith({ version, epoch }), journal);
const ageOf = ({ current: { version, epoch } }: Awaited<ReturnType<typeof open>>) => `${epoch}.${version}`;
const ageKept = ({ disk }: { disk: ReturnType<typeof emptyDisk> }) => disk.settings.get('keyset')?.split('\n')[0];

it('uses the newest keyset it has ever accepted, whatever page is opened', async () => {
  const device = await openDevice({});
  const { journal } = device;
  expect(ageOf(await open(journal, 2, 1))).toBe('1.2');
  expect(ageOf(await open(journal, 1, 1))).toBe('1.2');
  expect(ageOf(await open(journal, 3, 2))).toBe('2.3');
  expect(ageOf(await open(journal, 4, 1))).toBe('2.3');
  expect(ageKept(device)).toBe('2.3');
  expect((await open(journal, 3, 2)).newerKeyset).toBeNull();
  expect((await open(journal, 1, 1)).newerKeyset).toEqual(await keysetOf({ version: 3, epoch: 2 }));
});

it('accepts and stores a newer external keyset, and refuses older ones by version and by epoch', async () => {
  const device = await openDevice({});
  const keysets = await open(device.journal, 1, 1);
  const consider = async (version: number, epoch: number) => keysets.consider(await keysetOf({ version, epoch }));
  await consider(3, 2);
  await keysets.keep();
  expect([ageOf(keysets), ageKept(device)]).toEqual(['2.3', '2.3']);
  for (const [version, epoch] of [
    [2, 2],
    [4, 1],
    [1, 1],
    [2, 3],
  ] as const) {
    await expect(consider(version, epoch)).rejects.toMatchObject({ code: 'keyset-rollback' });
  }
  await consider(3, 2);
  expect(ageOf(await open(device.journal, 1, 1))).toBe('2.3');
});

it('accepts only keysets that the vendor signed for this product, unchanged', async () => {
  const { journal } = await openDevice({});
  const keysets = await open(journal, 1, 1);
  const age = { version: 2, epoch: 1 };
  const changed = await keysetOf(age);
  changed[130] = (changed[130] ?? 0) ^ 1;
  const files = [
    [await keysetOf(age, { root: foreignRootKey }), 'key-unknown'],
    [await keysetOf(age, { product: 'other' }), 'product-other'],
    [changed, 'signature-invalid'],
  ] as const;
  for (const [file, code] of files) expect(() => keysets.consider(file)).toThrow(code);
  expect(ageOf(keysets)).toBe('1.1');
});

it('refuses a page older than the accepted version when only the version is known', async () => {
  const { journal, disk } = await openDevice({});
  disk.settings.set('keyset', '1.2');
  await expect(open(journal, 1, 1)).rejects.toMatchObject({ code: 'keyset-rollback' });
  expect(ageOf(await open(journal, 2, 1))).toBe('1.2');
  const strange = new TextDecoder().decode(await keysetOf({ version: 5, epoch: 1 }, { root: foreignRootKey }));
  disk.settings.set('keyset', `1.5\n${strange}`);
  await expect(open(journal, 4, 1)).rejects.toMatchObject({ code: 'keyset-rollback' });
});

it('uses the page’s keyset when nothing valid is stored', async () => {
  const journal = unavailableJournal(new Refusal('storage-unavailable'));
  const keysets = await open(journal, 1, 1);
  keysets.consider(await keysetOf({ version: 2, epoch: 1 }));
  expect(ageOf(keysets)).toBe('1.2');
  await expect(keysets.keep()).rejects.toMatchObject({ code: 'storage-unavailable' });
  const device = await openDevice({});
  device.disk.settings.set('keyset', 'garbage');
  expect(ageOf(await open(device.journal, 1, 1))).toBe('1.1');
});

it('never overwrites a newer keyset stored by another tab, and uses that one', async () => {
  const device = await openDevice({});
  const [one, other] = [await open(device.journal, 1, 1), await open(device.journal, 1, 1)];
  other.consider(await keysetOf({ version: 3, epoch: 2 }));
  await other.keep();
  for (const age of [
    { version: 2, epoch: 1 },
    { version: 4, epoch: 1 },
  ]) {
    one.consider(await keysetOf(age));
    await one.keep();
    expect(ageKept(device)).toBe('2.3');
  }
  await one.refresh();
  expect(ageOf(one)).toBe('2.3');
});
