import { computerActions } from '../../src/activation/computers/computers.ts';
import { batchActions } from '../../src/activation/courier/batchOrders.ts';
import { copiedCodeActions } from '../../src/activation/courier/copiedCodes.ts';
import { tourActions } from '../../src/activation/courier/tour.ts';
import { writeExport } from '../../src/activation/exchange/exportFile.ts';
import { confirmationActions } from '../../src/activation/machine/confirmation.ts';
import { returningActions } from '../../src/activation/machine/returning.ts';
import { typedCodeActions } from '../../src/activation/machine/typedCodes.ts';
import { orderActions } from '../../src/activation/order.ts';
import type { Ports } from '../../src/activation/ports.ts';
import type { Order, ScreenId } from '../../src/activation/screens.ts';
import { initialState } from '../../src/activation/state.ts';
import type { Computers } from '../../src/contract/calls/computers.ts';
import { mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { Refusal } from '../../src/refusal.ts';
import { views } from '../../src/steps/views.ts';
import { createSender } from '../../src/transfer/sender.ts';
import { installationCodeOf } from '../activation/courier/codesOnPaper.ts';
import { emptyDisk, issueLicense, keysetOf, openDevice } from '../activation/environment.ts';
import { nova } from '../activation/secondProduct.ts';

export type Device = Awaited<ReturnType<typeof openDevice>>;
type Options = Parameters<typeof openDevice>[0];

export const serial = mintSerialNumber(new Uint8Array(12).fill(9));
export const offline = new Refusal('network-offline');
export const fileOf = (bytes: Uint8Array | null) => [new Blob([new Uint8Array(bytes ?? [])])];

/** @returns bytes that do not compress, the same each time */
export function noise(length: number): Uint8Array<ArrayBuffer> {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

export async function machine(options: Options = {}): Promise<Device> {
  const disk = options.disk ?? emptyDisk();
  disk.settings.set('role', 'machine');
  const device = await openDevice({ ...options, disk });
  device.environment.network = offline;
  await device.journey.machine.connect();
  return device;
}

export async function machineWithRequest(options: Options = {}): Promise<Device> {
  const device = await machine(options);
  await device.journey.machine.review();
  await device.journey.machine.createRequest();
  return device;
}

export async function activatedMachine(options: Options = {}, change: Parameters<typeof issueLicense>[1] = {}) {
  const device = await machineWithRequest(options);
  const request = device.disk.machine.request ?? new Uint8Array();
  await device.journey.intake.deliver(fileOf(await issueLicense({ request, licenseType: 'pro' }, change)));
  return device;
}

/** A machine in a room that only paper and voices leave. */
export async function machineTyping(at: 'installation-code' | 'confirmation-code', options: Options = {}) {
  const device = await machineWithRequest(options);
  await views.get(at)?.load?.();
  const codes = device.journey.part(typedCodeActions);
  if (at === 'installation-code') codes.showInstallationCode();
  else codes.showEntry();
  return device;
}

/** A machine with Pro that gets a newer Personal, which asks first. */
export async function machineWithOffer(options: Options = {}, change: Parameters<typeof issueLicense>[1] = {}) {
  const device = await machineWithRequest(options);
  const request = device.disk.machine.request ?? new Uint8Array();
  const pro = await issueLicense({ request, licenseType: 'pro' }, { features: ['export', 'render'] });
  await device.journey.intake.deliver(fileOf(pro));
  const later = { licenseId: 'BBBBBBBBBBBBBBBBBBBBBA', issuedAt: '2026-11-23T12:30:00Z' };
  const personal = { ...later, features: ['export'], stopDate: '2027-11-23T00:00:00Z', ...change };
  await device.journey.intake.deliver(fileOf(await issueLicense({ request, licenseType: 'personal' }, personal)));
  return device;
}

export async function machineAfterReturn(options: Options = {}): Promise<Device> {
  const device = await activatedMachine(options);
  device.journey.part(returningActions).ask();
  await device.journey.part(returningActions).confirm();
  return device;
}

export async function requestFile(installation: number): Promise<Uint8Array> {
  const { disk } = await machineWithRequest({ installation });
  return disk.machine.request ?? new Uint8Array();
}

/** A phone with the requests of a number of machines. */
export async function courierWith(count: number, options: Options = {}) {
  const device = await openDevice({ handheld: true, ...options });
  for (let number = 1; number <= count; number++) {
    await device.journey.intake.deliver(fileOf(await requestFile(10 + number)));
  }
  if (count > 1) device.journey.courier.collect();
  const requestIds = device.journey.state.value.carriedRequests.map(({ requestId }) => requestId);
  const order: Order = { for: 'carried-requests', requestIds };
  return { ...device, order, requestIds };
}

type Courier = Awaited<ReturnType<typeof courierWith>>;

export async function order({ journey, order }: Pick<Courier, 'journey' | 'order'>, type = 'personal'): Promise<void> {
  await journey.part(orderActions).chooseType(order, type);
  await journey.part(orderActions).confirmType(order);
  if (order.for === 'carried-requests' && order.requestIds.length > 1) await untilSent(journey);
}

/** Several orders are sent while the list is shown. */
function untilSent({ state }: Device['journey']): Promise<void> {
  return new Promise((resolve) => {
    const stop = state.subscribe(({ carriedRequests }) => {
      if (carriedRequests.some(({ stage }) => stage === 'waiting')) return;
      // The first call comes before `stop` is assigned.
      queueMicrotask(() => stop());
      resolve();
    });
  });
}

export async function courierWaiting(options: Options = {}) {
  const device = await courierWith(1, options);
  device.environment.network = offline;
  await order(device);
  return device;
}

export async function courierWithLicense(options: Options = {}) {
  const device = await courierWith(1, options);
  await order(device);
  return device;
}

/** A phone with the answer to an installation code that a person copied. */
export async function courierWithConfirmation(options: Options = {}) {
  const device = await courierWith(0, options);
  await Promise.all(['copied-code', 'license'].map((at) => views.get(at)?.load?.()));
  const codes = device.journey.part(copiedCodeActions);
  await codes.begin(await installationCodeOf(31));
  await codes.proceed();
  const requestIds = device.journey.state.value.carriedRequests.map(({ requestId }) => requestId);
  await order({ ...device, order: { for: 'carried-requests', requestIds } });
  return device;
}

export async function courierWithQuestion(details: Refusal['details'] = { changed: ['disk'], seat: 'moves' }) {
  const device = await courierWith(1);
  device.environment.refuse = ({ confirmChange }) => (confirmChange ? null : 'machine-changed');
  device.environment.details = details;
  await order(device);
  return device;
}

/** A phone with a return receipt of a machine. @param network why it cannot send it; null sends it */
export async function courierWithReceipt(network: Refusal | null, refuse: Refusal | null = null) {
  const returned = await machineAfterReturn({ installation: 30 });
  const device = await openDevice({ handheld: true });
  device.environment.network = network;
  device.environment.refuseReturn = refuse;
  await device.journey.intake.deliver(fileOf(returned.disk.machine.returns[0]?.receipt ?? null));
  await new Promise((resolve) => setTimeout(resolve, 0));
  return device;
}

export async function deviceWithFile(options: Options = {}): Promise<Device> {
  const device = await openDevice({ handheld: true, ...options });
  const bytes = new TextEncoder().encode('temperature;21.4');
  const code = createSender({ kind: 'file', name: 'log.csv', bytes }, 'https://example.test/').whole;
  await device.journey.intake.deliver(code?.text ?? '');
  return device;
}

export async function deviceThatSends(bytes: number, options: Options = {}): Promise<Device> {
  const device = await openDevice(options);
  await device.journey.fileTransfer.choose(new File([noise(bytes)], 'panel.bin'));
  return device;
}

/** The computers that a service lists for {@link serial}. */
export const computers: Computers = {
  licenseType: 'pro',
  holder: 'Ada Lovelace',
  seats: 3,
  seatsTaken: 2,
  expiresAt: '2027-11-30T23:00:00Z',
  releasesLeft: 2,
  nextReleaseAt: null,
  computers: [
    {
      id: 'seat-1',
      machine: 'K7QM-2X3Y',
      since: '2026-01-10T09:00:00Z',
      lastIssuedAt: '2026-10-01T09:00:00Z',
      licenseType: 'pro',
      stopDate: '2027-10-01T00:00:00Z',
    },
    {
      id: 'seat-2',
      machine: 'VCAK-WC7M',
      since: '2026-02-10T09:00:00Z',
      lastIssuedAt: '2026-02-10T09:00:00Z',
      licenseType: 'pro',
      stopDate: null,
    },
  ],
  next: null,
};

/** A page with a network loads these screens when they are shown for the first time. */
const loadComputerScreens = () =>
  Promise.all(['computers', 'computer-list', 'computer'].map((at) => views.get(at)?.load?.()));

export async function courierWithComputers(listed = computers, options: Options = {}): Promise<Device> {
  const device = await openDevice({ handheld: true, ...options });
  await loadComputerScreens();
  device.environment.computers = listed;
  device.journey.openComputers();
  await device.journey.part(computerActions).type(serial.toLowerCase());
  await device.journey.part(computerActions).list();
  return device;
}

const never = () => new Promise<never>(() => {});
const withService = (change: Partial<Ports['service']>) => (ports: Ports) => ({
  ...ports,
  service: { ...ports.service, ...change },
});

/** A browser that forbids storage. */
export const noStorage = { mode: 'refused', refusal: new Refusal('storage-unavailable') } as const;

/** A device on each screen, reached like a user would. */
export const devices: Readonly<Record<ScreenId, () => Promise<Device>>> = {
  async opening() {
    const device = await openDevice({});
    (device.journey.state as { value: typeof initialState }).value = initialState;
    return device;
  },
  'no-storage': () => openDevice({ storage: noStorage }),
  role: () => openDevice({}),
  async product() {
    const device = await openDevice(nova());
    await device.journey.chooseRole('machine');
    return device;
  },
  async connecting() {
    const device = await openDevice({ ports: withService({ greet: never }) });
    void device.journey.chooseRole('machine');
    await new Promise((resolve) => setTimeout(resolve, 0));
    return device;
  },
  'no-network': machine,
  async review() {
    const device = await machine();
    await device.journey.machine.review();
    return device;
  },
  request: machineWithRequest,
  'installation-code': () => machineTyping('installation-code'),
  'confirmation-code': () => machineTyping('confirmation-code'),
  collect: () => courierWith(0),
  async 'copied-code'() {
    const device = await courierWith(0);
    await views.get('copied-code')?.load?.();
    await device.journey.part(copiedCodeActions).begin();
    return device;
  },
  'license-type': () => courierWith(1),
  async 'serial-number'() {
    const device = await courierWith(1);
    await order(device, 'pro');
    return device;
  },
  async 'serial-table'() {
    const device = await courierWith(2);
    device.journey.part(batchActions).openTable(device.order);
    return device;
  },
  async outcome() {
    const device = await courierWith(2);
    await order(device);
    return device;
  },
  changed: courierWithQuestion,
  waiting: courierWaiting,
  license: courierWithLicense,
  async licenses() {
    const device = await courierWith(2);
    device.journey.part(batchActions).orderSeveral(device.requestIds);
    await order(device);
    device.journey.courier.showAll();
    return device;
  },
  async receive() {
    const device = await machineWithRequest();
    device.journey.machine.receive();
    return device;
  },
  async 'next-machine'() {
    const device = await courierWithLicense({});
    await views.get('next-machine')?.load?.();
    device.journey
      .part(tourActions)
      .begin(device.journey.state.value.carriedRequests.map(({ requestId }) => requestId));
    return device;
  },
  activated: activatedMachine,
  async confirmation() {
    const device = await activatedMachine();
    await views.get('confirmation')?.load?.();
    await device.journey.part(confirmationActions).confirm();
    return device;
  },
  'replace-license': machineWithOffer,
  async 'return-license'() {
    const device = await activatedMachine();
    device.journey.part(returningActions).ask();
    return device;
  },
  returned: machineAfterReturn,
  async 'return-code'() {
    const device = await machineAfterReturn();
    await views.get('return-code')?.load?.();
    device.journey.part(typedCodeActions).showReturnCode();
    return device;
  },
  receipt: () => courierWithReceipt(offline),
  async computers() {
    const device = await openDevice({ handheld: true });
    device.journey.openComputers();
    await loadComputerScreens();
    return device;
  },
  async settings() {
    const device = await openDevice({ handheld: true });
    device.journey.openSettings();
    await views.get('settings')?.load?.();
    return device;
  },
  async software() {
    const device = await openDevice({ handheld: true });
    device.journey.openSoftware();
    await views.get('software')?.load?.();
    return device;
  },
  'computer-list': courierWithComputers,
  async computer() {
    const device = await courierWithComputers();
    device.journey.part(computerActions).open('seat-1');
    return device;
  },
  async export() {
    const device = await courierWith(2);
    await views.get('export')?.load?.();
    device.journey.openExport();
    return device;
  },
  async import() {
    const { disk } = await courierWith(2);
    const exported = { requests: [...disk.carriedRequests.values()], receipts: [] };
    const device = await openDevice({ handheld: true });
    await views.get('import')?.load?.();
    await device.journey.intake.deliver(fileOf(writeExport(exported, '2026-11-23T12:00:00Z')));
    return device;
  },
  async keyset() {
    const device = await openDevice({});
    await device.journey.intake.deliver(fileOf(await keysetOf({ version: 2, epoch: 1 })));
    return device;
  },
  async 'file-transfer'() {
    const device = await openDevice({});
    device.journey.fileTransfer.begin();
    return device;
  },
  sending: () => deviceThatSends(20),
  arrived: deviceWithFile,
};
