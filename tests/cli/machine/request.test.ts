import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../src/documents/request.ts';
import { identifyMachine } from '../../../src/machine/identity.ts';
import { product } from '../../documents/sample.ts';
import { read, survey } from '../../machine/surveys.ts';
import { workbench } from './workbench.ts';

describe('a request of this machine', () => {
  it('contains what was shown and no hardware identifiers', async () => {
    const bench = await workbench();
    const { exitCode, stdout } = await bench.run('request', '-o', bench.at('a.licreq'));
    expect(exitCode).toBe(0);
    const request = readRequest(bench.read('a.licreq'));
    expect(request).toMatchObject({ product, productVersion: '5.2', keysetVersion: 3, bindingStrength: 'strong' });
    expect(request.bindings).toEqual(identifyMachine(product, survey).bindings);
    for (const { value } of request.bindings) expect(stdout).toContain(value);
    const text = new TextDecoder().decode(bench.read('a.licreq'));
    for (const secret of ['S5GXNX0T', 'PF2K81ZQ0007', '00:16:3e', '7c1d0b6f', 'b2c65d1e']) {
      expect(`${text}${stdout}`.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });

  it('is signed by one key for this installation, readable by its user only', async () => {
    const bench = await workbench();
    await bench.run('request', '-o', bench.at('a.licreq'));
    await bench.run('request', '-o', bench.at('b.licreq'));
    const [first, second] = ['a.licreq', 'b.licreq'].map((name) => readRequest(bench.read(name)));
    expect(first?.installationKey).toEqual(second?.installationKey);
    expect(first?.requestId).not.toBe(second?.requestId);
    expect(statSync(bench.paths.installationKey).mode & 0o777).toBe(0o600);
    expect(statSync(bench.paths.folder).mode & 0o777).toBe(0o700);
  });

  it('gives a reason for each missing component, such as missing administrator rights', async () => {
    const bench = await workbench();
    bench.changeHardware({
      surroundings: { kind: 'virtual-machine', name: 'QEMU' },
      system: { outcome: 'no-rights' },
      board: read('Default string'),
      disks: [],
    });
    const { stdout } = await bench.run('request', '-o', bench.at('a.licreq'));
    expect(stdout).toMatch(/computer identity.*only an administrator/);
    expect(stdout).toMatch(/main board.*placeholder/);
    expect(stdout).toMatch(/system disk.*shows none/);
    expect(stdout).toMatch(/virtual machine \(QEMU\)/);
    expect(stdout).toMatch(/Fewer than three/);
    expect(readRequest(bench.read('a.licreq')).bindingStrength).toBe('weak');
  });

  it('is kept until it is answered', async () => {
    const bench = await workbench();
    await bench.run('request', '-o', bench.at('a.licreq'));
    expect(new Uint8Array(readFileSync(bench.paths.request))).toEqual(bench.read('a.licreq'));
    expect((await bench.run('activate', await bench.obtain())).exitCode).toBe(0);
    expect(existsSync(bench.paths.request)).toBe(false);
  });

  it('replaces a file only if forced', async () => {
    const bench = await workbench();
    writeFileSync(bench.at('a.licreq'), 'precious');
    expect(await bench.run('request', '-o', bench.at('a.licreq'))).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^file-exists: /),
    });
    expect(readFileSync(bench.at('a.licreq'), 'utf8')).toBe('precious');
    expect(existsSync(bench.paths.installationKey)).toBe(false);
    expect((await bench.run('request', '-o', bench.at('a.licreq'), '--force')).exitCode).toBe(0);
  });

  it('is refused with a missing or invalid profile and with a damaged key', async () => {
    const bench = await workbench();
    expect((await bench.run('request', '--profile', bench.at('none.json'))).stderr).toMatch(/^profile-missing: /);
    writeFileSync(bench.at('bad.json'), '{"format":1}');
    expect((await bench.run('request', '--profile', bench.at('bad.json'))).stderr).toMatch(
      /^vendor-invalid: .*“vendor”/,
    );
    mkdirSync(dirname(bench.paths.installationKey), { recursive: true });
    writeFileSync(bench.paths.installationKey, 'not a key');
    chmodSync(bench.paths.installationKey, 0o600);
    expect((await bench.run('request', '-o', bench.at('a.licreq'))).stderr).toMatch(/^installation-key-damaged: /);
    expect(readFileSync(bench.paths.installationKey, 'utf8')).toBe('not a key');
  });
});

describe('a report on the request, for a security officer', () => {
  it('has every value of the request, its SHA-256 and the file itself', async () => {
    const bench = await workbench();
    const { exitCode, stdout } = await bench.run('request', '-o', bench.at('a.licreq'), '--report', bench.at('a.txt'));
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`Wrote ${bench.at('a.txt')}`)]);
    const [file, report] = [bench.read('a.licreq'), new TextDecoder().decode(bench.read('a.txt'))];
    const { requestId, bindings } = readRequest(file);
    const digest = createHash('sha256').update(file).digest('hex');
    for (const text of [requestId, digest, ...bindings.map(({ value }) => value)]) expect(report).toContain(text);
    expect(report.endsWith(new TextDecoder().decode(file))).toBe(true);
    expect(stdout).toContain(requestId);
    await bench.run('explain', bench.at('a.licreq'), '--report', bench.at('b.txt'));
    expect(new TextDecoder().decode(bench.read('b.txt'))).toContain(digest);
  });

  it('replaces no file unless forced', async () => {
    const bench = await workbench();
    writeFileSync(bench.at('a.txt'), 'mine');
    const { exitCode } = await bench.run('request', '-o', bench.at('a.licreq'), '--report', bench.at('a.txt'));
    expect([exitCode, existsSync(bench.at('a.licreq'))]).toEqual([1, false]);
    expect(readFileSync(bench.at('a.txt'), 'utf8')).toBe('mine');
  });
});
