import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Extent } from '../extent.ts';
import { quantile, ratio, sayTable, sayTitle, sayWorking } from '../print.ts';

const tool = resolve('dist/cli/keyferry.js');
const executable = './keyferry';

interface Command {
  readonly what: string;
  readonly program: string;
  readonly args: readonly string[];
}

interface Cost {
  readonly wallMs: number[];
  cpuMs: number;
}

/** Measures how long commands take that do little: mostly the start of Node and of the tool. */
export function measureCommands({ quick }: Extent): void {
  const rounds = quick ? 10 : 40;
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-bench-'));
  try {
    const commands = prepare(folder);
    const costs = new Map(commands.map((command) => [command, { wallMs: [], cpuMs: 0 } as Cost]));
    for (let round = 0; round < rounds; round++) {
      sayWorking(`commands: round ${round + 1} of ${rounds}`);
      for (const [command, cost] of costs) measureOnce(command, cost, folder);
    }
    sayTitle('commands: time to answer');
    sayTable(rowsOf([...costs]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Licenses the machine that this runs on, in a folder of its own. */
function prepare(folder: string): readonly Command[] {
  const run = (line: string) => execFileSync(process.execPath, [tool, ...line.split(' ')], inside(folder));
  const product =
    '--product orrery --name Orrery --version 5.2 --vendor Northlight --service https://activate.example.com';
  run(`init ${product} --type free,serial=none,name=Free`);
  run('keys root root.key');
  run('keys init --root root.key');
  copyFileSync(join(folder, '.keyferry/products/orrery/vendor.json'), join(folder, 'vendor.json'));
  run('machine request');
  run('issue orrery.licreq --type free -o orrery.lic');
  writeFileSync(join(folder, 'nothing.cjs'), '');
  spawnSync(process.execPath, [tool, 'pack', '--executable', executable], inside(folder));
  const node = (what: string, ...args: string[]) => ({ what, program: process.execPath, args });
  const packed = (...args: string[]) => ({ what: `executable: ${args.join(' ')}`, program: executable, args });
  const verify = ['machine', 'verify', 'orrery.lic'];
  return [
    node('node -e 0', '-e', '0'),
    node('node with an empty script', 'nothing.cjs'),
    node('keyferry --version', tool, '--version'),
    node('keyferry help', tool, 'help'),
    node('keyferry machine verify FILE', tool, ...verify),
    // A Node that was built without the marker for it cannot be packed.
    ...(existsSync(join(folder, executable)) ? [packed('--version'), packed(...verify)] : []),
  ];
}

function inside(folder: string) {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    KEYFERRY_PASSPHRASE: 'a worthless passphrase',
    KEYFERRY_ROOT_PASSPHRASE: 'another worthless passphrase',
  };
  return { cwd: folder, env, stdio: 'pipe' as const };
}

function measureOnce({ what, program, args }: Command, cost: Cost, folder: string): void {
  const [start, before] = [performance.now(), childrensCpuMs()];
  const { status } = spawnSync(program, args, inside(folder));
  cost.wallMs.push(performance.now() - start);
  cost.cpuMs += childrensCpuMs() - before;
  if (status !== 0) throw new Error(`${what} ended with ${status}`);
}

/** @returns processor time of ended child processes, in steps of 10 ms; NaN where the system does not list it */
function childrensCpuMs(): number {
  if (!existsSync('/proc/self/stat')) return Number.NaN;
  const fields = readFileSync('/proc/self/stat', 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  return 10 * (Number(fields[13]) + Number(fields[14]));
}

function rowsOf(costs: readonly (readonly [Command, Cost])[]): readonly (readonly string[])[] {
  const [, bare] = costs[0] ?? [];
  const median = (cost: Cost | undefined) => quantile(cost?.wallMs ?? [], 0.5);
  const rows = costs.map(([{ what }, cost]) => [
    what,
    median(cost).toFixed(0),
    ratio(median(cost) / median(bare)),
    ratio(cost.cpuMs / (bare?.cpuMs ?? Number.NaN)),
  ]);
  return [['command', 'median ms', 'time/node -e 0', 'processor time/node -e 0'], ...rows];
}
