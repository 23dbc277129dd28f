import { readArguments } from '../arguments.ts';
import { ask } from '../ask.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { refuseExisting, shown, writeFile } from '../files.ts';
import { openMachine } from './context/machineContext.ts';
import { type System, thisSystem } from './context/system.ts';
import { returnHelp } from './help.ts';
import { installTargetFor } from './installed/installTarget.ts';
import { findReturnable, removeLicense, returnLicense } from './installed/returnLicense.ts';
import { machineWords } from './words.ts';

export const machineReturn: Command = {
  help: returnHelp,
  run: (args, streams) => returnIn(thisSystem(), args, streams),
};

export async function returnIn(system: System, args: readonly string[], streams: Streams): Promise<number> {
  const { values, positionals } = readArguments(args, {
    output: { type: 'string', short: 'o' },
    force: { type: 'boolean' },
    yes: { type: 'boolean' },
    to: { type: 'string' },
    profile: { type: 'string' },
  });
  if (positionals.length > 0) throw new UsageError(machineWords.none);
  const machine = openMachine(values.profile, system);
  const { product, fileEndings } = machine.profile;
  const target = installTargetFor(machine.profile, system, values.to);
  const path = values.output ?? `${product.id}${fileEndings.return}`;
  if (!values.force) refuseExisting([path]);
  const returnable = findReturnable(machine, target);
  const { license, before } = returnable;
  if (!before) await confirm(license.licenseType, product.name, values.yes ?? false, streams);
  writeFile(path, await returnLicense(machine, returnable), values.force ?? false);
  for (const left of removeLicense(machine, target)) {
    streams.stderr.write(`${machineWords.leftBehind(shown(left.path), left.reason)}\n`);
  }
  streams.stdout.write(before ? machineWords.receiptAgain(shown(path)) : machineWords.wroteReceipt(shown(path)));
  return exitCodes.success;
}

/** @throws Trouble `return-not-confirmed`; UsageFault where nobody can be asked */
async function confirm(type: string, product: string, isSure: boolean, streams: Streams): Promise<void> {
  if (isSure) return;
  if (!streams.stdin.isTTY) throw new UsageError(machineWords.yesNeeded);
  streams.stderr.write(`${machineWords.givingBack(type, product)}\n`);
  const answer = await ask(machineWords.typeYes, streams, true);
  if (answer.trim().toLowerCase() !== 'yes') throw new CommandError('return-not-confirmed', {});
}
