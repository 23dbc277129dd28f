import type { Kysely } from 'kysely';

/** One row that the readiness check overwrites: see readiness.ts. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('probe')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('filler', 'text', (column) => column.notNull())
    .execute();
  const probe = (database as Kysely<{ probe: { id: number; filler: string } }>).insertInto('probe');
  await probe.values({ id: 1, filler: '' }).execute();
}
