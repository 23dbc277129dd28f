import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StorageView } from '../../src/activation/ports/storage.ts';
import type { CarriedRequest } from '../../src/activation/records.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { openPageStorage, type PageStorage } from '../../src/storage/pageStorage.ts';
import { openEarlier } from './earlierDatabase.ts';
import { emptyIndexedDb, fillDisk } from './indexedDb.ts';

let local: Map<string, string>;
let persist: ReturnType<typeof emptyIndexedDb>;
beforeEach(() => {
  persist = emptyIndexedDb();
  local = new Map();
  const storage = {
    getItem: (key: string) => local.get(key) ?? null,
    setItem: (key: string, value: string) => void local.set(key, value),
    removeItem: (key: string) => void local.delete(key),
  };
  // Object.keys lists the entries of the browser's storage.
  const listed = new Proxy(storage, {
    ownKeys: () => [...local.keys()],
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true }),
  });
  vi.stubGlobal('localStorage', listed);
  vi.stubGlobal('sessionStorage', {});
  vi.stubGlobal('location', { protocol: 'http:' });
  vi.stubGlobal('window', {});
});
afterAll(() => void vi.unstubAllGlobals());

const carried = (requestId: string) =>
  ({ requestId, product: 'orrery', receivedAt: '2026-11-23T12:00:00Z' }) as CarriedRequest;

interface Opened extends PageStorage {
  readonly view: () => StorageView;
  readonly views: StorageView[];
  /** Runs what waits for time to pass. */
  elapse(): void;
}

let due = new Set<() => void>();
let random = 0;

async function open(blocked = () => {}, ids: readonly string[] = ['orrery']): Promise<Opened> {
  const waiting = new Set<() => void>();
  due = waiting;
  const parts = {
    seedSigner,
    randomBytes: (length: number) => new Uint8Array(length).fill(++random),
    now: () => new Date('2026-11-23T12:00:00Z'),
    later: (_milliseconds: number, run: () => void) => {
      waiting.add(run);
      return () => waiting.delete(run);
    },
  };
  const storage = await openPageStorage(ids, parts, blocked);
  const views: StorageView[] = [];
  storage.port.onChange((view) => views.push(view));
  return { ...storage, views, view: () => storage.port.view, elapse: () => elapse(waiting) };
}

function elapse(waiting: Set<() => void>): void {
  for (const run of waiting) run();
}

/** Opens the database as another page does, and does not close it for a newer one. */
function openRaw(version: number, name = 'keyferry/orrery'): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function deleteRaw(name = 'keyferry/orrery'): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

const records = async ({ of }: PageStorage) =>
  (await of('orrery').journal.listCarriedRequests()).map(({ requestId }) => requestId);
const keep = ({ of }: PageStorage, id: string) => of('orrery').journal.writeCarriedRequest(id, () => carried(id));
const publicKey = async ({ of }: PageStorage) => (await of('orrery').installation.signer()).publicKey;
const untilNoted = (text: string) => vi.waitFor(() => expect(local.get('keyferry/orrery')).toBe(text));

describe('a browser that stores nothing', () => {
  const throwing = (name: string) => ({
    open() {
      throw new DOMException('', name);
    },
  });
  it.each([
    ['throws', throwing('SecurityError'), { code: 'storage-unavailable', details: { fault: 'SecurityError' } }],
    ['has no IndexedDB', undefined, { code: 'storage-unavailable' }],
    ['has no room', throwing('QuotaExceededError'), { code: 'storage-full' }],
    ['was used with a newer page', throwing('VersionError'), { code: 'storage-too-new' }],
  ])('is said at once: it %s', async (_name, factory, refusal) => {
    vi.stubGlobal('indexedDB', factory);
    const storage = await open();
    expect(storage.view()).toMatchObject({ mode: 'refused', refusal });
    await expect(keep(storage, 'a')).rejects.toMatchObject(refusal);
    await expect(storage.of('orrery').installation.signer()).rejects.toMatchObject(refusal);
  });

  it('is said where it never answers, and used where it answers late', async () => {
    // Another page deletes the database, and a third one does not let it: nobody is told anything.
    const holder = await openEarlier(1);
    holder.onversionchange = null;
    const deleting = deleteRaw();
    const opening = open();
    await vi.waitFor(() => expect(due.size).toBe(1));
    elapse(due);
    const storage = await opening;
    expect(storage.view().refusal?.details).toEqual({ fault: 'TimeoutError' });
    holder.close();
    await deleting;
    await vi.waitFor(() => expect(storage.view().mode).toBe('disk'));
    await keep(storage, 'a');
    expect(await records(storage)).toEqual(['a']);
  });

  it('can be tried again', async () => {
    const factory = indexedDB;
    vi.stubGlobal('indexedDB', undefined);
    const storage = await open();
    await expect(storage.port.retry()).rejects.toMatchObject({ code: 'storage-unavailable' });
    vi.stubGlobal('indexedDB', factory);
    await storage.port.retry();
    expect(storage.view()).toMatchObject({ mode: 'disk', refusal: null });
    await keep(storage, 'a');
    expect(await records(await open())).toEqual(['a']);
  });

  it('is done without, in memory, where the person wants that', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const storage = await open();
    storage.port.useMemory();
    expect(storage.views.at(-1)).toMatchObject({ mode: 'memory', refusal: null });
    const { journal } = storage.of('orrery');
    await keep(storage, 'a');
    await keep(storage, 'b');
    await journal.writeCarriedRequest('a', () => null);
    await journal.writeSetting('role', 'courier');
    await journal.writeMachine((machine) => ({ ...machine, requestIds: ['x'] }));
    expect(await records(storage)).toEqual(['b']);
    expect(await journal.readSetting('role')).toBe('courier');
    expect((await journal.readMachine()).requestIds).toEqual(['x']);
    expect(await publicKey(storage)).toEqual(await publicKey(storage));
    expect(local.size).toBe(0);
  });
});

describe('two versions in two tabs', () => {
  it('waits until an older version is closed, says so meanwhile, and goes on by itself', async () => {
    const older = await openEarlier(1);
    older.onversionchange = null;
    const blocked = vi.fn();
    const opening = open(blocked);
    await vi.waitFor(() => expect(blocked).toHaveBeenCalled());
    elapse(due);
    older.close();
    expect((await opening).view()).toMatchObject({ mode: 'disk', refusal: null });
  });

  it('lets a newer version in, and says that it did', async () => {
    const storage = await open();
    await keep(storage, 'a');
    const newer = await openRaw(99);
    expect(storage.views.at(-1)).toMatchObject({ mode: 'refused', refusal: { code: 'storage-superseded' } });
    await expect(keep(storage, 'b')).rejects.toMatchObject({ code: 'storage-superseded' });
    newer.close();
  });
});

describe('a database that breaks while the page is open', () => {
  it('is opened again where only the connection was lost', async () => {
    const storage = await open();
    await keep(storage, 'a');
    const before = await publicKey(storage);
    const { transaction } = IDBDatabase.prototype;
    let isBroken = true;
    IDBDatabase.prototype.transaction = function (...args) {
      if (isBroken) {
        isBroken = false;
        throw new DOMException('', 'InvalidStateError');
      }
      return transaction.apply(this, args);
    };
    await keep(storage, 'b');
    IDBDatabase.prototype.transaction = transaction;
    expect(await records(storage)).toEqual(['a', 'b']);
    expect(await publicKey(storage)).toEqual(before);
    expect(storage.view().refusal).toBeNull();
  });

  it('is said at once where its records were deleted, and takes them again with the same key', async () => {
    const storage = await open();
    const before = await publicKey(storage);
    await keep(storage, 'a');
    await untilNoted('{"machine":false,"carried":1}');
    await deleteRaw();
    await vi.waitFor(() => expect(storage.view().refusal?.code).toBe('storage-lost'));
    await expect(keep(storage, 'b')).rejects.toMatchObject({ code: 'storage-lost' });
    await storage.port.retry();
    expect(storage.view().mode).toBe('disk');
    await keep(storage, 'a');
    expect(await publicKey(storage)).toEqual(before);
    const later = await open();
    expect(await records(later)).toEqual(['a', 'b']);
    expect(await publicKey(later)).toEqual(before);
  });

  it('makes up for what a full disk has refused, and never falls back behind it', async () => {
    const storage = await open();
    const { journal } = storage.of('orrery');
    const makeRoom = fillDisk();
    await expect(journal.writeMachine((machine) => ({ ...machine, requestIds: ['x'] }))).rejects.toMatchObject({
      code: 'storage-full',
    });
    await expect(keep(storage, 'a')).rejects.toMatchObject({ code: 'storage-full' });
    expect((await journal.readMachine()).requestIds).toEqual(['x']);
    expect(await records(storage)).toEqual(['a']);
    makeRoom();
    const written = await journal.writeMachine(({ requestIds, ...machine }) => ({
      ...machine,
      requestIds: [...requestIds, 'y'],
    }));
    expect(written.requestIds).toEqual(['x', 'y']);
    const later = await open();
    expect((await later.of('orrery').journal.readMachine()).requestIds).toEqual(['x', 'y']);
    expect(await records(later)).toEqual(['a']);
  });

  it('writes what was refused when the person tries again', async () => {
    const storage = await open();
    const makeRoom = fillDisk();
    await expect(keep(storage, 'a')).rejects.toMatchObject({ code: 'storage-full' });
    await expect(storage.port.retry()).rejects.toMatchObject({ code: 'storage-full' });
    makeRoom();
    await storage.port.retry();
    expect(await records(await open())).toEqual(['a']);
  });
});

describe('data that the browser has deleted between two visits', () => {
  async function visitAndLose(): Promise<Opened> {
    const storage = await open();
    await keep(storage, 'a');
    await keep(storage, 'b');
    await untilNoted('{"machine":false,"carried":2}');
    vi.stubGlobal('indexedDB', new (indexedDB.constructor as new () => IDBFactory)());
    return open();
  }

  it('is noticed until the person has read it', async () => {
    await visitAndLose();
    const later = await open();
    expect(later.view().deleted).toEqual({ machine: false, carried: 2 });
    later.port.acknowledgeDeletion();
    expect(later.view().deleted).toBeNull();
    expect((await open()).view().deleted).toBeNull();
  });

  it('is history as soon as there is something new', async () => {
    const later = await visitAndLose();
    await keep(later, 'c');
    await untilNoted('{"machine":false,"carried":1}');
    expect(later.view().deleted).toBeNull();
  });

  it('is not what the person has deleted', async () => {
    const storage = await open(() => {}, ['orrery', 'nova']);
    await keep(storage, 'a');
    (await openRaw(1, 'another/database')).close();
    (await openRaw(1, 'keyferry/packed-elsewhere')).close();
    await untilNoted('{"machine":false,"carried":1}');
    local.set('another/entry', 'stays');
    await storage.port.wipe();
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['another/database']);
    expect([...local.keys()]).toEqual(['another/entry']);
    expect((await open()).view()).toMatchObject({ mode: 'disk', deleted: null });
  });
});

it('deletes nothing of other vendors, whose local files may share the origin', async () => {
  vi.stubGlobal('location', { protocol: 'file:' });
  const storage = await open();
  (await openRaw(1, 'keyferry/of-another-vendor')).close();
  await storage.port.wipe();
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(['keyferry/of-another-vendor']);
});

it('asks the browser once to keep the data, when there is data, and says what it answered', async () => {
  const storage = await open();
  await storage.of('orrery').journal.writeSetting('role', 'courier');
  expect(persist).not.toHaveBeenCalled();
  await keep(storage, 'a');
  await keep(storage, 'b');
  expect(persist).toHaveBeenCalledTimes(1);
  await vi.waitFor(() => expect(storage.view().isPersistent).toBe(true));
});
