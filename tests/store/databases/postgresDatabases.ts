import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openStore } from '../../../server/store/store.ts';

/** A database for one test. */
export interface OwnDatabase {
  /** Argument of `openStore`. */
  readonly address: string;
  /** Ends its use by the test; another test may get it with the rows deleted. */
  remove(): Promise<void>;
  /** Deletes it. */
  destroy(): Promise<void>;
}

/** A database with the schema of the store, which others are copied from. */
const TEMPLATE = 'store_template';

/** Tables in an order in which their rows can be deleted. */
const tables = [
  'license_bindings',
  'returns',
  'seat_changes',
  'licenses',
  'seat_keys',
  'seats',
  'serials',
  'admin_tokens',
  'audit',
] as const;

/** A database with more rows is not reused: deleted rows slow down its later tests. */
const MAX_ROWS = 2000;

/** Databases without rows that this test file has used before. */
const unused: string[] = [];

/** Creates the template. @param url of the server, without a database's name */
export async function createTemplate(url: string): Promise<void> {
  await onServer(`create database ${TEMPLATE}`, url);
  const store = await openStore(`${url}/${TEMPLATE}`);
  await store.destroy();
}

/** Takes a store without rows: one that an earlier test of this file has used, else a copy of the template. */
export async function takeDatabase(): Promise<OwnDatabase> {
  const name = unused.pop() ?? (await createDatabase(TEMPLATE));
  return {
    address: `${inject('postgres')}/${name}`,
    remove: async () => ((await deleteRows(name)) ? void unused.push(name) : dropDatabase(name)),
    destroy: () => dropDatabase(name),
  };
}

/** @returns its name */
export async function createDatabase(template: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(`create database ${name} template ${template}`);
  return name;
}

export const dropDatabase = (name: string): Promise<void> => onServer(`drop database if exists ${name} with (force)`);

/** @returns whether the database is like a new one; not, if the test changed its schema or settings */
async function deleteRows(name: string): Promise<boolean> {
  try {
    return await connected(`${inject('postgres')}/${name}`, async (client) => {
      const { rows } = await client.query<{ changed: boolean }>(
        `select
        exists (select from pg_db_role_setting join pg_database d on d.oid = setdatabase where datname = current_database())
        or exists (select from pg_trigger where not tgisinternal)
        or exists (select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
          and backend_type = 'client backend' and state <> 'idle')
        or (select array_agg(tablename::text order by tablename) from pg_tables where schemaname = 'public')
          <> (select array_agg(name order by name) from unnest($1::text[]) as name) as changed`,
        [allTables],
      );
      if (rows[0]?.changed !== false) return false;
      const deleted = await client.query(tables.map((table) => `delete from ${table}`).join(';'));
      const counts = (Array.isArray(deleted) ? deleted : [deleted]).map(({ rowCount }) => rowCount ?? 0);
      return counts.reduce((sum, count) => sum + count, 0) <= MAX_ROWS;
    });
  } catch {
    return false;
  }
}

const allTables = [...tables, 'probe', 'kysely_migration', 'kysely_migration_lock'];

function onServer(statement: string, url = inject('postgres')): Promise<void> {
  return connected(`${url}/postgres`, async (client) => {
    await client.query(statement);
  });
}

async function connected<Result>(connectionString: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
