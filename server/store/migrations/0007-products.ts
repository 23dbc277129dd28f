import { type Kysely, sql } from 'kysely';

/** Several products in one store. Every row of a store before belongs to the product of its serial number or pool. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await nameProducts(database);
  await nameProductsOfChanges(database);
  await recreateReturns(database);
  await database.schema.alterTable('admin_tokens').addColumn('products', 'text').execute();
}

async function nameProducts(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .alterTable('licenses')
    .addColumn('product', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await sql`update licenses set product = (select serials.product from serials where serials.id = licenses.serial_id)
    where serial_id is not null`.execute(database);
  for (const { pool, product } of await typePools(database)) {
    await sql`update licenses set product = ${product} where serial_id is null
      and seat_id in (select id from seats where pool = ${pool} or left_pool = ${pool})`.execute(database);
  }
  await schema.createIndex('licenses_product').on('licenses').columns(['product', 'issued_at', 'id']).execute();
  await schema.createIndex('serials_product').on('serials').columns(['product', 'created_at', 'id']).execute();
}

/** Pools of license types without serial numbers have been named `type:PRODUCT/LICENSE-TYPE` from the beginning. */
async function typePools(database: Kysely<unknown>): Promise<{ readonly pool: string; readonly product: string }[]> {
  const { rows } = await sql<{ pool: string }>`select pool from seats where pool like 'type:%'
    union select left_pool as pool from seats where left_pool like 'type:%'`.execute(database);
  return rows.map(({ pool }) => ({ pool, product: /^type:([^/]*)/.exec(pool)?.[1] ?? '' }));
}

async function nameProductsOfChanges(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable('seat_changes')
    .addColumn('product', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await sql`update seat_changes set product = (select min(licenses.product) from licenses
    where licenses.seat_id = seat_changes.seat_id)`.execute(database);
}

/** An installation counts its receipts for each product; SQLite cannot change constraints of a table. */
async function recreateReturns(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema.dropIndex('returns_seat').execute();
  await schema.alterTable('returns').renameTo('returns_before').execute();
  await schema
    .createTable('returns')
    .addColumn('product', 'text', (column) => column.notNull())
    .addColumn('installation_key', 'text', (column) => column.notNull())
    .addColumn('nonce', 'text', (column) => column.notNull())
    .addColumn('license_id', 'text', (column) => column.notNull().references('licenses.id'))
    .addColumn('seat_id', 'text', (column) => column.notNull().references('seats.id'))
    .addColumn('counter', 'integer', (column) => column.notNull())
    .addColumn('returned_at', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('receipt', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('returns_product_nonce', ['product', 'installation_key', 'nonce'])
    .addUniqueConstraint('returns_product_counter', ['product', 'installation_key', 'counter'])
    .execute();
  const columns = sql.raw('installation_key, nonce, license_id, seat_id, counter, returned_at, received_at, receipt');
  await sql`insert into returns (product, ${columns})
    select (select licenses.product from licenses where licenses.id = license_id), ${columns}
    from returns_before`.execute(database);
  await schema.dropTable('returns_before').execute();
  await schema.createIndex('returns_seat').on('returns').column('seat_id').execute();
}
