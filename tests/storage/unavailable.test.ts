import { afterAll, expect, it, vi } from 'vitest';
import { Refusal } from '../../src/refusal.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { unavailableInstallation, unavailableJournal } from '../../src/storage/unavailable.ts';
import { openDevice } from '../activation/environment.ts';

afterAll(() => void vi.unstubAllGlobals());

const refusal = new Refusal('storage-unavailable', { fault: 'SecurityError' });

it('a browser that forbids storage is refused with its reason', async () => {
  vi.stubGlobal('indexedDB', {
    open() {
      throw new DOMException('', 'SecurityError');
    },
  });
  await expect(openDatabase('orrery')).rejects.toMatchObject(refusal);
});

it('every call of the journal rejects with the reason', async () => {
  const { onOutsideChange, ...calls } = unavailableJournal(refusal);
  for (const call of Object.values(calls) as (() => Promise<unknown>)[]) await expect(call()).rejects.toBe(refusal);
  onOutsideChange(() => {})();
});

it('no request is created without storage for its key', async () => {
  const { journey } = await openDevice({
    ports: (ports) => ({
      ...ports,
      journal: unavailableJournal(refusal),
      installation: unavailableInstallation(refusal),
    }),
  });
  await journey.machine.createRequest();
  const { refusal: shown, storageError, machine } = journey.state.value;
  expect(shown?.code).toBe('storage-unavailable');
  expect(storageError?.code).toBe('storage-unavailable');
  expect(machine.request).toBeNull();
});
