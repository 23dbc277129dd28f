import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Serial numbers, the seats taken on them, the licenses issued, and the audit trail. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await createSerials(database);
  await createSeats(database);
  await createLicenses(database);
  await createAudit(database);
}

async function createSerials(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('serials')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('digest', 'text', (column) => column.notNull().unique())
    .addColumn('masked', 'text', (column) => column.notNull())
    .addColumn('product', 'text', (column) => column.notNull())
    .addColumn('license_type', 'text', (column) => column.notNull())
    .addColumn('seats', 'integer', (column) => column.notNull().check(sql`seats >= 1`))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text')
    .addColumn('blocked_at', 'text')
    // The seats' foreign key, which copies the number sold into each seat.
    .addUniqueConstraint('serials_seats', ['id', 'seats'])
    .execute();
}

/**
 * A seat's number is unique in its pool and between 1 and the seats sold, so the database cannot hold more seats than
 * were sold.
 */
async function createSeats(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('seats')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('pool', 'text', (column) => column.notNull())
    .addColumn('serial_id', 'text')
    .addColumn('sold', 'integer')
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('taken_at', 'text', (column) => column.notNull())
    .addForeignKeyConstraint('seats_of_serial', ['serial_id', 'sold'], 'serials', ['id', 'seats'], (key) =>
      key.onUpdate('cascade'),
    )
    .addUniqueConstraint('seats_number', ['pool', 'number'])
    .addUniqueConstraint('seats_pool', ['id', 'pool'])
    .addCheckConstraint('seats_sold', sql`number >= 1 and (sold is null or number <= sold)`)
    .addCheckConstraint('seats_serial', sql`(serial_id is null) = (sold is null)`)
    .addCheckConstraint('seats_serial_pool', sql`serial_id is null or pool = serial_id`)
    .execute();
  await database.schema
    .createTable('seat_keys')
    .addColumn('pool', 'text', (column) => column.notNull())
    .addColumn('installation_key', 'text', (column) => column.notNull())
    .addColumn('seat_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('seat_keys_key', ['pool', 'installation_key'])
    .addForeignKeyConstraint('seat_keys_seat', ['seat_id', 'pool'], 'seats', ['id', 'pool'])
    .execute();
}

async function createLicenses(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('licenses')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('request_id', 'text', (column) => column.notNull().unique())
    .addColumn('order_digest', 'text', (column) => column.notNull())
    .addColumn('seat_id', 'text', (column) => column.notNull().references('seats.id'))
    .addColumn('installation_key', 'text', (column) => column.notNull())
    .addColumn('issued_at', 'text', (column) => column.notNull())
    .addColumn('file', 'text', (column) => column.notNull())
    .execute();
  await database.schema.createIndex('licenses_seat').on('licenses').column('seat_id').execute();
  await database.schema
    .createTable('license_bindings')
    .addColumn('license_id', 'text', (column) => column.notNull().references('licenses.id'))
    .addColumn('component', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('license_bindings_key', ['license_id', 'component'])
    .execute();
  await database.schema.createIndex('license_bindings_value').on('license_bindings').column('value').execute();
}

/** Unique hashes keep the chain from branching. */
async function createAudit(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('audit')
    .addColumn('sequence', 'integer', (column) => column.primaryKey())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull().unique())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .execute();
}
