import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCatalog } from '../../../server/demo/vendor.ts';
import type { Keystore } from '../../../server/keys/keystore.ts';
import { makePrivateKey, nodeSigner } from '../../../server/keys/nodeSigner.ts';
import { mintSerials } from '../../../server/licensing/administration/mintSerials.ts';
import type { SoldProduct } from '../../../server/licensing/products.ts';
import { findAuditBreak } from '../../../server/store/audit.ts';
import { addToken, mintToken, type Scope } from '../../../server/tokens.ts';
import { openLicense, readLicense } from '../../../src/documents/license.ts';
import { propertyRuns } from '../../propertyRuns.ts';
import { presetGuard } from '../../server/http/adminCalls.ts';
import { installedKeyset } from '../../server/keys/keysets.ts';
import { bindingsOf, machineWith, requestOf } from '../../server/machines.ts';
import { receiptOf } from '../../server/receipts.ts';
import { engines } from '../databases/engines.ts';
import { openService, serviceTime, type TestService } from '../databases/testService.ts';

type Id = 'orrery' | 'nova';
const ids: readonly Id[] = ['orrery', 'nova'];
/** Wrong serial numbers are tried on purpose. */
const unlimited = {
  ...presetGuard,
  failedOrders: { ...presetGuard.failedOrders, quota: 0 },
  failedSerial: { ...presetGuard.failedSerial, quota: 0 },
};
const newKeystore = (): Keystore => ({ signers: [nodeSigner(makePrivateKey())], pepper: randomBytes(32) });

/** A second product, with the license types of the first. */
async function secondProduct(keystore = newKeystore()): Promise<SoldProduct> {
  const catalog = { ...demoCatalog, product: { id: 'nova', name: 'Nova', version: '1' } };
  return { catalog, keystore, keyset: (await installedKeyset(keystore.signers, 4, { product: 'nova' })).keyset };
}

describe.each(engines)('two products on one service, on $name', (engine) => {
  let service: TestService;
  beforeEach(async () => {
    service = await openService({ engine, guard: unlimited, others: [await secondProduct()] });
  });
  afterEach(() => service.close());

  const sold = (id: Id) => service.products.get(id) as SoldProduct;
  const machine = (hardware: string) => {
    const { signer } = machineWith(hardware);
    const of = (product: Id) => ({ signer, bindings: bindingsOf(hardware, product) });
    return { of, request: (product: Id) => requestOf(of(product), { product, keysetVersion: 4 }) };
  };
  type Computer = ReturnType<typeof machine>;

  async function sell(product: Id, seats: number): Promise<string> {
    const { catalog, keystore } = sold(product);
    const parts = { writer: service.writer, catalog, pepper: keystore.pepper, actor: 'command-line', now } as const;
    const [minted] = await mintSerials(parts, { licenseType: 'pro', seats, count: 1 });
    return minted?.serialNumber ?? '';
  }
  const now = () => serviceTime;

  /** @returns the license, verified with its product's key; or the refusal */
  async function order(product: Id, computer: Computer, serialNumber?: string) {
    const licenseType = serialNumber === undefined ? 'personal' : 'pro';
    const body = { request: await computer.request(product), licenseType, ...(serialNumber && { serialNumber }) };
    const response = await service.order(body);
    if (!response.ok) return ((await response.json()) as { code: string }).code;
    const file = openLicense(new Uint8Array(await response.arrayBuffer()));
    return readLicense(file, sold(product).keystore.signers[0].publicKey);
  }

  async function licensed(product: Id, computer: Computer, serialNumber?: string) {
    const license = await order(product, computer, serialNumber);
    if (typeof license === 'string') throw new Error(license);
    expect(license.product).toBe(product);
    return license;
  }

  async function returned(product: Id, computer: Computer, licenseId: string, counter = 1) {
    const receipt = await receiptOf(computer.of(product), licenseId, { product, counter });
    const answer = (await (await service.returnLicense(receipt)).json()) as { outcome?: string; code?: string };
    return answer.outcome ?? answer.code;
  }

  test('license one machine each, with their own keys, seats and counters of receipts', async () => {
    const computer = machine('alpha');
    const licenses = new Map<Id, string>();
    for (const id of ids) licenses.set(id, (await licensed(id, computer, await sell(id, 1))).licenseId);
    const rows = await service.store.selectFrom('licenses').select(['product', 'seat_id']).execute();
    expect([rows.map(({ product }) => product).sort(), new Set(rows.map((row) => row.seat_id)).size]).toEqual([
      ['nova', 'orrery'],
      2,
    ]);
    expect(await returned('nova', computer, licenses.get('orrery') ?? '')).toBe('return-other');
    for (const id of ids) expect(await returned(id, computer, licenses.get(id) ?? '')).toBe('returned');
    expect(await returned('nova', computer, licenses.get('nova') ?? '')).toBe('return-outdated');
  });

  test('count pools of license types without serial numbers apart', async () => {
    const computer = machine('alpha');
    for (const id of ids) await licensed(id, computer);
    await licensed('nova', machine('beta'));
    const pools = await service.store.selectFrom('seats').select(['pool', 'number']).orderBy('pool').execute();
    expect(pools.map(({ pool, number }) => `${pool} ${number}`).sort()).toEqual([
      'type:nova/personal 1',
      'type:nova/personal 2',
      'type:orrery/personal 1',
    ]);
  });

  test('refuse each other’s serial numbers, also with a copied keystore', async () => {
    const [ofOrrery, ofNova] = [await sell('orrery', 3), await sell('nova', 3)];
    expect(await order('nova', machine('alpha'), ofOrrery)).toBe('serial-refused');
    expect(await order('orrery', machine('alpha'), ofNova)).toBe('serial-refused');
    const keystore = newKeystore();
    const copied = await openService({ engine, keystore, others: [await secondProduct(keystore)] });
    const { serialNumber } = await copied.sell(3);
    const body = { request: await machine('alpha').request('nova'), licenseType: 'pro', serialNumber };
    expect(await (await copied.order(body)).json()).toMatchObject({ code: 'serial-refused' });
    await copied.close();
  });

  test('do not renew each other’s licenses', async () => {
    const computer = machine('alpha');
    const { licenseId } = await licensed('orrery', computer, await sell('orrery', 1));
    const renewal = { licenseType: 'pro', renews: licenseId };
    const other = await service.order({ request: await computer.request('nova'), ...renewal });
    expect(await other.json()).toMatchObject({ code: 'renewal-refused' });
    expect((await service.order({ request: await computer.request('orrery'), ...renewal })).status).toBe(201);
  });

  test('limit changes of seats apart', async () => {
    const computer = machine('alpha');
    const [ofOrrery, ofNova] = [await sell('orrery', 9), await sell('nova', 9)];
    for (const counter of [1, 2]) {
      const { licenseId } = await licensed('orrery', computer, ofOrrery);
      expect(await returned('orrery', computer, licenseId, counter)).toBe('returned');
      service.wait(8);
    }
    const third = await licensed('orrery', computer, ofOrrery);
    expect(await returned('orrery', computer, third.licenseId, 3)).toBe('return-too-often');
    const { licenseId } = await licensed('nova', computer, ofNova);
    expect(await returned('nova', computer, licenseId)).toBe('returned');
  });

  test('are named where a document is of neither', async () => {
    const request = await requestOf(machineWith('alpha'), { product: 'sextant' });
    const response = await service.order({ request, licenseType: 'personal' });
    expect([response.status, await response.json()]).toEqual([
      422,
      expect.objectContaining({ code: 'product-other', details: expect.objectContaining({ products: ids }) }),
    ]);
  });

  test('show their catalogs and keysets by name', async () => {
    const get = async (path: string) => (await service.app.request(`/api/v1/${path}`)).json();
    expect(await get('products')).toMatchObject({
      products: [{ product: { id: 'orrery' } }, { product: { id: 'nova' } }],
    });
    expect(await get('catalog')).toMatchObject({ code: 'product-unclear', details: { products: ids } });
    expect(await get('catalog?product=nova')).toMatchObject({ product: { id: 'nova' }, keyset: { version: 4 } });
    expect(await get('keyset?product=x')).toMatchObject({
      code: 'product-unknown',
      details: { found: 'x', products: ids },
    });
    const keyset = await (await service.app.request('/api/v1/keyset?product=nova')).text();
    expect(keyset).toBe(new TextDecoder().decode(sold('nova').keyset.file));
  });

  test('let customers see the computers of the product that they name', async () => {
    const serialNumber = await sell('nova', 2);
    await licensed('nova', machine('alpha'), serialNumber);
    const ask = async (body: object) => (await service.computers({ serialNumber, ...body })).json();
    expect(await ask({})).toMatchObject({ code: 'product-unclear' });
    expect(await ask({ product: 'orrery' })).toMatchObject({ code: 'serial-refused' });
    expect(await ask({ product: 'nova' })).toMatchObject({ seatsTaken: 1 });
  });

  describe('a token that is limited to one', () => {
    const scopes: readonly Scope[] = ['activations:read', 'activations:write', 'serials:read', 'serials:write'];
    let token: string;
    beforeEach(async () => {
      token = mintToken();
      const occasion = { at: '2026-11-23T09:00:00Z', actor: 'command-line' } as const;
      const limited = { name: 'shop', scopes, products: ['nova'], expiresAt: null };
      await service.writer.write((context) => addToken(context, token, limited, occasion));
    });

    async function ask(path: string, body?: object) {
      const json = body && { method: 'POST', body: JSON.stringify(body) };
      const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
      const response = await service.app.request(`/api/v1/admin/${path}`, { ...json, headers });
      const text = await response.text();
      return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : null };
    }

    test('sees only what is of it', async () => {
      const mine = await licensed('nova', machine('alpha'), await sell('nova', 1));
      const other = await licensed('orrery', machine('alpha'), await sell('orrery', 1));
      expect((await ask('whoami')).json).toMatchObject({ products: ['nova'] });
      const found = (await ask('activations/search', {})).json.rows;
      expect(found).toEqual([expect.objectContaining({ product: 'nova', licenseId: mine.licenseId })]);
      for (const text of [other.licenseId, '']) {
        const { rows } = (await ask('activations/search', { text, product: 'orrery' })).json;
        expect(rows).toEqual([]);
      }
      const serials = (await ask('serials/search', {})).json.rows as { serialId: string; product: string }[];
      expect(serials.map(({ product }) => product)).toEqual(['nova']);
      for (const path of ['activations.csv', 'serials.csv', 'serials.csv?product=nova']) {
        const { text } = await ask(path);
        expect([text.includes('nova'), text.includes('orrery')]).toEqual([true, false]);
      }
      expect((await ask('serials.csv?product=orrery')).text.trim().split('\r\n')).toHaveLength(1);
    });

    test('changes only what is of it: the rest does not exist for it', async () => {
      const { licenseId } = await licensed('orrery', machine('alpha'), await sell('orrery', 1));
      const { id } = await service.store.selectFrom('serials').select('id').executeTakeFirstOrThrow();
      const before = await service.store.selectFrom('audit').select('sequence').execute();
      for (const [path, body] of [
        [`activations/${licenseId}`, undefined],
        [`activations/${licenseId}/release`, {}],
        [`activations/${licenseId}/reissue`, {}],
        [`serials/${id}`, undefined],
        [`serials/${id}/seats`, undefined],
        [`serials/${id}/block`, {}],
        [`serials/${id}/unblock`, {}],
        [`serials/${id}/change`, { seats: 7 }],
      ] as const) {
        expect([path, (await ask(path, body)).status]).toEqual([path, 404]);
      }
      const sale = { licenseType: 'pro', count: 1, seats: 1 };
      expect((await ask('serials', { ...sale, product: 'orrery' })).json).toMatchObject({
        code: 'product-unknown',
        details: { products: ['nova'] },
      });
      expect(await service.store.selectFrom('audit').select('sequence').execute()).toEqual(before);
      expect((await ask('serials', sale)).status).toBe(201);
      const { product } = await service.store
        .selectFrom('serials')
        .select('product')
        .where('id', '<>', id)
        .executeTakeFirstOrThrow();
      expect(product).toBe('nova');
    });
  });

  test('never share a seat, whatever machines order, return and move', async () => {
    const action = fc.record({
      product: fc.constantFrom(...ids),
      computer: fc.nat({ max: 3 }),
      serial: fc.nat({ max: 2 }),
      does: fc.constantFrom('order', 'order', 'other-serial', 'return'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 25 }), async (actions) => {
        const computers = [0, 1, 2, 3].map((index) => machine(`${randomBytes(4).toString('hex')}-${index}`));
        const serials = { orrery: await sellThree('orrery'), nova: await sellThree('nova') };
        const held = new Map<string, string>();
        for (const [step, { product, computer: index, serial, does }] of actions.entries()) {
          const computer = computers[index] as Computer;
          const key = `${product} ${index} ${serial}`;
          if (does === 'other-serial') {
            const other = serials[product === 'nova' ? 'orrery' : 'nova'][serial] ?? '';
            expect(await order(product, computer, other)).toBe('serial-refused');
          } else if (does === 'return') {
            const licenseId = held.get(key);
            if (licenseId !== undefined) await returned(product, computer, licenseId, step + 1);
          } else {
            const license = await order(product, computer, serials[product][serial]);
            if (typeof license === 'string') expect(license).toBe('seats-exhausted');
            else held.set(key, license.licenseId);
          }
        }
        await expectApart();
      }),
      { numRuns: propertyRuns(5) },
    );
    expect(await findAuditBreak(service.store)).toBeNull();
  });

  const sellThree = (product: Id) => Promise.all([1, 2, 3].map((seats) => sell(product, seats)));

  /** Every license is of the product of its serial number; no serial number has more seats taken than sold. */
  async function expectApart(): Promise<void> {
    const rows = await service.store
      .selectFrom('licenses')
      .innerJoin('seats', 'seats.id', 'licenses.seat_id')
      .innerJoin('serials', 'serials.id', 'licenses.serial_id')
      .select(['licenses.product as license', 'serials.product as serial', 'serials.id', 'serials.seats'])
      .select(['seats.pool', 'seats.id as seat'])
      .execute();
    for (const row of rows) expect(row.license).toBe(row.serial);
    const taken = new Map<string, Set<string>>();
    for (const { id, pool, seat } of rows) if (pool === id) taken.set(id, (taken.get(id) ?? new Set()).add(seat));
    for (const { id, seats } of rows) expect(taken.get(id)?.size ?? 0).toBeLessThanOrEqual(seats);
  }
});
