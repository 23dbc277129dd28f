import type { LicensedMachine } from '../../installed/licensedMachine.ts';
import { findReturnable, removeLicense, returnLicense, returnStandingOf } from '../../installed/returnLicense.ts';
import { returnCodeOf } from '../../installed/typedCodes.ts';
import type { ReturnStanding } from '../../src/issue/returnStanding.ts';
import { ask } from '../ask.ts';
import { exitCodes, type Streams } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { refuseExisting, shown, writeFile } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { flag, option } from '../framework/parameters.ts';
import { file as fileType } from '../framework/valueTypes.ts';
import { codeTable } from '../typed/codeTable.ts';
import { openMachineAt } from './context/licensedMachine.ts';
import { type MachineEnvironment, systemOf } from './context/system.ts';
import { machineOptions } from './options.ts';

export const command = defineCommand({
  name: 'machine return',
  summary: 'Return the license and write the receipt for the vendor.',
  description:
    'The product stops working on this machine at once, and the license cannot be installed here again. The seat ' +
    'becomes free when the vendor receives the receipt. Run the command again to write the same receipt again.',
  options: {
    output: option({
      short: 'o',
      value: 'FILE',
      type: fileType,
      help: 'File to write the receipt to',
      defaultText: 'named after the product, in the current folder',
    }),
    typed: flag({ help: 'Show a return code, to read out or to type elsewhere, instead of writing a file' }),
    force: machineOptions.force,
    yes: flag({ help: 'Do not ask for confirmation' }),
    to: machineOptions.to,
    profile: machineOptions.profile,
  },
  async run({ output, typed, force, yes, to, profile }, environment: MachineEnvironment) {
    if (typed && output !== undefined) throw new UsageError(texts.typedAlone);
    const machine = openMachineAt(profile, systemOf(environment), to);
    const { product, fileEndings } = machine.profile;
    const path = output ?? `${product.id}${fileEndings.return}`;
    if (!force && !typed) refuseExisting([path]);
    const returnable = findReturnable(machine);
    const { license, before } = returnable;
    if (!before && !yes) {
      const limits = limitsText(returnStandingOf(machine, license));
      await confirm(texts.consequence(license.licenseType, product.name) + limits, environment);
    }
    const receipt = await returnLicense(machine, returnable);
    if (!typed) writeFile(path, receipt, force);
    for (const left of removeLicense(machine)) {
      environment.stderr.write(`${texts.notRemoved(shown(left.path), left.reason)}\n`);
    }
    environment.stdout.write(
      typed
        ? `${codeTable(codeFor(receipt, openMachineAt(profile, systemOf(environment), to)))}\n${texts.readOut}\n`
        : before
          ? texts.writtenAgain(shown(path))
          : texts.written(shown(path)),
    );
    return exitCodes.success;
  },
});

/** @throws CommandError `return-without-code` */
function codeFor(receipt: Uint8Array, machine: LicensedMachine): string[] {
  const code = returnCodeOf(receipt, machine);
  if (code === null) throw new CommandError('return-without-code', {});
  return code;
}

const texts = {
  typedAlone: '--typed writes no file, so it takes no -o.',
  readOut:
    'This is the return code. Read it to the vendor, group by group, or type it on a device with internet. The seat stays taken until then. Show it again with the same command.',
  yesNeeded: 'Returning a license cannot be undone. Confirm with --yes, or run this in a terminal.',
  consequence: (type: string, product: string) =>
    `You are about to return the ${type} license of ${product}. The product stops working on this machine.`,
  typeYes: 'Type yes to return it: ',
  limits: (perYear: number, coolDownDays: number, left: number, next: string) =>
    ` A machine can return ${perYear} in 365 days, with ${coolDownDays} days between two; this one has ${left} left, this one included. After it, the next is possible from ${next}.`,
  written: (path: string) =>
    `The license is returned. Wrote ${path}.\nNext: carry the receipt to a device with internet and send it to the vendor. The seat stays taken until then.\n`,
  writtenAgain: (path: string) => `This license was returned before. Wrote its receipt again: ${path}.\n`,
  notRemoved: (path: string, reason: string) =>
    `${path} could not be removed (${reason}). It is no longer valid; ` +
    (reason === 'EBUSY' ? 'close the program that has it open, and remove it.' : 'remove it as an administrator.'),
} as const;

/** @returns the vendor’s limits in numbers; empty where none is known, or none applies */
function limitsText(standing: ReturnStanding | null): string {
  if (!standing || standing.nextAfterThis === null) return '';
  const { bounds, left, nextAfterThis } = standing;
  return texts.limits(bounds.perYear, bounds.coolDownDays, left, nextAfterThis.slice(0, 10));
}

/** @throws CommandError `return-not-confirmed`; UsageError without a terminal */
async function confirm(consequence: string, streams: Streams): Promise<void> {
  if (!streams.stdin.isTTY) throw new UsageError(texts.yesNeeded);
  streams.stderr.write(`${consequence}\n`);
  const answer = await ask(texts.typeYes, streams, true);
  if (answer.trim().toLowerCase() !== 'yes') throw new CommandError('return-not-confirmed', {});
}
