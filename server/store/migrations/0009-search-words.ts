import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';
import { indexHolders, indexSerials } from '../search/indexWords.ts';
import type { Store } from '../tables.ts';
import { binaryTextOf } from './binaryText.ts';

/** Finds licenses and serial numbers by words inside names, and serial numbers by their notes. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await createWords(database, 'holder_words', 'holder_folded', binaryTextOf(database));
  await createWords(database, 'serial_words', 'serial_id', sql`text`);
  // A changed serial number loses its words.
  await database.schema.createIndex('serial_words_serial').on('serial_words').column('serial_id').execute();
  await fillHolders(database as Store);
  await fillSerials(database as Store);
}

async function createWords(
  database: Kysely<unknown>,
  name: string,
  column: string,
  type: RawBuilder<string>,
): Promise<void> {
  const isPostgres = database.getExecutor().adapter instanceof PostgresAdapter;
  const table = database.schema
    .createTable(name)
    .addColumn('word', binaryTextOf(database), (each) => each.notNull())
    .addColumn(column, type, (each) => each.notNull())
    .addPrimaryKeyConstraint(`${name}_key`, ['word', column] as never);
  // Otherwise SQLite would keep all rows twice: in the table and in the index of its key.
  await (isPostgres ? table : table.modifyEnd(sql`without rowid`)).execute();
}

/** Rows per read, to limit memory. */
const PAGE = 500;

async function fillHolders(database: Store): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await database
      .selectFrom('licenses')
      .select('holder_folded')
      .distinct()
      .where('holder_folded', '>', after)
      .orderBy('holder_folded')
      .limit(PAGE)
      .execute();
    const holders = rows.map(({ holder_folded }) => holder_folded);
    await indexHolders(database, holders);
    const last = holders.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

async function fillSerials(database: Store): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await database
      .selectFrom('serials')
      .select(['id', 'holder', 'note'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    await indexSerials(database, rows);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
