import { type Kysely, sql } from 'kysely';

/** Partial indexes for blocked and expiring serial numbers, which are few. */
export async function up({ schema }: Kysely<unknown>): Promise<void> {
  for (const [name, column] of [
    ['serials_blocked', 'blocked_at'],
    ['serials_ending', 'expires_at'],
  ] as const) {
    await schema
      .createIndex(name)
      .on('serials')
      .columns(['created_at', 'id'])
      .where(sql<boolean>`${sql.ref(column)} is not null`)
      .execute();
  }
}
