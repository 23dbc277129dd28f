import type { Kysely, RawBuilder } from 'kysely';
import { decodeBase64Url } from '../../../src/crypto/base64.ts';
import { machineId } from '../../../src/documents/machineId.ts';
import { foldText } from '../foldText.ts';
import { binaryTextOf } from './binaryText.ts';

/** Administration: holders and terms of serial numbers, returned seats, and API tokens. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const binaryText = binaryTextOf(database);
  await widenSerials(database);
  await widenSeats(database);
  await widenLicenses(database, binaryText);
  await fillLicenses(database as Kysely<LicensesThen>);
  await createReturns(database);
  await createTokens(database);
}

// SQLite adds one column per statement.
async function widenSerials(database: Kysely<unknown>): Promise<void> {
  const table = () => database.schema.alterTable('serials');
  await table()
    .addColumn('holder', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await table()
    .addColumn('features', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  await table().addColumn('term_days', 'integer').execute();
  await table()
    .addColumn('note', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await database.schema.createIndex('serials_masked').on('serials').column('masked').execute();
  await database.schema.createIndex('serials_created').on('serials').columns(['created_at', 'id']).execute();
}

async function widenSeats(database: Kysely<unknown>): Promise<void> {
  const table = () => database.schema.alterTable('seats');
  await table()
    .addColumn('moves', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  for (const name of ['moved_at', 'flagged_at', 'left_pool', 'released_at', 'release_reason']) {
    await table().addColumn(name, 'text').execute();
  }
  await database.schema.createIndex('seats_left').on('seats').column('left_pool').execute();
  await database.schema.createIndex('seats_flagged').on('seats').column('flagged_at').execute();
}

async function widenLicenses(database: Kysely<unknown>, binaryText: RawBuilder<string>): Promise<void> {
  const table = () => database.schema.alterTable('licenses');
  for (const name of ['license_type', 'holder', 'machine', 'check_phrase']) {
    await table()
      .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
      .execute();
  }
  await table()
    .addColumn('holder_folded', binaryText, (column) => column.notNull().defaultTo(''))
    .execute();
  for (const name of ['serial_id', 'stop_date']) await table().addColumn(name, 'text').execute();
  const index = (name: string, columns: readonly string[]) =>
    database.schema
      .createIndex(name)
      .on('licenses')
      .columns([...columns])
      .execute();
  await index('licenses_holder', ['holder_folded', 'id']);
  await index('licenses_machine', ['machine']);
  await index('licenses_phrase', ['check_phrase']);
  await index('licenses_issued', ['issued_at', 'id']);
  await index('licenses_serial', ['serial_id']);
}

interface LicensesThen {
  licenses: {
    id: string;
    seat_id: string;
    installation_key: string;
    file: string;
    license_type: string;
    holder: string;
    holder_folded: string;
    machine: string;
    serial_id: string | null;
    stop_date: string | null;
  };
  seats: { id: string; serial_id: string | null };
}

/** Licenses per read, to limit memory. */
const PAGE = 500;

/** Fills the new search columns from the stored license files. A pattern suffices, because this service wrote them. */
async function fillLicenses(database: Kysely<LicensesThen>): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await database
      .selectFrom('licenses')
      .innerJoin('seats', 'seats.id', 'licenses.seat_id')
      .select(['licenses.id', 'licenses.installation_key', 'licenses.file', 'seats.serial_id'])
      .where('licenses.id', '>', after)
      .orderBy('licenses.id')
      .limit(PAGE)
      .execute();
    for (const { id, installation_key, file, serial_id } of rows) {
      const holder = valueIn(file, 'Holder') ?? '';
      const found = {
        license_type: valueIn(file, 'LicenseType') ?? '',
        holder,
        holder_folded: foldText(holder),
        machine: machineId(decodeBase64Url(installation_key) ?? new Uint8Array()),
        serial_id,
        stop_date: valueIn(file, 'StopDate'),
      };
      await database.updateTable('licenses').set(found).where('id', '=', id).execute();
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function valueIn(file: string, element: string): string | null {
  const text = new RegExp(`<${element} Value="([^"]*)"/>`).exec(file)?.[1];
  return text?.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '') ?? null;
}

async function createReturns(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('returns')
    .addColumn('nonce', 'text', (column) => column.primaryKey())
    .addColumn('license_id', 'text', (column) => column.notNull().references('licenses.id'))
    .addColumn('seat_id', 'text', (column) => column.notNull().references('seats.id'))
    .addColumn('installation_key', 'text', (column) => column.notNull())
    .addColumn('counter', 'integer', (column) => column.notNull())
    .addColumn('returned_at', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('receipt', 'text', (column) => column.notNull())
    .addUniqueConstraint('returns_counter', ['installation_key', 'counter'])
    .execute();
}

async function createTokens(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('admin_tokens')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('digest', 'text', (column) => column.notNull().unique())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute();
}
