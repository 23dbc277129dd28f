import { seedSigner } from '../../src/crypto/ed25519.ts';
import { readRequest } from '../../src/documents/request.ts';
import { issueLicense, keysetOf, openDevice } from '../activation/environment.ts';
import { done } from './indexedDb.ts';

type StoreName = 'machine' | 'errands' | 'keys' | 'settings' | 'frames' | 'cargo' | 'receipts';
/** Records by store; those of stores with keys outside the record are pairs of key and value. */
type Records = Partial<Record<StoreName, readonly unknown[]>>;

/** The stores as the page of versions 1, 2 and 3 of the database created them. */
const storesOf: Readonly<Record<1 | 2 | 3, (database: IDBDatabase) => void>> = {
  1(database) {
    database.createObjectStore('machine');
    database.createObjectStore('errands', { keyPath: 'requestId' });
    database.createObjectStore('keys');
    database.createObjectStore('settings');
  },
  2(database) {
    database.createObjectStore('frames', { autoIncrement: true }).createIndex('stream', 'stream');
    database.createObjectStore('cargo');
  },
  3(database) {
    database.createObjectStore('receipts', { keyPath: 'id' });
  },
};

/** Opens the database as an earlier version of the page does. */
export async function openEarlier(version: 1 | 2 | 3): Promise<IDBDatabase> {
  const request = indexedDB.open('keyferry/orrery', version);
  request.onupgradeneeded = ({ oldVersion }) => {
    for (const step of [1, 2, 3] as const) {
      if (step > oldVersion && step <= version) storesOf[step](request.result);
    }
  };
  const database = await done(request);
  // Like that page, when a newer page wants to upgrade.
  database.onversionchange = () => database.close();
  return database;
}

/** Fills the database of an earlier version, and closes it. */
export async function fillEarlier(version: 1 | 2 | 3, records: Records): Promise<void> {
  const database = await openEarlier(version);
  for (const [name, values] of Object.entries(records)) {
    const store = database.transaction(name, 'readwrite').objectStore(name);
    for (const value of values) {
      if (['machine', 'keys', 'settings', 'cargo'].includes(name)) {
        const [key, record] = value as [string, unknown];
        await done(store.put(record, key));
      } else await done(store.add(value));
    }
  }
  database.close();
}

export const seed = new Uint8Array(32).fill(7);

/** @returns records of a device that has used everything that version 3 could store */
export function realisticRecords() {
  cached ??= makeRecords();
  return cached;
}

let cached: ReturnType<typeof makeRecords> | null = null;

async function makeRecords() {
  const machine = await openDevice({ installation: 7 });
  machine.journey.machine.review();
  await machine.journey.machine.createRequest();
  const other = await openDevice({ installation: 8 });
  await other.journey.machine.createRequest();
  const own = machine.disk.machine.request ?? new Uint8Array();
  const foreign = other.disk.machine.request ?? new Uint8Array();
  const license = await issueLicense({ request: own, licenseType: 'pro' });
  const keyset = new TextDecoder().decode(await keysetOf({ version: 1, epoch: 1 }));
  const idOf = (file: Uint8Array) => readRequest(file).requestId;
  const draft = { licenseType: 'pro', serialNumber: 'B7QG9-', confirmChange: false };

  return {
    machine: [
      [
        'current',
        {
          ...machine.disk.machine,
          license,
          draft,
          refusal: { code: 'machine-changed', details: { changed: ['disk'], seat: 'moves' } },
          returns: [
            {
              licenseId: 'BBBBBBBBBBBBBBBBBBBBBB',
              counter: 1,
              nonce: 'CCCCCCCCCCCCCCCCCCCCCC',
              returnedAt: '2026-11-20T12:00:00Z',
              receipt: new Uint8Array([1, 2, 3]),
              answer: { outcome: 'returned', seatsLeft: 2 },
              refusal: null,
            },
          ],
        },
      ],
    ],
    errands: [
      {
        requestId: 'AAAAAAAAAAAAAAAAAAAAAA',
        request: foreign,
        receivedAt: '2026-11-21T08:00:00Z',
        draft,
        stage: 'open',
        license: null,
        refusal: { code: 'serial-refused', details: {} },
      },
      {
        requestId: idOf(foreign),
        request: foreign,
        receivedAt: '2026-11-21T09:00:00Z',
        draft: { ...draft, confirmChange: true },
        stage: 'waiting',
        license: null,
        refusal: null,
      },
      {
        requestId: idOf(own),
        request: own,
        receivedAt: '2026-11-21T10:00:00Z',
        draft: { licenseType: 'pro', serialNumber: '' },
        stage: 'licensed',
        license,
        refusal: null,
      },
    ],
    keys: [['installation', { kind: 'seed', seed }]],
    settings: [
      ['role', 'courier'],
      ['camera', JSON.stringify({ id: 'b', name: 'Back camera' })],
      ['feedback', 'on'],
      ['keyset', `1.1\n${keyset}`],
      ['language', 'de'],
    ],
    frames: [
      { stream: 'one', text: 'https://example.test/#first' },
      { stream: 'two', text: 'https://example.test/#other' },
      { stream: 'one', text: 'https://example.test/#second' },
    ],
    cargo: [
      [
        'current',
        {
          sending: { name: 'panel.bin', bytes: new Uint8Array([1, 2]) },
          arrived: { name: 'log.txt', bytes: new Uint8Array([3, 4]), saved: true },
          unsaved: [{ name: 'earlier.txt', bytes: new Uint8Array([5]) }],
        },
      ],
    ],
    receipts: [
      {
        id: 'K7QM-2X3Y.DDDDDDDDDDDDDDDDDDDDDD',
        machine: 'K7QM-2X3Y',
        file: new Uint8Array([9, 9]),
        receivedAt: '2026-11-21T11:00:00Z',
        answer: null,
        refusal: { code: 'return-too-often', details: { perYear: 2 } },
      },
    ],
  } as const satisfies Records;
}

export const publicKey = seedSigner(seed).publicKey;
