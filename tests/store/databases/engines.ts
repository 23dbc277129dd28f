import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, inject } from 'vitest';
import type { Store } from '../../../server/store/tables.ts';
import { createDatabase, dropDatabase, type OwnDatabase, takeDatabase } from './postgresDatabases.ts';

export type { OwnDatabase } from './postgresDatabases.ts';

export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** @param from `nothing`: an empty database; by default a store without rows, which is ten times faster */
  make(from?: 'nothing'): Promise<OwnDatabase>;
  /** Errors of constraint violations. */
  readonly violations: { readonly unique: object; readonly check: object; readonly foreign: object };
  /** Makes every insert into a table fail like a broken disk, with a word that must not be shown to clients. */
  breakInserts(store: Store, table: string): Promise<void>;
  mendInserts(store: Store, table: string): Promise<void>;
}

export const sqlite: Engine = {
  name: 'SQLite',
  async make(from) {
    const folder = mkdtempSync(join(tmpdir(), 'keyferry-store-'));
    const address = join(folder, 'store.sqlite');
    if (from !== 'nothing') copyFileSync(inject('sqliteTemplate'), address);
    const remove = async () => rmSync(folder, { recursive: true, force: true });
    return { address, remove, destroy: remove };
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
    if (from !== 'nothing') return takeDatabase();
    const name = await createDatabase('template0');
    const remove = () => dropDatabase(name);
    return { address: `${inject('postgres')}/${name}`, remove, destroy: remove };
  },
  violations: { unique: { code: '23505' }, check: { code: '23514' }, foreign: { code: '23503' } },
  async breakInserts(store, table) {
    const body = `begin raise exception 'SECRET disk'; end`;
    await sql.raw(`create function broken() returns trigger language plpgsql as $$ ${body} $$`).execute(store);
    await sql.raw(`create trigger broken before insert on ${table} execute function broken()`).execute(store);
  },
  mendInserts: async (store) => void (await sql.raw('drop function broken() cascade').execute(store)),
};

/** Every test of the store runs on each of these. */
export const engines = [sqlite, postgres];
