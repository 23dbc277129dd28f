import { type Kysely, sql } from 'kysely';

/** Recognizes machines with changed hardware and limits how often seats are returned or moved. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await countLicenses(database);
  await createSeatChanges(database);
  await createReturns(database);
}

/** Numbers the licenses of each seat, because several may be issued in the same second. */
async function countLicenses(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable('licenses')
    .addColumn('ordinal', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update licenses set ordinal = counted.ordinal from
    (select id, row_number() over (partition by seat_id order by issued_at, id) as ordinal from licenses) as counted
    where counted.id = licenses.id`.execute(database);
  await database.schema.dropIndex('licenses_seat').execute();
  await database.schema.createIndex('licenses_seat').on('licenses').columns(['seat_id', 'ordinal']).execute();
  await listUnderNewest(database);
}

/** Lists hardware under the newest license instead of the oldest. */
async function listUnderNewest(database: Kysely<unknown>): Promise<void> {
  await sql`update license_bindings set license_id = newest.id from
    (select seat_id, max(ordinal) as ordinal from licenses
      where id in (select license_id from license_bindings) group by seat_id) as listed
    join licenses as holding on holding.seat_id = listed.seat_id and holding.ordinal = listed.ordinal
    join licenses as newest on newest.seat_id = listed.seat_id
      and newest.ordinal = (select max(ordinal) from licenses as other where other.seat_id = listed.seat_id)
    where license_bindings.license_id = holding.id and newest.id <> holding.id`.execute(database);
}

async function createSeatChanges({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('seat_changes')
    .addColumn('seat_id', 'text', (column) => column.notNull().references('seats.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('installation_key', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('seat_changes_seat').on('seat_changes').column('seat_id').execute();
  await schema.createIndex('seat_changes_key').on('seat_changes').column('installation_key').execute();
}

/** Recreates the empty table (licenses could not be returned before); a nonce is unique per installation. */
async function createReturns({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropTable('returns').execute();
  await schema
    .createTable('returns')
    .addColumn('installation_key', 'text', (column) => column.notNull())
    .addColumn('nonce', 'text', (column) => column.notNull())
    .addColumn('license_id', 'text', (column) => column.notNull().references('licenses.id'))
    .addColumn('seat_id', 'text', (column) => column.notNull().references('seats.id'))
    .addColumn('counter', 'integer', (column) => column.notNull())
    .addColumn('returned_at', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('receipt', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('returns_nonce', ['installation_key', 'nonce'])
    .addUniqueConstraint('returns_counter', ['installation_key', 'counter'])
    .execute();
  await schema.createIndex('returns_seat').on('returns').column('seat_id').execute();
}
