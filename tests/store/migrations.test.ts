import { Kysely, Migrator } from 'kysely';
import { expect, test } from 'vitest';
import { listSerials } from '../../server/licensing/administration/listSerials.ts';
import { searchActivations } from '../../server/licensing/administration/search/searchActivations.ts';
import { readSerialAudit } from '../../server/store/audit.ts';
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

test.each(engines)('on $name, existing holders and notes are found by their words', async (engine) => {
  const database = await engine.make('nothing');
  const dialect = engine.name === 'SQLite' ? sqliteDialect : postgresDialect;
  const before = new Kysely<Tables>({ dialect: dialect(database.address, limits) });
  const migrator = new Migrator({ db: before, provider: { getMigrations: async () => ({ ...migrations }) } });
  expect((await migrator.migrateTo('0006-rare-states')).error).toBeUndefined();
  // More than one page of each.
  const numbers = Array.from({ length: 1001 }, (_, index) => index);
  const seat = { id: 'seat', pool: 'type:orrery/personal', number: 1, taken_at: at(0) };
  await before.insertInto('seats').values(seat).execute();
  for (const number of numbers) {
    const id = `id-${number}`;
    const texts = { request_id: id, order_digest: '', installation_key: 'key', file: '', holder: `Würzburg ${number}` };
    const license = { id, ...texts, seat_id: 'seat', issued_at: at(1), holder_folded: `würzburg ${number}` };
    await before
      .insertInto('licenses')
      .values(license as never)
      .execute();
    const terms = {
      masked: '*',
      product: 'orrery',
      license_type: 'pro',
      seats: 1,
      created_at: at(0),
      note: `N${number}`,
    };
    await before
      .insertInto('serials')
      .values({ id, digest: id, holder: 'Bonn', ...terms } as never)
      .execute();
  }
  await before.destroy();

  const store = await openStore(database.address);
  const found = async (text: string) =>
    (await searchActivations(store, { text })).rows.map(({ licenseId }) => licenseId);
  expect(await found('wuerzburg 1000')).toEqual(['id-1000']);
  const serials = await listSerials(store, { text: 'n1000 bonn' }, {}, at(0));
  expect(serials.rows.map(({ serialId }) => serialId)).toEqual(['id-1000']);
  await store.destroy();
  await database.remove();
});

test.each(engines)(
  'on $name, existing serial numbers know when they were sold and activated, and their history',
  async (engine) => {
    const database = await engine.make('nothing');
    const dialect = engine.name === 'SQLite' ? sqliteDialect : postgresDialect;
    const before = new Kysely<Tables>({ dialect: dialect(database.address, limits) });
    const migrator = new Migrator({ db: before, provider: { getMigrations: async () => ({ ...migrations }) } });
    expect((await migrator.migrateTo('0006-rare-states')).error).toBeUndefined();
    for (const id of ['used', 'unused']) {
      const texts = { digest: id, masked: '*', product: 'orrery', license_type: 'pro', holder_folded: '' };
      const serial = { id, ...texts, seats: 1, created_at: at(0) };
      await before
        .insertInto('serials')
        .values(serial as never)
        .execute();
    }
    const seat = { id: 'seat', pool: 'used', serial_id: 'used', sold: 1, number: 1, taken_at: at(2) };
    await before.insertInto('seats').values(seat).execute();
    for (const second of [2, 3]) {
      const texts = { request_id: `${second}`, order_digest: '', installation_key: 'key', file: '', serial_id: 'used' };
      const license = { id: `${second}`, ...texts, seat_id: 'seat', issued_at: at(second), ordinal: second };
      await before
        .insertInto('licenses')
        .values(license as never)
        .execute();
    }
    // Written by hand: the code of today also fills the tables of today.
    for (const [sequence, facts] of [
      { serial: 'used' },
      { license: '2' },
      { serial: 'unused' },
      { serial: 'used' },
    ].entries()) {
      const entry = JSON.stringify({ actor: 'command-line', at: at(0), event: 'serial-added', facts });
      const row = { sequence: sequence + 1, entry, previous_hash: `${sequence}`, hash: `${sequence + 1}` };
      await before.insertInto('audit').values(row).execute();
    }
    await before.destroy();

    const store = await openStore(database.address);
    const columns = ['id', 'sold_at', 'first_activated_at', 'former_types'] as const;
    expect(await store.selectFrom('serials').select(columns).orderBy('id').execute()).toEqual([
      { id: 'unused', sold_at: at(0), first_activated_at: null, former_types: '[]' },
      { id: 'used', sold_at: at(0), first_activated_at: at(2), former_types: '[]' },
    ]);
    const history = async (id: string) => (await readSerialAudit(store, id, 10)).map(({ sequence }) => sequence);
    expect([await history('used'), await history('unused')]).toEqual([[4, 1], [3]]);
    await store.destroy();
    await database.remove();
  },
);
