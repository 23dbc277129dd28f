import { describe, expect, it, vi } from 'vitest';
import { batchActions } from '../../src/activation/courier/batchOrders.ts';
import { orderActions } from '../../src/activation/order.ts';
import type { Order } from '../../src/activation/screens.ts';
import { encodeBase64Url } from '../../src/crypto/base64.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { writeRequest } from '../../src/documents/request.ts';
import { writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { courierWith, fileOf, requestFile } from '../steps/devices.ts';
import { type Disk, emptyDisk, issueLicense, keysetOf, openDevice } from './environment.ts';
import { nova, novaKeyset, novaSigningKey } from './secondProduct.ts';

/** A request of a machine. @param number tells machines apart */
function requestOf(product: string, number: number): Promise<Uint8Array> {
  const signer = seedSigner(new Uint8Array(32).fill(number));
  return writeRequest(
    {
      requestId: encodeBase64Url(new Uint8Array(16).fill(number)),
      product,
      productVersion: '2.0',
      createdAt: '2026-11-23T11:00:00Z',
      installationKey: signer.publicKey,
      keysetVersion: 1,
      bindingStrength: 'weak',
      bindings: [],
    },
    signer,
  );
}

async function phone(disk?: Disk) {
  const second = nova();
  const device = await openDevice({ handheld: true, ...second, ...(disk && { disk }) });
  return { ...device, ...second };
}

const orderFor = (...requestIds: readonly string[]): Order => ({ for: 'carried-requests', requestIds });
const idOf = (number: number) => encodeBase64Url(new Uint8Array(16).fill(number));

describe('the phone of a vendor with two products', () => {
  it('orders each request as its own product, from its own service', async () => {
    const { journey, environment, disk, novaDisk, novaOrders } = await phone();
    await journey.intake.deliver(fileOf(await requestFile(11)));
    await journey.intake.deliver(fileOf(await requestOf('nova', 12)));
    const [first, second] = journey.state.value.carriedRequests.map(({ requestId }) => orderFor(requestId));
    if (!first || !second) return expect.fail('two requests were taken');
    expect(
      journey
        .part(orderActions)
        .typesOf(first)
        .map(({ id }) => id),
    ).toEqual(['personal', 'pro', 'trial']);
    expect(
      journey
        .part(orderActions)
        .typesOf(second)
        .map(({ id }) => id),
    ).toEqual(['site']);

    await journey.part(orderActions).chooseType(second, 'site');
    await journey.part(orderActions).confirmType(second);
    expect(journey.outgoing.value).toMatchObject({ fileName: expect.stringMatching(/^nova-.*\.nova$/) });
    expect(journey.inFront.value?.product.name).toBe('Nova');
    journey.courier.collect();
    expect(journey.inFront.value).toBeNull();
    await journey.part(orderActions).chooseType(first, 'personal');
    await journey.part(orderActions).confirmType(first);

    expect([environment.orders.length, novaOrders.length]).toEqual([1, 1]);
    const stages = (from: Disk) => [...from.carriedRequests.values()].map(({ product, stage }) => [product, stage]);
    expect(stages(disk)).toEqual([['orrery', 'licensed']]);
    expect(stages(novaDisk)).toEqual([['nova', 'licensed']]);
    expect(journey.courier.licenseOf(idOf(12))?.product).toBe('nova');
  });

  it('refuses a license of the other product', async () => {
    const request = await requestOf('nova', 12);
    const answered = await issueLicense({ request, licenseType: 'site' });
    const second = nova();
    const { journey } = await openDevice({
      handheld: true,
      others: async (ports, otherTabs) => {
        const [one] = await second.others(ports, otherTabs);
        return one ? [{ ...one, service: { ...one.service, activate: async () => answered } }] : [];
      },
    });
    await journey.intake.deliver(fileOf(request));
    await journey.part(orderActions).chooseType(orderFor(idOf(12)), 'site');
    await journey.part(orderActions).confirmType(orderFor(idOf(12)));
    expect(journey.state.value.refusal?.code).toBe('key-unknown');
    expect(journey.state.value.carriedRequests).toMatchObject([{ stage: 'open', license: null }]);
  });

  it('orders all open requests of one product, and bundles its licenses alone', async () => {
    const { journey, environment, novaOrders } = await phone();
    for (const file of [
      await requestFile(11),
      await requestOf('nova', 12),
      await requestFile(13),
      await requestOf('nova', 14),
    ])
      await journey.intake.deliver(fileOf(file));
    for (const [product, type] of [
      ['nova', 'site'],
      ['orrery', 'personal'],
    ] as const) {
      const ofProduct = journey.state.value.carriedRequests.filter((one) => one.product === product);
      journey.part(batchActions).orderSeveral(ofProduct.map(({ requestId }) => requestId));
      const { screen } = journey.state.value;
      if (!('order' in screen)) return expect.fail('no form');
      await journey.part(orderActions).chooseType(screen.order, type);
      await journey.part(orderActions).confirmType(screen.order);
    }
    await vi.waitFor(() => expect(journey.state.value.carriedRequests.every(({ license }) => license)).toBe(true));
    expect([environment.orders.length, novaOrders.length]).toEqual([2, 2]);
    journey.courier.showAll('nova');
    const bundled = new TextDecoder().decode(journey.outgoing.value?.file);
    expect(bundled.split('<Product Value="nova"/>')).toHaveLength(3);
    expect(bundled).not.toContain('<Product Value="orrery"/>');
    expect(journey.outgoing.value?.fileName).toBe('nova-licenses.nova');
  });

  it('refuses a request of a third product, and names the products that it serves', async () => {
    const { journey } = await phone();
    await journey.intake.deliver(fileOf(await requestOf('astrolab', 12)));
    expect(journey.state.value.refusal).toEqual({
      code: 'product-other',
      details: { expected: 'orrery', found: 'astrolab', products: ['Orrery Studio', 'Nova'] },
    });
    expect(journey.state.value.carriedRequests).toEqual([]);
  });

  it('sends each return receipt to the service of its product', async () => {
    const { journey, environment, novaReceipts, novaDisk } = await phone();
    const signer = seedSigner(new Uint8Array(32).fill(12));
    const fields = { licenseId: idOf(1), counter: 1, nonce: idOf(2), returnedAt: '2026-11-23T11:00:00Z' };
    const receipt = await writeReturnReceipt({ ...fields, product: 'nova', installationKey: signer.publicKey }, signer);
    await journey.intake.deliver(fileOf(receipt));
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect([environment.receipts.length, novaReceipts.length]).toEqual([0, 1]);
    expect([...novaDisk.receipts.values()]).toMatchObject([{ product: 'nova', answer: { outcome: 'returned' } }]);
  });

  it('takes a keyset of either product, and keeps it for that product', async () => {
    const { journey, disk, novaDisk } = await phone();
    await journey.intake.deliver(fileOf(await novaKeyset({ version: 4, epoch: 1 })));
    expect(journey.state.value).toMatchObject({ screen: { at: 'keyset', product: 'nova' }, refusal: null });
    expect(novaDisk.settings.get('keyset')).toMatch(/^1\.4\n/);
    expect(disk.settings.get('keyset')).toMatch(/^1\.1\n/);
    await journey.intake.deliver(fileOf(await keysetOf({ version: 3, epoch: 1 })));
    expect(disk.settings.get('keyset')).toMatch(/^1\.3\n/);
    // The other product's keyset is older than this: each is compared with its own.
    await journey.intake.deliver(fileOf(await novaKeyset({ version: 2, epoch: 1 })));
    expect(journey.state.value.refusal?.code).toBe('keyset-rollback');
  });

  it('has the records of both again after a reload, oldest first', async () => {
    const { journey, disk, novaDisk } = await phone();
    await journey.intake.deliver(fileOf(await requestOf('nova', 12)));
    await journey.intake.deliver(fileOf(await requestFile(11)));
    const again = await openDevice({ handheld: true, disk, ...nova(novaDisk) });
    expect(again.journey.state.value.carriedRequests.map(({ product }) => product).sort()).toEqual(['nova', 'orrery']);
    await again.journey.courier.remove(idOf(12));
    expect(novaDisk.carriedRequests.size).toBe(0);
    expect(disk.carriedRequests.size).toBe(1);
  });

  it('has the records of a page of one product', async () => {
    const before = await courierWith(2);
    const { journey } = await phone(before.disk);
    expect(journey.state.value.carriedRequests).toHaveLength(2);
  });
});

describe('a machine on the page of two products', () => {
  it('asks for the product once, and is then a machine of that product', async () => {
    const second = nova();
    const device = await openDevice(second);
    await device.journey.chooseRole('machine');
    expect(device.journey.state.value.screen).toEqual({ at: 'product' });
    await device.journey.chooseProduct('nova');
    device.journey.machine.review();
    await device.journey.machine.createRequest();
    expect(device.journey.profile.product.id).toBe('nova');
    expect(new TextDecoder().decode(second.novaDisk.machine.request ?? undefined)).toContain('<Product Value="nova"/>');
    expect(device.disk.machine.request).toBeNull();

    const again = await openDevice({ disk: device.disk, ...nova(second.novaDisk) });
    expect(again.journey.state.value).toMatchObject({ product: 'nova', screen: { at: 'request' } });
  });

  it('keeps the two products apart, and goes from one to the other', async () => {
    const second = nova();
    const { journey, disk } = await openDevice(second);
    await journey.chooseRole('machine');
    await journey.chooseProduct('orrery');
    await journey.machine.createRequest();
    const ofOrrery = disk.machine.request;
    await journey.chooseProduct('nova');
    expect(journey.state.value.machine.request).toBeNull();
    await journey.machine.createRequest();
    await journey.chooseProduct('orrery');
    expect(journey.state.value.machine.request).toEqual(ofOrrery);
    expect(journey.state.value.screen.at).toBe('request');
  });

  it('becomes a machine of the product that its license is for', async () => {
    const second = nova();
    const { journey, disk } = await openDevice(second);
    await journey.chooseRole('machine');
    await journey.chooseProduct('nova');
    await journey.machine.createRequest();
    const request = second.novaDisk.machine.request ?? new Uint8Array();
    await journey.chooseProduct('orrery');
    const bundle = joinBundle([
      await issueLicense({ request: await requestOf('nova', 40), licenseType: 'site' }, {}, novaSigningKey),
      await issueLicense({ request, licenseType: 'site' }, {}, novaSigningKey),
    ]);
    await journey.intake.deliver(fileOf(bundle));
    expect(journey.state.value).toMatchObject({ product: 'nova', screen: { at: 'activated' }, refusal: null });
    expect(second.novaDisk.machine.license).not.toBeNull();
    expect(disk.machine.license).toBeNull();
  });

  it('takes its own license out of a bundle of both products', async () => {
    const second = nova();
    const { journey, disk } = await openDevice(second);
    await journey.chooseRole('machine');
    await journey.chooseProduct('orrery');
    await journey.machine.createRequest();
    const request = disk.machine.request ?? new Uint8Array();
    const others = await issueLicense(
      { request: await requestOf('nova', 40), licenseType: 'site' },
      {},
      novaSigningKey,
    );
    await journey.intake.deliver(fileOf(joinBundle([others, await issueLicense({ request, licenseType: 'pro' })])));
    expect(journey.state.value).toMatchObject({ product: 'orrery', screen: { at: 'activated' }, refusal: null });
  });

  it('asks before a license of its product replaces a better one, as a page of one product does', async () => {
    const second = nova();
    const { journey } = await openDevice(second);
    await journey.chooseRole('machine');
    await journey.chooseProduct('nova');
    await journey.machine.createRequest();
    const request = second.novaDisk.machine.request ?? new Uint8Array();
    const term = { issuedAt: '2026-11-23T12:00:00Z', stopDate: '2027-11-23T00:00:00Z' };
    const shorter = { ...term, issuedAt: '2026-11-23T12:00:01Z', stopDate: '2026-12-23T00:00:00Z' };
    const licenseOf = (change: object) => issueLicense({ request, licenseType: 'site' }, change, novaSigningKey);
    await journey.intake.deliver(fileOf(await licenseOf(term)));
    expect(journey.state.value.screen.at).toBe('activated');
    await journey.chooseProduct('orrery');
    expect(journey.state.value.license).toBeNull();
    await journey.intake.deliver(fileOf(await licenseOf({ ...shorter, licenseId: idOf(9) })));
    expect(journey.state.value).toMatchObject({ product: 'nova', screen: { at: 'replace-license' } });
  });

  it('does not ask when only one product has records of a page of one product', async () => {
    const disk = emptyDisk();
    const before = await openDevice({ disk });
    await before.journey.chooseRole('machine');
    await before.journey.machine.createRequest();
    const { journey } = await openDevice({ disk, ...nova() });
    expect(journey.state.value).toMatchObject({ product: 'orrery', role: 'machine', screen: { at: 'request' } });
  });
});

it('never asks for the product on the page of one product', async () => {
  const { journey } = await openDevice({});
  await journey.chooseRole('machine');
  expect(journey.state.value.product).toBeNull();
  expect(journey.state.value.screen.at).not.toBe('product');
  expect(journey.several).toBe(false);
});
