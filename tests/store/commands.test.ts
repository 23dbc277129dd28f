import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { environment, openCeremony } from '../cli/keys/ceremony.ts';
import { keyferryHere } from '../cli/tool.ts';
import { machineWith, requestOf } from '../server/machines.ts';
import { engines, type OwnDatabase, postgres } from './databases/engines.ts';

/** Commands run in this process, on PostgreSQL with `DATABASE_URL`; `tests/build/` runs the built command line tool. */
describe.each(engines)('the vendor commands on $name', (engine) => {
  let database: OwnDatabase;
  let ceremony: Awaited<ReturnType<typeof openCeremony>>;
  beforeEach(async () => {
    database = await engine.make();
    ceremony = await openCeremony();
  });
  afterEach(async () => {
    ceremony.close();
    await database.remove();
  });

  async function run(command: string, ...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await keyferryHere(ceremony.place, [...command.split(' '), ...args], '', {
      ...environment,
      KEYFERRY_DATA: ceremony.folder.path,
      ...(engine === postgres && { DATABASE_URL: database.address }),
    });
    expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
    return stdout.toString('utf8');
  }

  test('mint, issue, show, release, reissue and verify in one store', async () => {
    const at = (name: string) => join(ceremony.place, name);
    const serialNumber = (await run('serials mint', '--type', 'pro')).trim();
    writeFileSync(at('serial.txt'), serialNumber);
    writeFileSync(at('a.licreq'), await requestOf(machineWith('alpha')));
    const order = ['--type', 'pro', '--serial-file', at('serial.txt')];
    const license = await run('issue', at('a.licreq'), ...order);
    const { rows } = JSON.parse(await run('activations list', '--json'));
    expect(rows).toMatchObject([{ serialMasked: `*****-*****-*****-${serialNumber.slice(-5)}`, releasedAt: null }]);
    expect(await run('activations reissue', rows[0].machine)).toBe(license);
    await run('activations release', rows[0].machine);
    writeFileSync(at('b.licreq'), await requestOf(machineWith('beta')));
    await run('issue', at('b.licreq'), ...order);
    expect(await run('serials export')).toContain(`${serialNumber.slice(-5)},orrery,pro,1,1,`);
    const { head } = JSON.parse(await run('audit verify', '--json'));
    const lines = (await run('audit export')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(JSON.parse(line).entry ?? '{}').event)).toEqual([
      'serial-added',
      'license-issued',
      'seat-released',
      'license-issued',
      'audit-exported',
      undefined,
    ]);
    expect(await run('audit verify', '--head', head)).toContain('intact: 5 rows');
  });
});
