import { type Kysely, sql } from 'kysely';

/** Changing the seats of a serial number updates the rows of those that are taken, which were searched in the whole table. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createIndex('seats_serial_id')
    .on('seats')
    .column('serial_id')
    .where(sql<boolean>`serial_id is not null`)
    .execute();
}
