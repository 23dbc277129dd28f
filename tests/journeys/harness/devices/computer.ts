import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type AirGap, sharedAirGap } from '../browsers/airGap.ts';
import { untilTestEnds } from '../lifetime.ts';
import { temporaryFolder } from '../temporary.ts';
import type { Service } from '../vendor/service.ts';

const tool = resolve('dist/cli/keyferry.js');

/** An account on a computer without network, with the command line tool and the vendor's profile. */
export interface Computer {
  readonly airGap: AirGap;
  /** The account's home folder. */
  readonly home: string;
  /** @returns path of a file in it */
  at(name: string): string;
  /** Runs `keyferry machine …` to its end. */
  machine(...args: readonly string[]): {
    readonly exitCode: number | null;
    readonly stdout: string;
    readonly stderr: string;
  };
  /** Starts `keyferry machine wizard …`; it ends with the test. */
  startWizard(...args: readonly string[]): Promise<LocalWizard>;
}

export interface LocalWizard {
  /** The address that the terminal shows, with the token. */
  readonly address: string;
  /** Everything that the terminal shows so far. */
  output(): string;
  /** Presses Ctrl-C. @returns exit code */
  stop(): Promise<number | null>;
  /** Kills it. */
  kill(): Promise<void>;
}

/** Sets up a computer for a product of the service's vendor. */
export async function setUpComputer(service: Service): Promise<Computer> {
  const airGap = await sharedAirGap();
  const home = join(temporaryFolder('computer'), 'home');
  mkdirSync(home);
  cpSync(join(service.dataFolder, 'products/orrery/vendor.json'), join(home, 'vendor.json'));
  const env = { HOME: home, PATH: process.env.PATH };
  const [program = '', ...prefix] = airGap.command;
  const argsOf = (args: readonly string[]) => [...prefix, process.execPath, tool, 'machine', ...args];
  return {
    airGap,
    home,
    at: (name) => join(home, name),
    machine(...args) {
      const { status, stdout, stderr } = spawnSync(program, argsOf(args), { cwd: home, env, encoding: 'utf8' });
      return { exitCode: status, stdout, stderr };
    },
    async startWizard(...args) {
      const child = spawn(program, argsOf(['wizard', '--no-open', ...args]), { cwd: home, env });
      untilTestEnds(() => end(child, 'SIGKILL'));
      let printed = '';
      const address = await new Promise<string>((found, failed) => {
        const listen = (chunk: Buffer) => {
          printed += chunk;
          const shown = /http:\/\/localhost:\d+\/\?token=\S+/.exec(printed)?.[0];
          if (shown !== undefined && printed.includes('Ctrl-C')) found(shown);
        };
        child.stdout.on('data', listen);
        child.stderr.on('data', listen);
        child.once('exit', (code) => failed(new Error(`the wizard ended with ${code}:\n${printed}`)));
      });
      return {
        address,
        output: () => printed,
        stop: () => end(child, 'SIGINT'),
        kill: async () => void (await end(child, 'SIGKILL')),
      };
    },
  };
}

async function end(child: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return child.exitCode;
}
