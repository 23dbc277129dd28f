import { describe, expect, it, vi } from 'vitest';
import type { Journey } from '../../src/activation/journey.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { type ReturnReceiptFields, writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { Refusal } from '../../src/refusal.ts';
import { createSender } from '../../src/transfer/sender.ts';
import { openDevice, pictureOf } from './environment.ts';

const at = (journey: Journey) => journey.state.value.screen.at;
const refusal = (journey: Journey) => journey.state.value.refusal?.code ?? null;
const blobs = (...files: Uint8Array[]) => files.map((file) => new Blob([new Uint8Array(file)]));

function receiptOf(machine: number, changes: Partial<ReturnReceiptFields> = {}): Promise<Uint8Array> {
  const signer = seedSigner(new Uint8Array(32).fill(machine));
  const fields: ReturnReceiptFields = {
    installationKey: signer.publicKey,
    product: 'orrery',
    licenseId: 'AAAAAAAAAAAAAAAAAAAAAA',
    counter: 1,
    nonce: 'AAAAAAAAAAAAAAAAAAAAAQ',
    returnedAt: '2026-11-23T09:59:00Z',
    ...changes,
  };
  return writeReturnReceipt(fields, signer);
}

const phone = () => openDevice({ handheld: true });
const [only, other] = [await receiptOf(7), await receiptOf(8)];
const nameOf = (machine: number) => machineId(seedSigner(new Uint8Array(32).fill(machine)).publicKey);

describe('a receipt that arrives on the phone', () => {
  const codeOf = (file: Uint8Array) =>
    createSender({ kind: 'document', bytes: file }, 'http://localhost:8080/').whole?.text ?? '';
  it.each<[string, Parameters<Journey['intake']['deliver']>[0]]>([
    ['as a file', blobs(only)],
    ['as text', new TextDecoder().decode(only)],
    ['as a code’s link', codeOf(only)],
    ['as a picture of its code', [pictureOf(codeOf(only))]],
  ])('%s is recognized, sent, and its answer shown', async (_, delivery) => {
    const { journey, environment, disk } = await phone();
    await journey.intake.deliver(delivery);
    expect(at(journey)).toBe('receipt');
    await vi.waitFor(() =>
      expect([...disk.receipts.values()][0]?.answer).toEqual({ outcome: 'returned', seatsLeft: 1 }),
    );
    expect(environment.receipts).toEqual([only]);
    expect(journey.state.value.receipts).toMatchObject([{ machine: nameOf(7), refusal: null }]);
  });

  it('opens the page of a device without a role as a device with internet', async () => {
    const { journey } = await openDevice({ fragment: codeOf(only).split('#')[1] ?? '' });
    expect([at(journey), journey.state.value.role]).toEqual(['receipt', 'courier']);
  });

  it('waits without a connection, survives a reload, and is sent automatically', async () => {
    const { journey, environment, disk } = await phone();
    environment.network = new Refusal('network-offline');
    await journey.intake.deliver(blobs(only));
    await vi.waitFor(() => expect(journey.state.value.unreachable?.code).toBe('network-offline'));
    expect([...disk.receipts.values()]).toMatchObject([{ answer: null, refusal: null }]);
    const again = await openDevice({ handheld: true, disk });
    expect(at(again.journey)).toBe('receipt');
    await vi.waitFor(() => expect([...disk.receipts.values()][0]?.answer).not.toBeNull());
    expect(again.environment.receipts).toEqual([only]);
  });

  it('is sent again after a pause and when the network returns', async () => {
    for (const wake of ['elapse', 'goOnline'] as const) {
      const { journey, environment, disk } = await phone();
      environment.network = new Refusal('service-unreachable');
      await journey.intake.deliver(blobs(only));
      await vi.waitFor(() => expect(environment.delays.at(-1)).toBe(5000));
      environment.network = null;
      environment[wake]();
      await vi.waitFor(() => expect([...disk.receipts.values()][0]?.answer).not.toBeNull());
    }
  });

  it('is stored with the reason when refused, and can be sent again or removed', async () => {
    const { journey, environment, disk } = await phone();
    environment.refuseReturn = new Refusal('return-too-often', { perYear: 2, nextAt: '2027-01-01T00:00:00Z' });
    await journey.intake.deliver(blobs(only));
    await vi.waitFor(() => expect([...disk.receipts.values()][0]?.refusal?.code).toBe('return-too-often'));
    const [receipt] = disk.receipts.values();
    environment.goOnline();
    expect(environment.receipts).toHaveLength(1);
    environment.refuseReturn = null;
    await journey.receipts.retry(receipt?.id ?? '');
    expect([...disk.receipts.values()]).toMatchObject([{ refusal: null, answer: { outcome: 'already-returned' } }]);
    await journey.receipts.remove(receipt?.id ?? '');
    expect([at(journey), disk.receipts.size]).toEqual(['collect', 0]);
  });

  it('is stored once when imported twice, and several are sent together', async () => {
    const { journey, environment, disk } = await phone();
    await journey.intake.deliver(blobs(only, only, other));
    expect(at(journey)).toBe('collect');
    await vi.waitFor(() => expect(environment.receipts).toHaveLength(2));
    await vi.waitFor(() => expect([...disk.receipts.values()].every(({ answer }) => answer)).toBe(true));
    expect(journey.state.value.receipts.map(({ machine }) => machine)).toEqual([nameOf(7), nameOf(8)]);
    await journey.intake.deliver(blobs(only));
    expect(at(journey)).toBe('receipt');
    expect(environment.receipts).toHaveLength(2);
  });

  it('is refused when it is for another product or was modified', async () => {
    const { journey, disk } = await phone();
    await journey.intake.deliver(blobs(await receiptOf(7, { product: 'sextant' })));
    expect(refusal(journey)).toBe('product-other');
    const changed = only.slice();
    changed[300] = (changed[300] ?? 0) ^ 1;
    await journey.intake.deliver(blobs(changed));
    expect(refusal(journey)).not.toBeNull();
    expect(disk.receipts.size).toBe(0);
  });

  it('is distinguished from a license on the machine', async () => {
    const { journey } = await openDevice({});
    await journey.chooseRole('machine');
    await journey.intake.deliver(blobs(only));
    expect(journey.state.value.refusal).toMatchObject({
      code: 'document-type-wrong',
      details: { expected: 'license', found: 'return' },
    });
  });
});
