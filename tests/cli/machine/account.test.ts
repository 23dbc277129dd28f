import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { systemOf } from '../../../cli/machine/context/system.ts';
import { pathsFor } from '../../../installed/paths.ts';
import { readRequest } from '../../../src/documents/request.ts';
import { identifyMachine } from '../../../src/machine/identity.ts';
import { product } from '../../documents/sample.ts';
import { read, survey } from '../../machine/surveys.ts';
import { workbench } from './workbench.ts';

const isRoot = process.getuid?.() === 0;
const someone = 65_534;

/** Runs as a user to whom nothing belongs. Tests that do not run as root are one already. */
async function asSomeone<Result>(work: () => Promise<Result>): Promise<Result> {
  if (!isRoot) return work();
  process.seteuid?.(someone);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('a folder that root made in the home folder of a user', () => {
  it.each(['status', 'return', 'request', 'activate'] as const)('is named by %s, with what to do', async (name) => {
    const bench = await workbench();
    await bench.run('activate', await bench.obtain());
    for (const folder of [bench.system().home ?? '', bench.at('')]) chmodSync(folder, 0o755);
    chmodSync(bench.paths.folder, isRoot ? 0o700 : 0);
    const args = {
      status: [],
      activate: [],
      return: ['--yes', '-o', bench.at('a.licret')],
      request: ['-o', bench.at('b')],
    };
    const run = await asSomeone(() => bench.run(name, ...args[name]));
    chmodSync(bench.paths.folder, 0o700);
    expect(run).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^stored-unreadable: .*\/orrery\/.*EACCES/),
    });
    expect(run.stdout).not.toMatch(/no license/);
    if (isRoot) expect(run.stderr).toMatch(/chown/);
  });

  it.runIf(isRoot)('is not made: with sudo, files belong to the user', async () => {
    const bench = await workbench();
    const home = bench.system().home ?? '';
    chownSync(home, someone, someone);
    await bench.run('activate', await bench.obtain());
    await bench.run('status');
    const made = [join(home, '.local'), bench.paths.folder, join(bench.paths.lastSeen[1], '..')];
    const files = readdirSync(bench.paths.folder).map((name) => join(bench.paths.folder, name));
    expect(files.length).toBeGreaterThan(2);
    for (const path of [...made, ...files]) expect([path, lstatSync(path).uid]).toEqual([path, someone]);
  });
});

describe('the files of a user', () => {
  it.each(['snap/code/171/.local/share', '.var/app/com.editor/data'])(
    'are the same in a terminal of an editor that keeps its own in %s',
    async (folder) => {
      const bench = await workbench();
      const home = bench.system().home ?? '';
      const inEditor = { ...bench.system().environment, XDG_DATA_HOME: join(home, folder) };
      bench.change({ environment: inEditor });
      await bench.run('activate', await bench.obtain());
      expect(existsSync(join(home, folder))).toBe(false);
      const { XDG_DATA_HOME: _, ...outside } = inEditor;
      bench.change({ environment: outside });
      expect((await bench.run('status')).exitCode).toBe(0);
      bench.change({ environment: inEditor });
      expect((await bench.run('return', '--yes', '-o', bench.at('a.licret'))).exitCode).toBe(0);
    },
  );

  it('stay in use where they are already', async () => {
    const bench = await workbench();
    const home = bench.system().home ?? '';
    const elsewhere = {
      ...bench.system().environment,
      XDG_DATA_HOME: join(home, 'data'),
      XDG_STATE_HOME: join(home, 'state'),
    };
    await bench.run('activate', await bench.obtain());
    bench.change({ environment: elsewhere });
    expect((await bench.run('status')).exitCode).toBe(0);
    mkdirSync(join(home, 'data/keyferry', product), { recursive: true });
    expect((await bench.run('status')).stdout).toContain(join(home, 'data/keyferry', product));
    expect(pathsFor('other', bench.system()).folder).toBe(join(home, 'data/keyferry/other'));
  });

  it('may be given by variables alone; without them, a missing home folder is named', async () => {
    const bench = await workbench();
    const home = bench.system().home ?? '';
    bench.change({ home: null });
    for (const [name, ...args] of [['status'], ['request', '-o', bench.at('a')], ['return', '--yes']] as const) {
      expect(await bench.run(name, ...args)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringMatching(/^home-missing: /),
      });
    }
    const given = { XDG_DATA_HOME: join(home, 'data'), XDG_STATE_HOME: join(home, 'state') };
    bench.change({ environment: { ...bench.system().environment, ...given } });
    expect((await bench.run('activate', await bench.obtain())).exitCode).toBe(0);
    expect(existsSync(join(home, 'data/keyferry', product, 'license.lic'))).toBe(true);
  });

  it('are searched by name, so that the message about a missing key tells where', async () => {
    const bench = await workbench();
    const { stderr } = await bench.run('return', '--yes', '-o', bench.at('a.licret'));
    expect(stderr).toMatch(/^installation-key-missing: /);
    expect(stderr).toContain(bench.paths.folder);
    expect((await bench.run('status')).stdout).toContain(bench.paths.license);
  });
});

it('an account without a home folder and without an entry is no fault', () => {
  vi.stubEnv('HOME', '');
  try {
    const environment = { variables: {}, now: () => new Date() } as unknown as Parameters<typeof systemOf>[0];
    // The account of this test has an entry, if not a variable.
    expect(systemOf(environment).home).toMatch(/^\//);
  } finally {
    vi.unstubAllEnvs();
  }
});

describe('a license for three components of a virtual machine', () => {
  it('holds for a user who may read two of them, and says so', async () => {
    const bench = await workbench();
    bench.changeHardware({ board: read('Not Specified'), disks: [] });
    const license = await bench.obtain();
    bench.changeHardware({ board: read('Not Specified'), disks: [], system: { outcome: 'no-rights' } });
    const { exitCode, stdout } = await bench.run('verify', license);
    expect([exitCode, stdout]).toMatchObject([0, expect.stringMatching(/2 of 3 components match; 2 are needed/)]);
    const { machine } = JSON.parse((await bench.run('verify', license, '--json')).stdout);
    expect(machine).toMatchObject({ equal: 2, required: 2, components: { system: 'no-rights' } });
    bench.changeHardware({ board: read('Not Specified'), disks: [], system: { outcome: 'no-rights' }, adapters: [] });
    expect((await bench.run('verify', license)).exitCode).toBe(1);
  });

  it('keeps its adapter in the next request when a card in a lower slot comes first', async () => {
    const bench = await workbench();
    await bench.run('activate', await bench.obtain());
    const [own] = bench.system().survey().adapters;
    if (!own) throw new Error('the sample has an adapter');
    const card = { ...own, address: '00:16:3e:5a:0b:70', position: '/devices/pci0000:00/0000:00:01.0/net/eth1' };
    bench.changeHardware({ adapters: [card, own] });
    const before = (await bench.run('status', '--json')).stdout;
    expect(JSON.parse(before).machine.components.network).toBe('same');
    await bench.run('request', '-o', bench.at('next.licreq'));
    expect(readRequest(bench.read('next.licreq')).bindings).toEqual(identifyMachine(product, survey).bindings);
  });
});
