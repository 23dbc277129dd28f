import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

/** Text that is ordered byte by byte, so that an index finds what begins with something. SQLite orders no other way. */
export function binaryTextOf(database: Kysely<unknown>): RawBuilder<string> {
  return database.getExecutor().adapter instanceof PostgresAdapter ? sql`text collate "C"` : sql`text`;
}
