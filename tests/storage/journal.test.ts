import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CarriedReceipt, type CarriedRequest, emptyDraft, emptyMachine } from '../../src/activation/records.ts';
import { Refusal } from '../../src/refusal.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { createJournal } from '../../src/storage/journal.ts';
import { emptyIndexedDb, fillDisk } from './indexedDb.ts';

beforeEach(() => {
  emptyIndexedDb();
});
afterAll(() => void vi.unstubAllGlobals());

const openJournal = async () => createJournal(await openDatabase('orrery'), 'orrery');

function requestOf(requestId: string, receivedAt: string): CarriedRequest {
  const request = new Uint8Array([1, 2]);
  const product = 'orrery';
  return {
    requestId,
    product,
    machine: 'K7QM-2X3Y',
    name: '',
    request,
    receivedAt,
    draft: emptyDraft,
    stage: 'open',
    license: null,
    refusal: null,
    deliveredAt: null,
    returnedAt: null,
  };
}

const receipt: CarriedReceipt = {
  id: 'K7QM-2X3Y.nonce',
  product: 'orrery',
  machine: 'K7QM-2X3Y',
  licenseId: 'AAAAAAAAAAAAAAAAAAAAAA',
  file: new Uint8Array([3]),
  receivedAt: '2026-11-23T10:00:00Z',
  answer: null,
  refusal: null,
};

describe('the journal', () => {
  it('is empty at first', async () => {
    const journal = await openJournal();
    expect(await journal.readMachine()).toEqual(emptyMachine);
    expect(await journal.listCarriedRequests()).toEqual([]);
    expect(await journal.listReceipts()).toEqual([]);
    expect(await journal.readFrames()).toEqual([]);
    expect(await journal.readFileTransfer()).toEqual({ sending: null, arrived: null, unsaved: [] });
    expect(await journal.readSetting('role')).toBeNull();
  });

  it('keeps this machine’s record for the next visit, including bytes', async () => {
    const journal = await openJournal();
    const request = new Uint8Array([7, 0, 255]);
    const written = await journal.writeMachine((machine) => ({ ...machine, request, requestIds: ['a'] }));
    expect(written).toEqual({ ...emptyMachine, request, requestIds: ['a'] });
    expect(await (await openJournal()).readMachine()).toEqual(written);
  });

  it('completes the record of a version with fewer fields', async () => {
    const database = await openDatabase('orrery');
    await database.put('machine', { request: null, license: null } as never, 'current');
    const journal = createJournal(database, 'orrery');
    expect(await journal.readMachine()).toEqual(emptyMachine);
    expect(await journal.writeMachine((machine) => machine)).toEqual(emptyMachine);
  });

  it('lists carried requests and receipts oldest first', async () => {
    const journal = await openJournal();
    await journal.writeCarriedRequest('a', () => requestOf('a', '2026-11-23T12:00:00Z'));
    await journal.writeCarriedRequest('z', () => requestOf('z', '2026-11-23T11:00:00Z'));
    await journal.writeReceipt(receipt.id, () => receipt);
    await journal.writeReceipt('B', () => ({ ...receipt, id: 'B', receivedAt: '2026-11-22T10:00:00Z' }));
    expect((await journal.listCarriedRequests()).map(({ requestId }) => requestId)).toEqual(['z', 'a']);
    expect((await journal.listReceipts()).map(({ id }) => id)).toEqual(['B', receipt.id]);
  });

  it('changes and deletes one record of a list', async () => {
    const journal = await openJournal();
    await journal.writeCarriedRequest('a', (current) => {
      expect(current).toBeNull();
      return requestOf('a', '2026-11-23T12:00:00Z');
    });
    const changed = await journal.writeCarriedRequest('a', (current) => current && { ...current, stage: 'waiting' });
    expect(changed?.stage).toBe('waiting');
    expect(await journal.writeCarriedRequest('a', () => null)).toBeNull();
    expect(await journal.listCarriedRequests()).toEqual([]);
    await journal.writeReceipt(receipt.id, () => receipt);
    expect(await journal.writeReceipt(receipt.id, () => null)).toBeNull();
    expect(await journal.listReceipts()).toEqual([]);
  });

  it('loses no change when two tabs write at the same time', async () => {
    const [one, other] = [await openJournal(), await openJournal()];
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((id, index) =>
        (index % 2 ? one : other).writeMachine((machine) => ({
          ...machine,
          requestIds: [...machine.requestIds, id],
        })),
      ),
    );
    expect([...(await one.readMachine()).requestIds].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps frames in order and deletes those of one transfer', async () => {
    const journal = await openJournal();
    await journal.keepFrames([
      { stream: 'one', text: '1' },
      { stream: 'two', text: '2' },
    ]);
    await journal.keepFrames([{ stream: 'one', text: '3' }]);
    expect((await journal.readFrames()).map(({ text }) => text)).toEqual(['1', '2', '3']);
    await journal.forgetFrames('one');
    expect(await journal.readFrames()).toEqual([{ stream: 'two', text: '2' }]);
  });

  it('keeps the files of the file transfer', async () => {
    const journal = await openJournal();
    const sending = { name: 'panel.bin', bytes: new Uint8Array([1]) };
    await journal.writeFileTransfer((current) => ({ ...current, sending }));
    expect(await journal.readFileTransfer()).toEqual({ sending, arrived: null, unsaved: [] });
  });

  it('keeps settings, and writes one only if it changes', async () => {
    const journal = await openJournal();
    await journal.writeSetting('language', 'de');
    await journal.changeSetting('keyset', (current) => {
      expect(current).toBeNull();
      return '1.1\n';
    });
    await journal.changeSetting('keyset', () => null);
    expect(await journal.readSetting('keyset')).toBe('1.1\n');
    expect(await journal.readSetting('language')).toBe('de');
  });

  it('announces writes to other tabs, but no frames and no unchanged settings', async () => {
    const [one, other] = [await openJournal(), await openJournal()];
    const heard = vi.fn();
    const stop = other.onOutsideChange(heard);
    await one.keepFrames([{ stream: 'one', text: '1' }]);
    await one.changeSetting('keyset', () => null);
    await one.writeSetting('role', 'machine');
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1));
    stop();
    await one.writeSetting('role', 'courier');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('works without BroadcastChannel', async () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    const journal = await openJournal();
    journal.onOutsideChange(() => expect.fail())();
    await journal.writeSetting('role', 'machine');
    expect(await journal.readSetting('role')).toBe('machine');
  });
});

describe('a full disk', () => {
  it.each([
    ['the machine’s record', (journal) => journal.writeMachine((machine) => machine)],
    ['a carried request', (journal) => journal.writeCarriedRequest('a', () => requestOf('a', ''))],
    ['a receipt', (journal) => journal.writeReceipt(receipt.id, () => receipt)],
    ['frames', (journal) => journal.keepFrames([{ stream: 'one', text: '1' }])],
    ['the file transfer', (journal) => journal.writeFileTransfer((current) => current)],
    ['a setting', (journal) => journal.writeSetting('role', 'machine')],
    ['a changed setting', (journal) => journal.changeSetting('keyset', () => '1.1\n')],
  ] as [string, (journal: Awaited<ReturnType<typeof openJournal>>) => Promise<unknown>][])(
    'refuses %s, keeps the existing data, and works again when there is space',
    async (_what, write) => {
      const journal = await openJournal();
      await journal.writeReceipt('before', () => ({ ...receipt, id: 'before' }));
      const makeRoom = fillDisk();
      try {
        await expect(write(journal)).rejects.toThrow(new Refusal('storage-full'));
        expect(await journal.listReceipts()).toHaveLength(1);
      } finally {
        makeRoom();
      }
      await write(journal);
    },
  );
});

it('a database that was closed by a newer page is unavailable', async () => {
  const database = await openDatabase('orrery');
  const journal = createJournal(database, 'orrery');
  database.close();
  await expect(journal.readMachine()).rejects.toMatchObject({
    code: 'storage-unavailable',
    details: { fault: 'InvalidStateError' },
  });
});

describe('many requests', () => {
  const requests = ['a', 'b', 'c'].map((id) => requestOf(id, `2026-11-2${id === 'a' ? 1 : 3}T10:00:00Z`));
  async function filled() {
    const journal = await openJournal();
    for (const one of requests) await journal.writeCarriedRequest(one.requestId, () => one);
    await journal.writeReceipt(receipt.id, () => receipt);
    return journal;
  }
  const ids = async (journal: Awaited<ReturnType<typeof openJournal>>) =>
    (await journal.listCarriedRequests()).map(({ requestId }) => requestId);

  it('are changed together, and one that is gone is left out', async () => {
    const journal = await filled();
    const changed = await journal.changeCarriedRequests(['a', 'gone', 'c'], (one) => ({ ...one, name: 'Oven' }));
    expect(changed.map(({ requestId, name }) => [requestId, name])).toEqual([
      ['a', 'Oven'],
      ['c', 'Oven'],
    ]);
    expect((await journal.listCarriedRequests()).map(({ name }) => name)).toEqual(['Oven', '', 'Oven']);
  });

  it('are removed and put back, also by the next visit', async () => {
    const removed = await (await filled()).removeRecords(['a', 'b'], [receipt.id], '2026-11-24T10:00:00Z');
    expect(removed?.carriedRequests).toHaveLength(2);
    const journal = await openJournal();
    expect([await ids(journal), await journal.listReceipts()]).toEqual([['c'], []]);
    expect(await journal.readRemoved()).toEqual({
      at: '2026-11-24T10:00:00Z',
      carriedRequests: requests.slice(0, 2),
      receipts: [receipt],
    });
    await journal.restoreRemoved();
    expect([await ids(journal), await journal.listReceipts()]).toEqual([['a', 'b', 'c'], [receipt]]);
    expect(await journal.readRemoved()).toBeNull();
  });

  it('are put back until the next removal, and never over what came since', async () => {
    const journal = await filled();
    await journal.removeRecords(['a'], [], '2026-11-24T10:00:00Z');
    await journal.removeRecords(['b'], [], '2026-11-24T11:00:00Z');
    await journal.writeCarriedRequest('b', () => ({
      ...requestOf('b', '2026-11-25T10:00:00Z'),
      name: 'scanned again',
    }));
    await journal.restoreRemoved();
    expect(await ids(journal)).toEqual(['c', 'b']);
    expect((await journal.listCarriedRequests())[1]?.name).toBe('scanned again');
    expect(await journal.removeRecords([], [], '2026-11-24T12:00:00Z')).toBeNull();
  });
});
