import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

/** A text type sorted by bytes, so that an index serves prefix searches. SQLite always sorts by bytes. */
export function binaryTextOf(database: Kysely<unknown>): RawBuilder<string> {
  return database.getExecutor().adapter instanceof PostgresAdapter ? sql`text collate "C"` : sql`text`;
}
