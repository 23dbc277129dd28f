import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { activationsList } from '../../cli/activations/list.ts';
import { activationsReissue } from '../../cli/activations/reissue.ts';
import { activationsRelease } from '../../cli/activations/release.ts';
import { auditExport } from '../../cli/audit/export.ts';
import { auditVerify } from '../../cli/audit/verify.ts';
import type { Command, Streams } from '../../cli/command.ts';
import { issue } from '../../cli/issue/issue.ts';
import { serialsExport } from '../../cli/serials/export.ts';
import { serialsMint } from '../../cli/serials/mint.ts';
import { environment, openCeremony } from '../cli/keys/ceremony.ts';
import { machineWith, requestOf } from '../server/machines.ts';
import { engines, type OwnDatabase, postgres } from './databases/engines.ts';

/** Commands run in this process, on PostgreSQL with `DATABASE_URL`; `tests/build/` runs the built command line tool. */
describe.each(engines)('the vendor commands on $name', (engine) => {
  let database: OwnDatabase;
  let ceremony: Awaited<ReturnType<typeof openCeremony>>;
  const before = { ...process.env };
  beforeEach(async () => {
    database = await engine.make();
    ceremony = await openCeremony();
    Object.assign(process.env, environment, { KEYFERRY_DATA: ceremony.folder.path });
    if (engine === postgres) process.env.DATABASE_URL = database.address;
  });
  afterEach(async () => {
    process.env = { ...before };
    ceremony.close();
    await database.remove();
  });

  async function run(command: Command, ...args: string[]): Promise<string> {
    let said = '';
    const write = (text: string | Uint8Array, taken?: () => void) => {
      said += typeof text === 'string' ? text : new TextDecoder().decode(text);
      taken?.();
      return true;
    };
    const streams = { stdin: { isTTY: false }, stdout: { write }, stderr: { write: () => true } };
    expect(await command.run(args, streams as unknown as Streams)).toBe(0);
    return said;
  }

  test('mint, issue, show, release, reissue and verify in one store', async () => {
    const at = (name: string) => join(ceremony.place, name);
    const serialNumber = (await run(serialsMint, '--type', 'pro')).trim();
    writeFileSync(at('serial.txt'), serialNumber);
    writeFileSync(at('a.licreq'), await requestOf(machineWith('alpha')));
    const order = ['--type', 'pro', '--serial-file', at('serial.txt')];
    const license = await run(issue, at('a.licreq'), ...order);
    const { rows } = JSON.parse(await run(activationsList, '--json'));
    expect(rows).toMatchObject([{ serialMasked: `*****-*****-*****-${serialNumber.slice(-5)}`, releasedAt: null }]);
    expect(await run(activationsReissue, rows[0].machine)).toBe(license);
    await run(activationsRelease, rows[0].machine);
    writeFileSync(at('b.licreq'), await requestOf(machineWith('beta')));
    await run(issue, at('b.licreq'), ...order);
    expect(await run(serialsExport)).toContain(`${serialNumber.slice(-5)},orrery,pro,1,1,`);
    const { head } = JSON.parse(await run(auditVerify, '--json'));
    const lines = (await run(auditExport)).trim().split('\n');
    expect(lines.map((line) => JSON.parse(JSON.parse(line).entry ?? '{}').event)).toEqual([
      'serial-added',
      'license-issued',
      'seat-released',
      'license-issued',
      'audit-exported',
      undefined,
    ]);
    expect(await run(auditVerify, '--head', head)).toContain('holds: 5 rows');
  });
});
