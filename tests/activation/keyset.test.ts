import { expect, it } from 'vitest';
import { relyOnKeyset } from '../../src/activation/keyset.ts';
import { Refusal } from '../../src/refusal.ts';
import { unavailableJournal } from '../../src/storage/unavailable.ts';
import { emptyDisk, openDevice, profileWith } from './world.ts';

it('refuses a page whose keys are older than those that were relied on, by version and by epoch', async () => {
  const { journal, disk } = await openDevice({ disk: emptyDisk() });
  const rely = async (version: number, epoch: number) => relyOnKeyset(await profileWith({ version, epoch }), journal);
  expect((await rely(2, 1)).version).toBe(2);
  await expect(rely(1, 1)).rejects.toMatchObject({ code: 'keyset-rollback' });
  await rely(3, 2);
  await expect(rely(4, 1)).rejects.toMatchObject({ code: 'keyset-rollback' });
  expect(disk.settings.get('keyset')).toBe('2.3');
  expect((await rely(3, 2)).epoch).toBe(2);
});

it('judges the keys by themselves where nothing is kept, or something else was', async () => {
  const journal = unavailableJournal(new Refusal('storage-unavailable'));
  expect((await relyOnKeyset(await profileWith({ version: 1, epoch: 1 }), journal)).version).toBe(1);
  const device = await openDevice({ disk: emptyDisk() });
  device.disk.settings.set('keyset', 'garbage');
  expect((await relyOnKeyset(await profileWith({ version: 1, epoch: 1 }), device.journal)).version).toBe(1);
});
