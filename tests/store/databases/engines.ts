import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { expect, inject } from 'vitest';
import { openStore } from '../../../server/store/store.ts';
import type { Store } from '../../../server/store/tables.ts';

/** A database of its own. */
export interface OwnDatabase {
  /** What `openStore` takes. */
  readonly address: string;
  remove(): Promise<void>;
}

export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** Empty; or, which takes a tenth of the time, as the first opening leaves it. */
  make(from?: 'nothing'): Promise<OwnDatabase>;
  /** How it says that a row was against a rule. */
  readonly violations: { readonly unique: object; readonly check: object; readonly foreign: object };
  /** Makes every insert into a table fail, as a broken disk would, with a word that nobody may see. */
  breakInserts(store: Store, table: string): Promise<void>;
  mendInserts(store: Store, table: string): Promise<void>;
}

export const sqlite: Engine = {
  name: 'SQLite',
  async make() {
    const folder = mkdtempSync(join(tmpdir(), 'keyferry-store-'));
    return {
      address: join(folder, 'store.sqlite'),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
  violations: {
    unique: { code: expect.stringMatching(/^SQLITE_CONSTRAINT_(?:UNIQUE|PRIMARYKEY)$/) },
    check: { code: 'SQLITE_CONSTRAINT_CHECK' },
    foreign: { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' },
  },
  async breakInserts(store, table) {
    const body = `BEGIN SELECT RAISE(ABORT, 'SECRET disk'); END`;
    await sql.raw(`CREATE TRIGGER broken BEFORE INSERT ON ${table} ${body}`).execute(store);
  },
  mendInserts: async (store) => void (await sql.raw('DROP TRIGGER broken').execute(store)),
};

export const postgres: Engine = {
  name: 'PostgreSQL',
  async make(from) {
    const name = `test_${randomBytes(8).toString('hex')}`;
    await administer(`create database ${name} template ${from === 'nothing' ? 'template0' : OPENED_ONCE}`);
    return {
      address: `${inject('postgres')}/${name}`,
      remove: () => administer(`drop database ${name} with (force)`),
    };
  },
  violations: { unique: { code: '23505' }, check: { code: '23514' }, foreign: { code: '23503' } },
  async breakInserts(store, table) {
    const body = `begin raise exception 'SECRET disk'; end`;
    await sql.raw(`create function broken() returns trigger language plpgsql as $$ ${body} $$`).execute(store);
    await sql.raw(`create trigger broken before insert on ${table} execute function broken()`).execute(store);
  },
  mendInserts: async (store) => void (await sql.raw('drop function broken() cascade').execute(store)),
};

/** The database that others are copies of. */
const OPENED_ONCE = 'opened_once';

/** @param url of the server, without a database's name */
export async function prepareCopies(url: string): Promise<void> {
  await administer(`create database ${OPENED_ONCE}`, url);
  const store = await openStore(`${url}/${OPENED_ONCE}`);
  await store.destroy();
}

/** What every statement about the store is tested on. */
export const engines = [sqlite, postgres];

async function administer(statement: string, url = inject('postgres')): Promise<void> {
  const client = new Client({ connectionString: `${url}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
