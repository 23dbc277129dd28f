import { findReturnable, removeLicense, returnLicense, returnStandingOf } from '../../installed/returnLicense.ts';
import type { ReturnStanding } from '../../src/issue/returnStanding.ts';
import { ask } from '../ask.ts';
import { exitCodes, type Streams } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { refuseExisting, shown, writeFile } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { flag, option } from '../framework/parameters.ts';
import { file as fileType } from '../framework/valueTypes.ts';
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
    force: machineOptions.force,
    yes: flag({ help: 'Do not ask for confirmation' }),
    to: machineOptions.to,
    profile: machineOptions.profile,
  },
  async run({ output, force, yes, to, profile }, environment: MachineEnvironment) {
    const machine = openMachineAt(profile, systemOf(environment), to);
    const { product, fileEndings } = machine.profile;
    const path = output ?? `${product.id}${fileEndings.return}`;
    if (!force) refuseExisting([path]);
    const returnable = findReturnable(machine);
    const { license, before } = returnable;
    if (!before && !yes) {
      const limits = limitsText(returnStandingOf(machine, license));
      await confirm(texts.consequence(license.licenseType, product.name) + limits, environment);
    }
    writeFile(path, await returnLicense(machine, returnable), force);
    for (const left of removeLicense(machine)) {
      environment.stderr.write(`${texts.notRemoved(shown(left.path), left.reason)}\n`);
    }
    environment.stdout.write(before ? texts.writtenAgain(shown(path)) : texts.written(shown(path)));
    return exitCodes.success;
  },
});

const texts = {
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
