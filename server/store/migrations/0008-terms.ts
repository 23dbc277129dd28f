import { type Kysely, sql } from 'kysely';

/** Dates and earlier license types of serial numbers, when trials began, and the rows of the audit trail by serial number. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await widenSerials(database);
  await database.schema.alterTable('seats').addColumn('trial_since', 'text').execute();
  await createSerialAudit(database);
}

// SQLite adds one column per statement.
async function widenSerials(database: Kysely<unknown>): Promise<void> {
  const table = () => database.schema.alterTable('serials');
  await table()
    .addColumn('sold_at', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await table().addColumn('first_activated_at', 'text').execute();
  await table()
    .addColumn('former_types', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  await sql`update serials set sold_at = created_at`.execute(database);
  await sql`update serials set first_activated_at =
    (select min(issued_at) from licenses where licenses.serial_id = serials.id)`.execute(database);
}

/** The audit trail has no other way to the rows of one serial number than reading all of it. */
async function createSerialAudit(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('serial_audit')
    .addColumn('serial_id', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('serial_audit_key', ['serial_id', 'sequence'])
    .execute();
  await fillSerialAudit(database as Kysely<AuditThen>);
}

interface AuditThen {
  audit: { sequence: number; entry: string };
  serial_audit: { serial_id: string; sequence: number };
}

/** Rows per read, to limit memory. */
const PAGE = 500;

async function fillSerialAudit(database: Kysely<AuditThen>): Promise<void> {
  let after = 0;
  for (;;) {
    const rows = await database
      .selectFrom('audit')
      .select(['sequence', 'entry'])
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(PAGE)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    const found = rows.flatMap(({ sequence, entry }) => {
      const { facts } = JSON.parse(entry) as { facts: Readonly<Record<string, unknown>> };
      return typeof facts.serial === 'string' ? [{ serial_id: facts.serial, sequence }] : [];
    });
    if (found.length > 0) await database.insertInto('serial_audit').values(found).execute();
    after = last.sequence;
  }
}
