import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AirGap } from './airGap.ts';
import { untilTestEnds } from './lifetime.ts';
import type { Service } from './service.ts';
import { temporaryFolder } from './temporary.ts';

const tool = resolve('dist/cli/keyferry.js');

/** Somebody's account on a computer without network, with the tool and the vendor's profile. */
export interface Computer {
  readonly airGap: AirGap;
  /** The account's own folder. */
  readonly home: string;
  /** Path of something in it. */
  at(name: string): string;
  /** `keyferry machine …`, to its end. */
  machine(...args: readonly string[]): {
    readonly exitCode: number | null;
    readonly stdout: string;
    readonly stderr: string;
  };
  /** `keyferry machine wizard …`, until it is stopped or the test ends. */
  startWizard(...args: readonly string[]): Promise<LocalWizard>;
}

export interface LocalWizard {
  /** As it stands in the terminal, with the token. */
  readonly address: string;
  /** Everything in the terminal so far. */
  output(): string;
  /** As somebody presses Ctrl-C. @returns exit code */
  stop(): Promise<number | null>;
  /** As a crash. */
  kill(): Promise<void>;
}

/** Sets up a computer for a product of the service's vendor. */
export function setUpComputer(service: Service, airGap: AirGap): Computer {
  const home = join(temporaryFolder('computer'), 'home');
  mkdirSync(home);
  cpSync(join(service.dataFolder, 'vendor.json'), join(home, 'vendor.json'));
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
      let said = '';
      const address = await new Promise<string>((found, failed) => {
        const listen = (chunk: Buffer) => {
          said += chunk;
          const shown = /http:\/\/localhost:\d+\/\?token=\S+/.exec(said)?.[0];
          if (shown !== undefined && said.includes('Ctrl-C')) found(shown);
        };
        child.stdout.on('data', listen);
        child.stderr.on('data', listen);
        child.once('exit', (code) => failed(new Error(`the wizard ended with ${code}:\n${said}`)));
      });
      return {
        address,
        output: () => said,
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
