import { type Kysely, sql } from 'kysely';
import { foldText } from '../foldText.ts';
import { binaryTextOf } from './binaryText.ts';

/** Indexes for searching and listing millions of licenses, and a column for reissued licenses. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await indexLicenses(database);
  await indexSeats(database);
  await foldHolders(database as Kysely<SerialsThen>);
  // `request_id` is unique: see `licenseRow`.
  await database.schema.alterTable('licenses').addColumn('reissue_of', 'text').execute();
}

/** Each list has an index in its order, so that reading a page costs the same in any store. */
async function indexLicenses({ schema }: Kysely<unknown>): Promise<void> {
  for (const name of ['holder', 'serial', 'machine', 'phrase']) await schema.dropIndex(`licenses_${name}`).execute();
  const index = (name: string) => schema.createIndex(`licenses_${name}`).on('licenses');
  await index('serial').columns(['serial_id', 'issued_at', 'id']).execute();
  await index('machine').columns(['machine', 'issued_at', 'id']).execute();
  await index('phrase').columns(['check_phrase', 'issued_at', 'id']).execute();
  await index('type').columns(['license_type', 'issued_at', 'id']).execute();
  // Holders alphabetically, newest license first for each.
  await index('holder').columns(['holder_folded', 'issued_at desc', 'id desc']).execute();
}

/** Partial indexes: few seats are flagged or released, and issuing a license does not update them. */
async function indexSeats({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropIndex('seats_flagged').execute();
  for (const column of ['flagged_at', 'released_at']) {
    await schema
      .createIndex(`seats_${column.replace('_at', '')}`)
      .on('seats')
      .columns([column, 'id'])
      .where(sql<boolean>`${sql.ref(column)} is not null`)
      .execute();
  }
}

interface SerialsThen {
  serials: { id: string; holder: string; holder_folded: string };
}

async function foldHolders(database: Kysely<SerialsThen>): Promise<void> {
  await database.schema
    .alterTable('serials')
    .addColumn('holder_folded', binaryTextOf(database as Kysely<unknown>), (column) => column.notNull().defaultTo(''))
    .execute();
  const rows = await database.selectFrom('serials').select(['id', 'holder']).where('holder', '<>', '').execute();
  for (const { id, holder } of rows) {
    await database
      .updateTable('serials')
      .set({ holder_folded: foldText(holder) })
      .where('id', '=', id)
      .execute();
  }
  await database.schema
    .createIndex('serials_holder')
    .on('serials')
    .columns(['holder_folded', 'created_at desc', 'id desc'])
    .execute();
}
