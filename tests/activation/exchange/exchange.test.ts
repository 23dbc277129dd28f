import { expect, it } from 'vitest';
import { exchangeActions } from '../../../src/activation/exchange/exchange.ts';
import { listActions } from '../../../src/activation/list/list.ts';
import { orderActions } from '../../../src/activation/order.ts';
import { seedSigner } from '../../../src/crypto/ed25519.ts';
import { writeRequest } from '../../../src/documents/request.ts';
import { writeReturnReceipt } from '../../../src/documents/returnReceipt.ts';
import { Refusal } from '../../../src/refusal.ts';
import { requestFields, returnFields } from '../../documents/sample.ts';
import { emptyDisk, openDevice } from '../environment.ts';

const fileOf = (bytes: Uint8Array) => new File([new Uint8Array(bytes)], 'x');
const signerOf = (number: number) => seedSigner(new Uint8Array(32).fill(number));
const offline = new Refusal('network-offline');

function requestOf(number: number): Promise<Uint8Array> {
  const signer = signerOf(number);
  const requestId = `${10 + number}AAAAAAAAAAAAAAAAAAAA`;
  return writeRequest({ ...requestFields, product: 'orrery', requestId, installationKey: signer.publicKey }, signer);
}

/** A phone whose saved files are at hand. */
async function phone(numbers: readonly number[] = []) {
  const files: Uint8Array[] = [];
  const disk = emptyDisk();
  const device = await openDevice({
    handheld: true,
    disk,
    ports: (ports) => ({
      ...ports,
      files: {
        ...ports.files,
        save(name, bytes) {
          files.push(bytes);
          return name;
        },
      },
    }),
  });
  for (const number of numbers) await device.journey.intake.deliver([fileOf(await requestOf(number))]);
  const { journey } = device;
  return {
    ...device,
    records: () => [...disk.carriedRequests.values()].sort((a, b) => a.requestId.localeCompare(b.requestId)),
    save(withSerials = true): Uint8Array {
      journey.part(exchangeActions).save(withSerials);
      return files.at(-1) ?? new Uint8Array();
    },
    async bring(file: Uint8Array): Promise<void> {
      await journey.intake.deliver([fileOf(file)]);
    },
  };
}

/** One new and named, one waiting with its serial number, one licensed, and a return receipt. */
async function busyPhone() {
  const device = await phone([1, 2, 3]);
  const { journey, disk, environment } = device;
  const [first, second, third] = device.records().map(({ requestId }) => requestId);
  const orderOf = (id = '') => ({ for: 'carried-requests', requestIds: [id] }) as const;
  await journey.part(listActions).rename(first ?? '', 'Line 3 left panel');
  await journey.part(orderActions).chooseType(orderOf(third), 'personal');
  await journey.part(orderActions).confirmType(orderOf(third));
  environment.network = offline;
  const waiting = disk.carriedRequests.get(second ?? '');
  if (!waiting) throw new Error('there is no second request');
  await journey.intake.deliver([
    fileOf(
      await writeReturnReceipt(
        { ...returnFields, product: 'orrery', installationKey: signerOf(9).publicKey },
        signerOf(9),
      ),
    ),
  ]);
  const draft = { licenseType: 'pro', serialNumber: 'SERIAL1' };
  disk.carriedRequests.set(waiting.requestId, { ...waiting, stage: 'waiting', draft });
  environment.writeInOtherTab();
  await new Promise((resolve) => setTimeout(resolve));
  return device;
}

it('brings everything to another phone, which shows it before it adds it', async () => {
  const from = await busyPhone();
  const to = await phone();
  to.environment.network = offline;
  await to.bring(from.save());
  expect([to.journey.state.value.screen, to.records()]).toEqual([{ at: 'import' }, []]);
  const { importing } = to.journey.state.value;
  expect(importing && to.journey.part(exchangeActions).preview(importing)).toEqual({ added: 4, changed: 0 });
  await to.journey.part(exchangeActions).accept();
  expect(to.records()).toEqual(from.records());
  expect([...to.disk.receipts.values()]).toEqual([...from.disk.receipts.values()]);
  expect(to.journey.state.value).toMatchObject({ screen: { at: 'collect' }, importing: null });
});

it('merges: a license and a name come along, and importing again changes nothing', async () => {
  const from = await busyPhone();
  const to = await phone([1, 3, 4]);
  to.environment.network = offline;
  const file = from.save();
  await to.bring(file);
  await to.journey.part(exchangeActions).accept();
  expect(to.records().map(({ stage, name }) => [stage, name])).toEqual([
    ['open', 'Line 3 left panel'],
    ['waiting', ''],
    ['licensed', ''],
    ['open', ''],
  ]);
  const before = to.records();
  await to.bring(file);
  const { importing } = to.journey.state.value;
  expect(importing && to.journey.part(exchangeActions).preview(importing)).toEqual({ added: 0, changed: 0 });
  await to.journey.part(exchangeActions).accept();
  expect(to.records()).toEqual(before);
});

it('leaves serial numbers out on demand, and the order is open again', async () => {
  const from = await busyPhone();
  expect(from.journey.part(exchangeActions).serialCount()).toBe(1);
  const file = from.save(false);
  expect(new TextDecoder().decode(file)).not.toContain('SERIAL1');
  const to = await phone();
  await to.bring(file);
  await to.journey.part(exchangeActions).accept();
  expect(to.records()[1]).toMatchObject({ stage: 'open', draft: { licenseType: 'pro', serialNumber: '' } });
});

it('changes nothing when the person declines', async () => {
  const to = await phone();
  await to.bring((await busyPhone()).save());
  to.journey.part(exchangeActions).decline();
  expect([to.records(), to.journey.state.value.importing]).toEqual([[], null]);
});

it('verifies each document: a forged one is named and costs the others nothing', async () => {
  const from = await busyPhone();
  const text = new TextDecoder().decode(from.save());
  const to = await phone();
  to.environment.network = offline;
  // A stage is only a word.
  await to.bring(new TextEncoder().encode(text.replace('"stage": "open"', '"stage": "licensed"')));
  const { importing } = to.journey.state.value;
  expect(importing?.unused).toMatchObject([{ name: 'Line 3 left panel', refusal: { code: 'export-damaged' } }]);
  expect(importing?.requests).toHaveLength(2);
  const forged = text.replaceAll('RequestID Value=\\"12AAAA', 'RequestID Value=\\"19AAAA');
  await to.bring(new TextEncoder().encode(forged));
  expect(to.journey.state.value.importing?.unused.length).toBeGreaterThan(0);
});

it('refuses a newer version and a damaged file', async () => {
  const text = new TextDecoder().decode((await busyPhone()).save());
  const to = await phone();
  await to.bring(new TextEncoder().encode(text.replace('"version": 1', '"version": 2')));
  expect(to.journey.state.value.refusal).toEqual({ code: 'export-too-new', details: { version: 2 } });
  await to.bring(new TextEncoder().encode(text.slice(0, -40)));
  expect(to.journey.state.value.refusal?.code).toBe('export-damaged');
  await to.bring(new TextEncoder().encode(text.replace('"request": 0', '"request": 99')));
  expect(to.journey.state.value.refusal?.code).toBe('export-damaged');
});

it('gives a machine its license', async () => {
  const machine = await openDevice({ installation: 7 });
  await machine.journey.chooseRole('machine');
  await machine.journey.machine.createRequest();
  const from = await phone();
  await from.journey.intake.deliver([fileOf(machine.disk.machine.request ?? new Uint8Array())]);
  const order = { for: 'carried-requests', requestIds: from.records().map(({ requestId }) => requestId) } as const;
  await from.journey.part(orderActions).chooseType(order, 'personal');
  await from.journey.part(orderActions).confirmType(order);
  await machine.journey.intake.deliver([fileOf(from.save())]);
  expect(machine.journey.state.value.screen).toMatchObject({ at: 'activated' });
});

it('removes what was saved only when the person says so, and it can be undone', async () => {
  const from = await busyPhone();
  from.save();
  expect(from.records()).toHaveLength(3);
  await from.journey.part(exchangeActions).removeSaved();
  expect(from.records()).toHaveLength(0);
  await from.journey.part(listActions).undo();
  expect(from.records()).toHaveLength(3);
});
