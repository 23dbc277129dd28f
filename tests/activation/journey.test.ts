import { describe, expect, it, vi } from 'vitest';
import { batchActions } from '../../src/activation/courier/batchOrders.ts';
import type { Journey } from '../../src/activation/journey.ts';
import { orderActions } from '../../src/activation/order.ts';
import { readRequest } from '../../src/documents/request.ts';
import { mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { Refusal } from '../../src/refusal.ts';
import { emptyDisk, issueLicense, openDevice } from './environment.ts';

const offline = new Refusal('network-offline');
const serial = mintSerialNumber(new Uint8Array(12).fill(9));

const at = (journey: Journey) => journey.state.value.screen.at;
const refusal = (journey: Journey) => journey.state.value.refusal?.code ?? null;
const fileOf = (bytes: Uint8Array | null) => [new Blob([new Uint8Array(bytes ?? [])])];

async function machineWithRequest(disk = emptyDisk(), installation = 7) {
  disk.settings.set('role', 'machine');
  const device = await openDevice({ disk, installation });
  device.journey.machine.review();
  await device.journey.machine.createRequest();
  return { ...device, request: device.environment.disk.machine.request ?? new Uint8Array() };
}

async function courierWith(request: Uint8Array) {
  const device = await openDevice({ handheld: true });
  await device.journey.intake.deliver(fileOf(request));
  const [carriedRequest] = device.journey.state.value.carriedRequests;
  return { ...device, order: { for: 'carried-requests', requestIds: [carriedRequest?.requestId ?? ''] } as const };
}

async function orderPro({ journey, order }: Awaited<ReturnType<typeof courierWith>>) {
  await journey.part(orderActions).chooseType(order, 'pro');
  await journey.part(orderActions).confirmType(order);
  await journey.part(orderActions).typeSerialNumber(order, serial);
  await journey.part(orderActions).submit(order);
}

describe('the machine', () => {
  it('goes straight to the license type when the service answers', async () => {
    const disk = emptyDisk();
    disk.settings.set('role', 'machine');
    const { journey } = await openDevice({ disk });
    expect(at(journey)).toBe('license-type');
  });

  it('activates online at once', async () => {
    const disk = emptyDisk();
    disk.settings.set('role', 'machine');
    const { journey } = await openDevice({ disk });
    const order = { for: 'this-machine' } as const;
    await journey.part(orderActions).chooseType(order, 'personal');
    await journey.part(orderActions).confirmType(order);
    expect(at(journey)).toBe('activated');
    expect(disk.machine.license).not.toBeNull();
    expect(disk.machine.draft.serialNumber).toBe('');
  });

  it('offers manual activation when the service does not answer', async () => {
    const disk = emptyDisk();
    disk.settings.set('role', 'machine');
    const device = openDevice({ disk });
    const { journey, environment } = await device;
    environment.network = new Refusal('service-unreachable');
    await journey.machine.connect();
    expect(at(journey)).toBe('no-network');
    expect(journey.state.value.unreachable?.code).toBe('service-unreachable');
  });

  it('shows the same request again after a reload', async () => {
    const { journey, environment } = await machineWithRequest();
    const before = journey.outgoing.value?.file;
    const again = await openDevice({ disk: environment.disk });
    expect(at(again.journey)).toBe('request');
    expect(again.journey.outgoing.value?.file).toEqual(before);
  });

  it('is activated by the license that answers its request, and stays activated after a reload', async () => {
    const { journey, environment, request } = await machineWithRequest();
    await journey.intake.deliver(fileOf(await issueLicense({ request, licenseType: 'pro' })));
    expect(at(journey)).toBe('activated');
    const again = await openDevice({ disk: environment.disk });
    expect(at(again.journey)).toBe('activated');
  });

  it('accepts a license that answers one of its earlier requests', async () => {
    const { journey, request } = await machineWithRequest();
    await journey.machine.startOver();
    await journey.machine.createRequest();
    await journey.intake.deliver(fileOf(await issueLicense({ request, licenseType: 'pro' })));
    expect(at(journey)).toBe('activated');
  });

  it('refuses another machine’s license and keeps its own', async () => {
    const { journey, environment } = await machineWithRequest();
    journey.machine.receive();
    const other = await machineWithRequest(emptyDisk(), 8);
    await journey.intake.deliver(fileOf(await issueLicense({ request: other.request, licenseType: 'pro' })));
    expect(refusal(journey)).toBe('installation-other');
    expect(environment.disk.machine.request).not.toBeNull();
    journey.closeRefusal();
    expect(at(journey)).toBe('receive');
  });

  it('keeps the license in force when a later one is refused', async () => {
    const { journey, environment, request } = await machineWithRequest();
    const license = await issueLicense({ request, licenseType: 'pro' });
    await journey.intake.deliver(fileOf(license));
    const expired = await issueLicense({ request, licenseType: 'pro' }, { stopDate: '2026-11-23T01:00:00Z' });
    await journey.intake.deliver(fileOf(expired));
    expect(refusal(journey)).toBe('license-expired');
    expect(environment.disk.machine.license).toEqual(license);
  });

  it('explains that its own request is not a license', async () => {
    const { journey, request } = await machineWithRequest();
    await journey.intake.deliver(fileOf(request));
    expect(refusal(journey)).toBe('document-type-wrong');
  });

  it('reports that its license has expired, and keeps its facts in reach', async () => {
    const { journey, environment, request } = await machineWithRequest();
    environment.disk.machine = {
      ...environment.disk.machine,
      license: await issueLicense({ request, licenseType: 'pro' }, { stopDate: '2026-11-23T01:00:00Z' }),
    };
    expect(at(journey)).toBe('request');
    const again = await openDevice({ disk: environment.disk });
    expect(at(again.journey)).toBe('activated');
    expect(again.journey.state.value.outOfTerm?.code).toBe('license-expired');
    expect(again.journey.state.value.license?.licenseType).toBe('pro');
  });

  it('reports at once that a full disk did not store the request, and still shows it', async () => {
    const disk = emptyDisk();
    disk.settings.set('role', 'machine');
    const { journey } = await openDevice({ disk });
    disk.refusal = new Refusal('storage-full');
    await journey.machine.createRequest();
    expect(journey.state.value.storageError?.code).toBe('storage-full');
    expect(journey.outgoing.value?.kind).toBe('request');
    disk.refusal = null;
    await journey.machine.startOver();
    expect(journey.state.value.storageError).toBeNull();
  });
});

describe('the device with internet', () => {
  it('takes its request from the code that opened the page, in any role', async () => {
    const { journey: machine } = await machineWithRequest();
    const request = machine.outgoing.value?.file ?? new Uint8Array();
    const disk = emptyDisk();
    disk.settings.set('role', 'machine');
    const { journey } = await openDevice({ disk, fragment: new TextDecoder().decode(request) });
    expect(at(journey)).toBe('license-type');
    expect(journey.state.value.role).toBe('courier');
  });

  it('is not turned into a machine by a link to a license that is not genuine', async () => {
    const { request } = await machineWithRequest();
    const license = new TextDecoder().decode(await issueLicense({ request, licenseType: 'personal' }));
    const disk = emptyDisk();
    disk.settings.set('role', 'courier');
    const { journey } = await openDevice({ disk, fragment: license.replace('personal', 'business') });
    expect(refusal(journey)).toBe('signature-invalid');
    expect(journey.state.value.role).toBe('courier');
    expect(disk.settings.get('role')).toBe('courier');
  });

  it('gets a license and forgets the serial number', async () => {
    const { request } = await machineWithRequest();
    const phone = await courierWith(request);
    await orderPro(phone);
    expect(at(phone.journey)).toBe('license');
    expect(phone.environment.orders[0]?.serialNumber).toBe(serial);
    expect(JSON.stringify([...phone.environment.disk.carriedRequests.values()])).not.toContain(serial);
  });

  it('asks for no serial number when the license type does not need one', async () => {
    const { request } = await machineWithRequest();
    const { journey, environment, order } = await courierWith(request);
    await journey.part(orderActions).chooseType(order, 'personal');
    await journey.part(orderActions).confirmType(order);
    expect(at(journey)).toBe('license');
    expect(environment.orders[0]).not.toHaveProperty('serialNumber');
  });

  it('keeps the order without a connection, survives a restart, and sends it when connected', async () => {
    const { request } = await machineWithRequest();
    const phone = await courierWith(request);
    phone.environment.network = offline;
    await orderPro(phone);
    expect(at(phone.journey)).toBe('waiting');

    const later = await openDevice({ handheld: true, disk: phone.environment.disk });
    await vi.waitFor(() => expect(at(later.journey)).toBe('license'));
    expect(later.environment.orders[0]?.serialNumber).toBe(serial);
  });

  it('sends the order automatically when the connection returns, and only once', async () => {
    const { request } = await machineWithRequest();
    const phone = await courierWith(request);
    phone.environment.network = offline;
    await orderPro(phone);
    phone.environment.network = null;
    phone.environment.goOnline();
    phone.environment.goOnline();
    phone.environment.elapse();
    await vi.waitFor(() => expect(at(phone.journey)).toBe('license'));
    expect(phone.environment.orders).toHaveLength(1);
  });

  it('returns to the form with the reason when a waiting order is refused', async () => {
    const { request } = await machineWithRequest();
    const phone = await courierWith(request);
    phone.environment.network = offline;
    await orderPro(phone);
    phone.environment.network = new Refusal('serial-refused');
    phone.environment.elapse();
    await vi.waitFor(() => expect(refusal(phone.journey)).toBe('serial-refused'));
    expect(phone.journey.state.value.carriedRequests[0]?.stage).toBe('open');
    expect(phone.journey.part(orderActions).draftOf(phone.order).serialNumber).toBe(serial);
  });

  it('refuses an answer that the vendor did not sign and keeps the order', async () => {
    const { request } = await machineWithRequest();
    const phone = await courierWith(request);
    phone.environment.issue = { requestId: 'BBBBBBBBBBBBBBBBBBBBBA' };
    await orderPro(phone);
    expect(refusal(phone.journey)).toBe('request-other');
    expect(phone.journey.state.value.carriedRequests[0]?.license).toBeNull();
  });

  it('does not send a serial number with a typing mistake', async () => {
    const { request } = await machineWithRequest();
    const { journey, environment, order } = await courierWith(request);
    const wrong = (serial.startsWith('0') ? '1' : '0') + serial.slice(1);
    await journey.part(orderActions).chooseType(order, 'pro');
    await journey.part(orderActions).typeSerialNumber(order, wrong);
    await journey.part(orderActions).submit(order);
    expect(refusal(journey)).toBe('serial-malformed');
    expect(environment.orders).toHaveLength(0);
    expect(journey.part(orderActions).readSerialNumber(order)).toMatchObject({
      status: 'mistyped',
      suggestion: serial,
    });
  });

  it('adds the same request once and continues where it was', async () => {
    const { request } = await machineWithRequest();
    const phone = await courierWith(request);
    await orderPro(phone);
    await phone.journey.intake.deliver(fileOf(request));
    expect(phone.journey.state.value.carriedRequests).toHaveLength(1);
    expect(at(phone.journey)).toBe('license');
  });

  it('offers the license on screen for download when the disk is full', async () => {
    const { request } = await machineWithRequest();
    const phone = await courierWith(request);
    phone.environment.disk.refusal = new Refusal('storage-full');
    await orderPro(phone);
    expect(phone.journey.outgoing.value?.kind).toBe('license');
    expect(phone.journey.state.value.storageError?.code).toBe('storage-full');
  });

  it.each([
    ['', 'file-empty'],
    ['<html><body>Sign in</body></html>', 'file-is-web-page'],
    ['https://example.org/', 'file-unrecognized'],
  ])('explains a pasted %j', async (text, code) => {
    const { journey } = await openDevice({ handheld: true });
    await journey.intake.deliver(text);
    expect(refusal(journey)).toBe(code);
  });

  it.each([
    ['', 'file-empty'],
    ['<!doctype html><html></html>', 'file-is-web-page'],
    ['hello', 'file-unrecognized'],
  ])('explains a file that holds %j', async (text, code) => {
    const { journey } = await openDevice({ handheld: true });
    await journey.intake.deliver([new Blob([text])]);
    expect(refusal(journey)).toBe(code);
  });
});

it('no device takes in more documents than one trip has', async () => {
  const { request } = await machineWithRequest();
  const { journey } = await openDevice({ handheld: true });
  const text = new TextDecoder().decode(request);
  const many = Array.from({ length: 501 }, (_, at) => text.replace(/(KeyId="[^"]*">)..../, `$1${1000 + at}`));
  await journey.intake.deliver(many.join('\n'));
  expect(journey.state.value.refusal).toMatchObject({ code: 'file-too-large', details: { documents: 501 } });
});

describe('returning to a screen', () => {
  it('never shows a license of another type', async () => {
    const { request } = await machineWithRequest();
    const phone = await courierWith(request);
    await phone.journey.part(orderActions).chooseType(phone.order, 'personal');
    await phone.journey.part(orderActions).confirmType(phone.order);
    expect(phone.journey.courier.licenseOf(phone.order.requestIds[0] ?? '')?.licenseType).toBe('personal');
    await orderPro(phone);
    expect(refusal(phone.journey)).toBe('request-id-reused');
    expect(phone.environment.orders).toHaveLength(1);
  });

  it('shows the outcome', async () => {
    const { request } = await machineWithRequest();
    const phone = await courierWith(request);
    const [requestId = ''] = phone.order.requestIds;
    phone.environment.network = offline;
    await orderPro(phone);
    await phone.journey.courier.reconsider(requestId);
    phone.environment.navigateTo({ at: 'waiting', requestId });
    expect(at(phone.journey)).toBe('license-type');
    phone.environment.network = null;
    await orderPro(phone);
    phone.environment.navigateTo({ at: 'serial-number', order: phone.order });
    expect(at(phone.journey)).toBe('license');
    await phone.journey.courier.remove(requestId);
    phone.environment.navigateTo({ at: 'license', requestId });
    await vi.waitFor(() => expect(at(phone.journey)).toBe('collect'));
  });

  it('stays, and with it the role, after a reload on a device whose role nobody chose', async () => {
    const { journey } = await openDevice({ entry: { at: 'collect' } });
    expect(journey.state.value).toMatchObject({ screen: { at: 'collect' }, role: 'courier' });
  });

  it('stays where the person went while the service was looked for', async () => {
    let answer = () => {};
    const greet = () =>
      new Promise<void>((resolve) => {
        answer = resolve;
      });
    const { journey } = await openDevice({ ports: (ports) => ({ ...ports, service: { ...ports.service, greet } }) });
    const looking = journey.chooseRole('machine');
    await vi.waitFor(() => expect(at(journey)).toBe('connecting'));
    await journey.machine.review();
    answer();
    await looking;
    expect(at(journey)).toBe('review');
  });

  it('restores the role', async () => {
    const { journey, environment } = await openDevice({ handheld: true });
    await journey.chooseRole('machine');
    environment.navigateTo({ at: 'collect' });
    expect(journey.state.value.role).toBe('courier');
  });

  it('continues there after a reload, without the camera', async () => {
    const { request, environment } = await machineWithRequest();
    const again = await openDevice({ disk: environment.disk, entry: { at: 'receive', camera: true } });
    expect(again.journey.state.value.screen).toEqual({ at: 'receive' });
    await again.journey.intake.deliver(fileOf(await issueLicense({ request, licenseType: 'pro' })));
    const later = await openDevice({ disk: environment.disk, entry: { at: 'receive' } });
    expect(at(later.journey)).toBe('activated');
  });

  it('stays on the screen the user opened while an order was in progress', async () => {
    const { request } = await machineWithRequest();
    const phone = await courierWith(request);
    await phone.journey.part(orderActions).chooseType(phone.order, 'personal');
    const ordering = phone.journey.part(orderActions).confirmType(phone.order);
    phone.journey.courier.collect();
    await ordering;
    expect(at(phone.journey)).toBe('collect');
    expect(phone.journey.state.value.carriedRequests[0]?.stage).toBe('licensed');
  });
});

describe('a whole room', () => {
  async function room() {
    const machines = [];
    for (const installation of [11, 12, 13]) machines.push(await machineWithRequest(emptyDisk(), installation));
    const phone = await openDevice({ handheld: true });
    await phone.journey.intake.deliver(machines.flatMap(({ request }) => fileOf(request)));
    return { machines, phone };
  }

  it('is imported together, ordered at once, and each machine finds its own license', async () => {
    const { machines, phone } = await room();
    expect(at(phone.journey)).toBe('collect');
    phone.journey
      .part(batchActions)
      .orderSeveral(phone.journey.state.value.carriedRequests.map(({ requestId }) => requestId));
    const { screen } = phone.journey.state.value;
    const order = screen.at === 'license-type' ? screen.order : ({ for: 'this-machine' } as const);
    await phone.journey.part(orderActions).chooseType(order, 'pro');
    await phone.journey.part(orderActions).confirmType(order);
    await phone.journey.part(orderActions).typeSerialNumber(order, serial);
    await phone.journey.part(orderActions).submit(order);
    expect(at(phone.journey)).toBe('outcome');
    await vi.waitFor(() =>
      expect(phone.journey.state.value.carriedRequests.every(({ license }) => license)).toBe(true),
    );
    expect(phone.environment.orders.map((sent) => sent.serialNumber)).toEqual([serial, serial, serial]);

    phone.journey.courier.showAll();
    const bundle = phone.journey.outgoing.value?.file ?? new Uint8Array();
    for (const { journey } of machines) {
      await journey.intake.deliver(fileOf(bundle));
      expect(at(journey)).toBe('activated');
    }
    const stranger = await machineWithRequest(emptyDisk(), 14);
    await stranger.journey.intake.deliver(fileOf(bundle));
    expect(refusal(stranger.journey)).toBe('installation-other');
  });

  it('continues with the other orders when one is refused', async () => {
    const { machines, phone } = await room();
    const refused = machines[1]?.journey.pendingRequestId.value;
    phone.environment.refuse = (order) => (readRequest(order.request).requestId === refused ? 'seats-exhausted' : null);
    phone.journey
      .part(batchActions)
      .orderSeveral(phone.journey.state.value.carriedRequests.map(({ requestId }) => requestId));
    const { screen } = phone.journey.state.value;
    const order = screen.at === 'license-type' ? screen.order : ({ for: 'this-machine' } as const);
    await phone.journey.part(orderActions).chooseType(order, 'personal');
    await phone.journey.part(orderActions).confirmType(order);
    expect(refusal(phone.journey)).toBeNull();
    expect(at(phone.journey)).toBe('outcome');
    const stages = () =>
      phone.journey.state.value.carriedRequests.map((carriedRequest) => [
        carriedRequest.stage,
        carriedRequest.refusal?.code ?? null,
      ]);
    await vi.waitFor(() =>
      expect(stages()).toEqual([
        ['licensed', null],
        ['open', 'seats-exhausted'],
        ['licensed', null],
      ]),
    );
  });
});

describe('the role', () => {
  it.each([
    [{ handheld: true }, 'collect'],
    [{ handheld: false }, 'role'],
  ])('is guessed from the device: %j', async (options, screen) => {
    const { journey } = await openDevice(options);
    expect(at(journey)).toBe(screen);
  });

  it('can be changed and is stored', async () => {
    const { journey, environment } = await openDevice({ handheld: true });
    await journey.chooseRole('machine');
    expect(at(journey)).toBe('license-type');
    expect(environment.disk.settings.get('role')).toBe('machine');
  });
});
