import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { readRequest } from '../../src/documents/request.ts';
import { Refusal } from '../../src/refusal.ts';
import { openDatabase, storageRefusal } from '../../src/storage/database.ts';
import { createInstallation, createKeyStore } from '../../src/storage/installation.ts';
import { createJournal } from '../../src/storage/journal.ts';
import { openDevice } from '../activation/environment.ts';
import { fillEarlier, openEarlier, publicKey, realisticRecords } from './earlierDatabase.ts';
import { done, emptyIndexedDb } from './indexedDb.ts';

beforeEach(() => void emptyIndexedDb());
afterAll(() => void vi.unstubAllGlobals());

const storesNow = ['carriedRequests', 'fileTransfer', 'frames', 'keys', 'machine', 'receipts', 'removed', 'settings'];
/** Records of these versions name no product: their database has only one. The computer ID is in the request. */
const completed = (records: readonly { readonly request: Uint8Array }[]) =>
  records.map((record) => ({
    ...record,
    product: 'orrery',
    machine: machineId(readRequest(record.request).installationKey),
    name: '',
    deliveredAt: null,
    returnedAt: null,
  }));
const completedReceipts = (records: readonly object[]) =>
  records.map((record) => ({ ...record, product: 'orrery', licenseId: '' }));
const noRandomness = () => expect.fail('a key was created');

describe('a database of version 3', () => {
  it('keeps every record of every store', async () => {
    const records = await realisticRecords();
    await fillEarlier(3, records);
    const database = await openDatabase('orrery');
    expect([...database.objectStoreNames]).toEqual(storesNow);
    const all = Object.fromEntries(
      await Promise.all(
        [...database.objectStoreNames].map(async (name) => [
          name,
          await Promise.all([database.getAllKeys(name), database.getAll(name)]),
        ]),
      ),
    );
    const values = (pairs: readonly (readonly [string, unknown])[]) => pairs.map(([, value]) => value);
    const byKey = <T extends readonly [string, unknown]>(pairs: readonly T[]) =>
      [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
    const byId = [...records.errands].sort((a, b) => (a.requestId < b.requestId ? -1 : 1));
    expect(all).toEqual({
      machine: [['current'], values(records.machine)],
      carriedRequests: [byId.map(({ requestId }) => requestId), byId],
      keys: [['installation'], values(records.keys)],
      settings: [byKey(records.settings).map(([key]) => key), values(byKey(records.settings))],
      frames: [[1, 2, 3], [...records.frames]],
      fileTransfer: [['current'], values(records.cargo)],
      receipts: [[records.receipts[0].id], [...records.receipts]],
      removed: [[], []],
    });
  });

  it('is read and written by the journal', async () => {
    const records = await realisticRecords();
    await fillEarlier(3, records);
    const database = await openDatabase('orrery');
    const journal = createJournal(database, 'orrery');
    expect(await journal.readMachine()).toEqual(records.machine[0][1]);
    expect(await journal.listCarriedRequests()).toEqual(completed(records.errands));
    expect(await journal.listReceipts()).toEqual(completedReceipts(records.receipts));
    expect(await journal.readFrames()).toEqual(records.frames);
    expect(await journal.readFileTransfer()).toEqual(records.cargo[0][1]);
    for (const [name, value] of records.settings) expect(await journal.readSetting(name)).toBe(value);
    const installation = createInstallation(createKeyStore(database), {
      seedSigner,
      randomBytes: noRandomness,
      now: () => new Date(),
    });
    expect((await installation.signer()).publicKey).toEqual(publicKey);

    const [first] = records.errands;
    await journal.writeCarriedRequest(first.requestId, (current) => current && { ...current, stage: 'waiting' });
    await journal.writeFileTransfer((current) => ({ ...current, sending: null }));
    await journal.forgetFrames('one');
    expect((await journal.listCarriedRequests())[0]?.stage).toBe('waiting');
    expect((await journal.readFileTransfer()).sending).toBeNull();
    expect(await journal.readFrames()).toEqual([records.frames[1]]);
  });

  it('is upgraded while a tab of the older page has it open', async () => {
    await fillEarlier(3, await realisticRecords());
    await openEarlier(3);
    const database = await openDatabase('orrery');
    expect(await database.count('carriedRequests')).toBe(3);
  });

  it('is too new for the older page afterwards', async () => {
    await fillEarlier(3, await realisticRecords());
    (await openDatabase('orrery')).close();
    const error = await openEarlier(3).catch((error: unknown) => error);
    expect(storageRefusal(error).code).toBe('storage-too-new');
  });
});

describe.each([1, 2] as const)('a database of version %d', (version) => {
  it('keeps its records', async () => {
    const { machine, errands, keys, settings, frames, cargo } = await realisticRecords();
    await fillEarlier(version, { machine, errands, keys, settings, ...(version === 2 && { frames, cargo }) });
    const database = await openDatabase('orrery');
    expect([...database.objectStoreNames]).toEqual(storesNow);
    const journal = createJournal(database, 'orrery');
    expect(await journal.readMachine()).toEqual(machine[0][1]);
    expect(await journal.listCarriedRequests()).toEqual(completed(errands));
    expect(await journal.readFrames()).toEqual(version === 2 ? frames : []);
    expect((await journal.readFileTransfer()).sending).toEqual(version === 2 ? cargo[0][1].sending : null);
    expect(await journal.listReceipts()).toEqual([]);
  });
});

it('a database of version 5 keeps its records, and is too new for its page once codes may be in it', async () => {
  const opening = indexedDB.open('keyferry/orrery', 5);
  opening.onupgradeneeded = () => {
    for (const name of ['carriedRequests', 'receipts'] as const) {
      opening.result.createObjectStore(name, { keyPath: name === 'receipts' ? 'id' : 'requestId' });
    }
    for (const name of ['machine', 'removed', 'keys', 'settings', 'fileTransfer'])
      opening.result.createObjectStore(name);
    opening.result.createObjectStore('frames', { autoIncrement: true }).createIndex('stream', 'stream');
  };
  const earlier = await done(opening);
  const [record] = completed((await realisticRecords()).errands);
  await done(earlier.transaction('carriedRequests', 'readwrite').objectStore('carriedRequests').add(record));
  earlier.close();
  const database = await openDatabase('orrery');
  expect([...database.objectStoreNames]).toEqual(storesNow);
  expect(await createJournal(database, 'orrery').listCarriedRequests()).toEqual([record]);
  database.close();
  const error = await done(indexedDB.open('keyferry/orrery', 5)).catch((error: unknown) => error);
  expect(storageRefusal(error).code).toBe('storage-too-new');
});

it('refuses a database of a newer page', async () => {
  (await done(indexedDB.open('keyferry/orrery', 7))).close();
  await expect(openDatabase('orrery')).rejects.toThrow(new Refusal('storage-too-new'));
});

describe('the screen after the upgrade', () => {
  const [open, waiting] = ['AAAAAAAAAAAAAAAAAAAAAA', 'second'];
  const ofErrands = (requestIds: readonly string[]) => ({ for: 'errands', requestIds });

  it.each([
    ['of one open request', { at: 'serial-number', order: ofErrands([open]) }, 'serial-number'],
    ['of one sent request', { at: 'license-type', order: ofErrands([waiting]) }, 'waiting'],
    ['of several requests', { at: 'license-type', order: ofErrands([open, waiting]) }, 'collect'],
    ['of the file transfer', { at: 'carry', camera: true }, 'file-transfer'],
    ['of a question about another role’s license', { at: 'give-back' }, 'collect'],
    ['that no version has', { at: 'constructor' }, 'collect'],
    ['of an order without requests', { at: 'license-type', order: null }, 'collect'],
  ])('is the one that the earlier page’s history entry describes: %s', async (_name, entry, expected) => {
    const { errands, settings } = await realisticRecords();
    await fillEarlier(3, { errands: [errands[0], { ...errands[1], requestId: waiting }], settings });
    const journal = createJournal(await openDatabase('orrery'), 'orrery');
    const { journey } = await openDevice({ entry, ports: (ports) => ({ ...ports, journal }) });
    expect(journey.state.value.role).toBe('courier');
    expect(journey.state.value.screen.at).toBe(expected);
  });
});
