import { readFileSync } from 'node:fs';
import { Kysely, Migrator } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dataFolderAt } from '../../../server/dataFolder.ts';
import { openKeystore } from '../../../server/keys/keystore.ts';
import { readInstalled } from '../../../server/keys/vendorCheck.ts';
import { createActivations } from '../../../server/licensing/activations.ts';
import { readCatalog } from '../../../server/licensing/catalog.ts';
import { byProduct, type Products } from '../../../server/licensing/products.ts';
import { createReturns } from '../../../server/licensing/returns.ts';
import { productFolders } from '../../../server/productFolder.ts';
import { findAuditBreak } from '../../../server/store/audit.ts';
import { postgresDialect } from '../../../server/store/dialect/postgres.ts';
import { sqliteDialect } from '../../../server/store/dialect/sqlite.ts';
import { migrations } from '../../../server/store/migrations/list.ts';
import { openStore } from '../../../server/store/store.ts';
import type { Tables } from '../../../server/store/tables.ts';
import { createWriter } from '../../../server/store/writer.ts';
import { findToken } from '../../../server/tokens.ts';
import { readProfile } from '../../../src/vendor/profile.ts';
import { copyLayout1, layout1, machine1 } from '../../server/dataFolder/layout1.ts';
import { requestOf } from '../../server/machines.ts';
import { receiptOf } from '../../server/receipts.ts';
import { engines } from '../databases/engines.ts';

const limits = { lockMs: 10_000, answerMs: 60_000, connectMs: 10_000 };
const now = () => new Date('2026-12-24T12:00:00Z');

/** Tables of the first version with one product, in an order in which their rows can be inserted. */
const tables = ['serials', 'seats', 'seat_keys', 'licenses', 'license_bindings', 'admin_tokens', 'audit'] as const;

/** Copies the rows of a store of one product into an empty database with the schema of that version. */
async function copyRows(from: string, to: string): Promise<void> {
  const source = new Kysely<Tables>({ dialect: sqliteDialect(from, limits) });
  const target = new Kysely<Tables>({ dialect: postgresDialect(to, limits) });
  const migrator = new Migrator({ db: target, provider: { getMigrations: async () => ({ ...migrations }) } });
  expect((await migrator.migrateTo('0006-rare-states')).error).toBeUndefined();
  for (const table of tables) {
    const rows = await source.selectFrom(table).selectAll().execute();
    await target
      .insertInto(table)
      .values(rows as never)
      .execute();
  }
  await Promise.all([source.destroy(), target.destroy()]);
}

describe.each(engines)('the store of one product, on $name', (engine) => {
  let copy: ReturnType<typeof copyLayout1>;
  let address: string;
  let close: () => Promise<void>;
  beforeEach(async () => {
    copy = copyLayout1();
    const { store } = dataFolderAt(copy.path);
    if (engine.name === 'SQLite') [address, close] = [store, async () => {}];
    else {
      const database = await engine.make('nothing');
      [address, close] = [database.address, () => database.remove()];
      await copyRows(store, address);
    }
  });
  afterEach(async () => {
    await close();
    copy.remove();
  });

  async function products(): Promise<Products> {
    const folders = productFolders(dataFolderAt(copy.path));
    return byProduct(
      await Promise.all(
        folders.map(async (folder) => {
          const profile = readProfile(readFileSync(folder.profile, 'utf8'));
          const file = readFileSync(folder.keyset);
          return {
            catalog: readCatalog(folder.catalog),
            keystore: await openKeystore(folder.keystore, layout1.passphrase),
            keyset: { ...readInstalled(file, profile), file },
          };
        }),
      ),
    );
  }

  test('belongs to that product, with its released seat, tokens and trail', async () => {
    const store = await openStore(address);
    const licenses = await store.selectFrom('licenses').select(['product', 'license_type']).execute();
    expect(licenses.map(({ product, license_type }) => `${product} ${license_type}`).sort()).toEqual([
      'orrery personal',
      'orrery personal',
      'orrery pro',
    ]);
    expect(await findToken(store, layout1.token, now())).toMatchObject({ name: 'anna', products: null });
    expect(await findAuditBreak(store)).toBeNull();
    await store.destroy();
  });

  test('answers the machine as before, on the seat that it has, and takes its return', async () => {
    const store = await openStore(address);
    const parts = { products: await products(), writer: createWriter(store), now };
    const activations = createActivations(parts);
    const order = { licenseType: 'pro', serialNumber: layout1.serialNumber };
    const again = await activations.activate({ request: layout1.request, ...order });
    expect([again.outcome, Buffer.from(again.file)]).toEqual(['already-issued', layout1.license]);

    const { file, outcome } = await activations.activate({ request: await requestOf(machine1), ...order });
    expect([outcome, await store.selectFrom('seats').selectAll().where('serial_id', 'is not', null).execute()]).toEqual(
      ['issued', [expect.objectContaining({ number: 1, sold: 2 })]],
    );

    const licenseId = /LicenseID Value="([^"]+)/.exec(new TextDecoder().decode(file))?.[1] ?? '';
    const returned = await createReturns(parts).take(await receiptOf(machine1, licenseId));
    expect(returned).toEqual({ outcome: 'returned', seatsLeft: 2 });
    const changes = await store.selectFrom('seat_changes').select(['product', 'kind']).execute();
    expect(changes).toEqual([{ product: 'orrery', kind: 'returned' }]);
    await store.destroy();
  });
});

test.each(engines)('on $name, returns and changes of seats belong to the product of their license', async (engine) => {
  const database = await engine.make('nothing');
  const dialect = engine.name === 'SQLite' ? sqliteDialect : postgresDialect;
  const before = new Kysely<Tables>({ dialect: dialect(database.address, limits) });
  const migrator = new Migrator({ db: before, provider: { getMigrations: async () => ({ ...migrations }) } });
  expect((await migrator.migrateTo('0006-rare-states')).error).toBeUndefined();
  const at = '2026-11-23T10:00:00Z';
  const insert = async (table: keyof Tables, row: object) =>
    void (await before
      .insertInto(table)
      .values(row as never)
      .execute());
  await insert('seats', { id: 's', pool: 'released:s', left_pool: 'type:orrery/personal', number: 1, taken_at: at });
  const license = { id: 'l', request_id: 'r', order_digest: '', installation_key: 'k', file: '', issued_at: at };
  await insert('licenses', { ...license, seat_id: 's' });
  const receipt = { nonce: 'n', counter: 3, returned_at: at, received_at: at, receipt: '<receipt/>' };
  await insert('returns', { ...receipt, license_id: 'l', seat_id: 's', installation_key: 'k' });
  await insert('seat_changes', { seat_id: 's', kind: 'returned', installation_key: 'k', at });
  await before.destroy();

  const store = await openStore(database.address);
  const returned = { ...receipt, product: 'orrery', license_id: 'l', seat_id: 's', installation_key: 'k' };
  expect(await store.selectFrom('returns').selectAll().execute()).toEqual([returned]);
  expect(await store.selectFrom('seat_changes').select('product').execute()).toEqual([{ product: 'orrery' }]);
  // The same counter counts for each product.
  await store
    .insertInto('returns')
    .values({ ...returned, product: 'nova' })
    .execute();
  await expect(
    store
      .insertInto('returns')
      .values({ ...returned, nonce: 'another' })
      .execute(),
  ).rejects.toMatchObject(engine.violations.unique);
  await store.destroy();
  await database.remove();
});
