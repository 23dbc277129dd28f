import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { allCommands } from '../../../cli/commands.ts';
import { explain } from '../../../cli/explain.ts';
import { command as activate } from '../../../cli/machine/activate.ts';
import { command as bindings } from '../../../cli/machine/bindings.ts';
import type { MachineEnvironment, System } from '../../../cli/machine/context/system.ts';
import { command as explainCommand } from '../../../cli/machine/explain.ts';
import { command as request } from '../../../cli/machine/request.ts';
import { command as returnCommand } from '../../../cli/machine/return.ts';
import { command as status } from '../../../cli/machine/status.ts';
import { command as verify } from '../../../cli/machine/verify.ts';
import { pathsFor } from '../../../installed/paths.ts';
import type { LicenseFields } from '../../../src/documents/license.ts';
import type { MachineSurvey } from '../../../src/machine/survey.ts';
import type { VendorProfile } from '../../../src/vendor/profile.ts';
import { now, product } from '../../documents/sample.ts';
import { survey } from '../../machine/surveys.ts';
import { emptyFolder } from '../tool.ts';
import { issueFor, writeProfile } from './vendor.ts';

const commands = {
  request,
  activate,
  status,
  verify,
  bindings,
  explain: explainCommand,
  return: returnCommand,
} as const;

interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A machine with a home folder of its own, whose hardware and clock can change between two commands. */
export async function workbench(profileChange: Partial<VendorProfile> = {}) {
  const home = emptyFolder();
  const folder = join(home, 'folder');
  mkdirSync(folder);
  const profile = await writeProfile(folder, profileChange);
  let system: System = {
    environment: { KEYFERRY_PROFILE: profile },
    platform: 'linux',
    home,
    now,
    carriedProfile: null,
    survey: () => survey,
  };
  const at = (name: string) => join(folder, name);

  const run = (name: keyof typeof commands, ...args: readonly string[]) => pipe(null, name, ...args);

  /** @param input standard input; null for none */
  async function pipe(
    input: Uint8Array | null,
    name: keyof typeof commands,
    ...args: readonly string[]
  ): Promise<Outcome> {
    let stdout = '';
    let stderr = '';
    const environment = {
      system,
      variables: system.environment,
      now: () => system.now,
      commands: allCommands,
      stdin: Object.assign(Readable.from(input ? [input] : []), { isTTY: false }),
      stdout: { write: (text: string) => (stdout += text) },
      stderr: { write: (text: string) => (stderr += text) },
    } as unknown as MachineEnvironment;
    try {
      const exitCode = await commands[name].run(args, environment);
      return { exitCode, stdout, stderr };
    } catch (error) {
      const { line, exitCode } = explain(error, 'user');
      if (exitCode === 70) throw error;
      return { exitCode, stdout, stderr: `${stderr}${line}\n` };
    }
  }

  return {
    at,
    paths: pathsFor(product, system),
    /** The state for the next command. */
    system: () => system,
    run,
    pipe,
    read: (name: string) => new Uint8Array(readFileSync(at(name))),
    change(changed: Partial<System>) {
      system = { ...system, ...changed };
    },
    changeHardware(changed: Partial<MachineSurvey>) {
      system = { ...system, survey: () => ({ ...survey, ...changed }) };
    },
    /** Creates a request and answers it as the vendor does. */
    async obtain(name = 'license.lic', change: Partial<LicenseFields> = {}): Promise<string> {
      await run('request', '-o', at('request.licreq'), '--force');
      writeFileSync(at(name), await issueFor(new Uint8Array(readFileSync(at('request.licreq'))), change));
      return at(name);
    },
  };
}
