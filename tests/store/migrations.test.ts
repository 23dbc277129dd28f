import { Kysely, Migrator } from 'kysely';
import { expect, test } from 'vitest';
import { postgresDialect } from '../../server/store/dialect/postgres.ts';
import { sqliteDialect } from '../../server/store/dialect/sqlite.ts';
import { migrations } from '../../server/store/migrations/list.ts';
import { openStore } from '../../server/store/store.ts';
import type { Tables } from '../../server/store/tables.ts';
import { engines } from './databases/engines.ts';

const limits = { lockMs: 10_000, answerMs: 60_000, connectMs: 10_000 };
const at = (second: number) => `2026-11-23T10:00:0${second}Z`;

test.each(engines)(
  'on $name, existing licenses are numbered per seat, and hardware is listed under the newest',
  async (engine) => {
    const database = await engine.make('nothing');
    const dialect = engine.name === 'SQLite' ? sqliteDialect : postgresDialect;
    const before = new Kysely<Tables>({ dialect: dialect(database.address, limits) });
    const migrator = new Migrator({ db: before, provider: { getMigrations: async () => ({ ...migrations }) } });
    expect((await migrator.migrateTo('0002-desk')).error).toBeUndefined();
    for (const seat of ['one', 'two']) {
      const row = { id: seat, pool: 'type:orrery/personal', number: seat === 'one' ? 1 : 2, taken_at: at(0) };
      await before.insertInto('seats').values(row).execute();
      for (const second of [1, 2, 3]) {
        const id = `${seat}-${second}`;
        const texts = { request_id: id, order_digest: '', installation_key: 'key', file: '' };
        // The columns of that schema.
        const license = { id, ...texts, seat_id: seat, issued_at: at(second) };
        await before
          .insertInto('licenses')
          .values(license as never)
          .execute();
      }
      const listed = { license_id: `${seat}-1`, component: 'disk', value: seat };
      await before.insertInto('license_bindings').values(listed).execute();
    }
    await before.destroy();

    const store = await openStore(database.address);
    const licenses = await store.selectFrom('licenses').select(['id', 'ordinal']).orderBy('id').execute();
    expect(licenses.map(({ id, ordinal }) => [id, ordinal])).toEqual(
      ['one', 'two'].flatMap((seat) => [1, 2, 3].map((second) => [`${seat}-${second}`, second])),
    );
    const listed = await store
      .selectFrom('license_bindings')
      .select(['license_id', 'value'])
      .orderBy('value')
      .execute();
    expect(listed).toEqual([
      { license_id: 'one-3', value: 'one' },
      { license_id: 'two-3', value: 'two' },
    ]);
    await store.destroy();
    await database.remove();
  },
);
