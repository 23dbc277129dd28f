import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findPostgres } from '../../scripts/postgres.mjs';
import { findAuditBreak, findAuditHead } from '../../server/store/audit.ts';
import { backUpSqlite } from '../../server/store/backup.ts';
import { type Machine, machineWith, requestOf } from '../server/machines.ts';
import { type Engine, engines, type OwnDatabase, sqlite } from './databases/engines.ts';
import { openService, type TestService } from './databases/testService.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyferry-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each(engines)('a backup of a store on $name', (engine) => {
  test('made during orders can replace the store without assigning a seat twice', async () => {
    const service = await openService({ engine });
    const { serialNumber } = await service.sell(30);
    const machines = Array.from({ length: 24 }, (_, index) => machineWith(`m${index}`));
    const before = await Promise.all(machines.slice(0, 12).map((machine) => order(service, serialNumber, machine)));

    const running = Promise.all(machines.slice(12).map((machine) => order(service, serialNumber, machine)));
    const restored = await backUpAndRestore(engine, service.address);
    await running;
    await service.close();

    const later = await openService({ engine: at(engine, restored), keystore: service.keystore });
    expect(await findAuditBreak(later.store)).toBeNull();
    const { sequence } = await findAuditHead(later.store);
    expect(sequence).toBeGreaterThanOrEqual(13);
    for (const { request, file } of before) {
      const again = await later.order({ request, licenseType: 'pro', serialNumber });
      expect([again.status, await again.text()]).toEqual([200, file]);
    }
    // Machines in the backup keep their seats; the others take free ones.
    for (const machine of machines) await order(later, serialNumber, machine);
    const seats = await later.store.selectFrom('seats').select('number').execute();
    expect(seats).toHaveLength(machines.length);
    const more = Array.from({ length: 8 }, (_, index) => machineWith(`new${index}`));
    const answers = await Promise.all(more.map((machine) => ask(later, serialNumber, machine)));
    expect(answers.map(({ response }) => response.status).sort()).toEqual([...Array(6).fill(201), 409, 409]);
    expect(await findAuditBreak(later.store)).toBeNull();
    await later.close();
  });

  async function ask(service: TestService, serialNumber: string, machine: Machine) {
    const request = await requestOf(machine);
    return { request, response: await service.order({ request, licenseType: 'pro', serialNumber }) };
  }

  async function order(service: TestService, serialNumber: string, machine: Machine) {
    const { request, response } = await ask(service, serialNumber, machine);
    expect(response.status).toBe(201);
    return { request, file: await response.text() };
  }

  async function backUpAndRestore(from: Engine, address: string): Promise<OwnDatabase> {
    if (from === sqlite) {
      const copy = join(folder, 'store.sqlite');
      backUpSqlite(address, copy);
      const remove = async () => undefined;
      return { address: copy, remove, destroy: remove };
    }
    const database = await from.make('nothing');
    const dump = join(folder, 'dump');
    run('pg_dump', ['--format=custom', '--file', dump, address]);
    run('pg_restore', ['--exit-on-error', '--no-owner', '--dbname', database.address, dump]);
    return database;
  }
});

test('a backup has mode 0600, overwrites nothing, and leaves no file when it fails', async () => {
  const service = await openService();
  const target = join(folder, 'copy.sqlite');
  backUpSqlite(service.address, target);
  expect(statSync(target).mode & 0o777).toBe(0o600);
  expect(() => backUpSqlite(service.address, target)).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(() => backUpSqlite(join(folder, 'none.sqlite'), join(folder, 'other.sqlite'))).toThrow();
  expect(() => statSync(join(folder, 'other.sqlite'))).toThrow();
  await service.close();
});

function at(engine: Engine, database: OwnDatabase): Engine {
  return { ...engine, make: async () => database };
}

function run(program: string, options: readonly string[]): void {
  const { status, stderr } = spawnSync(join(findPostgres() ?? '', program), options, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}
