import type { Kysely } from 'kysely';

/** Drops the check phrase of a request: people name a machine by its computer ID alone, which the column `machine` holds. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropIndex('licenses_phrase').execute();
  await schema.alterTable('licenses').dropColumn('check_phrase').execute();
}
