import { confirmActivation } from '../../installed/confirmation.ts';
import { openDelivery } from '../../installed/delivery.ts';
import { type InstallOutcome, installLicense } from '../../installed/installLicense.ts';
import type { LicensedMachine } from '../../installed/licensedMachine.ts';
import { licenseByCode } from '../../installed/typedCodes.ts';
import { readActivationReceipt } from '../../src/documents/activationReceipt.ts';
import { machineId } from '../../src/documents/machineId.ts';
import type { Delivery } from '../../src/verify/delivery.ts';
import { ask } from '../ask.ts';
import { exitCodes, type Streams } from '../command.ts';
import { CommandError, UsageError } from '../errors.ts';
import { refuseExisting, shown, writeFile } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, flag, option } from '../framework/parameters.ts';
import { file as fileType, text } from '../framework/valueTypes.ts';
import { tableOf } from '../table.ts';
import { readCode } from '../typed/readCode.ts';
import { openMachineAt } from './context/licensedMachine.ts';
import { type MachineEnvironment, systemOf } from './context/system.ts';
import { machineOptions } from './options.ts';
import { readDeliveries } from './readDelivery.ts';
import { comparisonDetails, comparisonTable } from './report/comparison.ts';
import { licenseTexts } from './report/texts.ts';

export const command = defineCommand({
  name: 'machine activate',
  summary: 'Verify a license and install it for the product.',
  description:
    'FILE is a license, a file with the licenses of many machines, a keyset, also an e-mail or archive, or a folder of ' +
    'such files: the best license for this machine is found. A license that was issued before the installed one changes ' +
    'nothing; one that is worse in type, features or end is installed only with consent. A copy of the license, and of ' +
    'each one that it replaces, is stored in this user’s own folder. Without FILE, that copy is installed.',
  arguments: {
    files: argument({
      value: 'FILE',
      type: fileType,
      presence: 'any',
      help: 'License file, or folder of license files; - for standard input',
      defaultText: 'the stored copy',
    }),
  },
  options: {
    code: option({
      value: 'CODE',
      type: text,
      help: 'Confirmation code that the vendor gave for this machine’s installation code; - to type it, or for standard input',
    }),
    replace: flag({ help: 'Replace a better or newer license without asking' }),
    receipt: option({
      value: 'FILE',
      type: fileType,
      help: 'Write an activation receipt, by which the phone that brought the license knows that it arrived',
    }),
    to: machineOptions.to,
    profile: machineOptions.profile,
  },
  async run({ files, code, replace, receipt, to, profile }, environment: MachineEnvironment) {
    if (receipt !== undefined) refuseExisting([receipt]);
    const opened = openMachineAt(profile, systemOf(environment), to);
    if (code !== undefined && files.length > 0) throw new UsageError(texts.codeOrFiles);
    const delivery = await delivered({ files, code }, opened, environment);
    const install = (mayReplace: boolean) =>
      installLicense(opened, delivery, { replace: mayReplace, source: files[0] ?? opened.paths.license });
    const first = install(replace);
    if (first.outcome === 'ask') await confirm(first.comparison, environment);
    const result = first.outcome === 'ask' ? install(true) : first;
    if (result.outcome === 'installed') reportInstalled(result, environment);
    else if (result.outcome === 'learned')
      environment.stdout.write(texts.learned(result.machine.keyset.keyset.version));
    else environment.stdout.write(`${texts.kept}\n${comparisonTable(result.comparison)}`);
    if (receipt !== undefined)
      await writeReceipt(receipt, openMachineAt(profile, systemOf(environment), to), environment);
    return exitCodes.success;
  },
});

const texts = {
  codeOrFiles: 'The license is in a file or in a code: give one of them.',
  activated: (product: string) => `${product} is activated.\n`,
  kept: 'Nothing was changed: the installed license was issued later, so it stays. --replace installs the earlier one.',
  learned: (version: number) => `Stored keyset version ${version}. Without a license, it changes nothing else.\n`,
  storedAt: 'stored copy',
  previous: 'replaced license',
  noTarget: 'in the user’s own folder, where the library reads it; the vendor profile and --to name no other place',
  notStored: (path: string, reason: string) =>
    `The license is installed. A second copy could not be stored (${path}: ${reason}).`,
  receipt: (path: string, id: string) => `Wrote ${path}. Computer ID: ${id}\n`,
  noReceipt:
    'No activation receipt was written: no license is in force here, or another user of this computer made its request.\n',
  worse: 'The installed license is better in some respects:',
  question: 'Replace it? [y/N] ',
} as const;

/** @returns what was brought; null where nothing was, for the stored copy */
async function delivered(
  { files, code }: { readonly files: readonly string[]; readonly code: string | undefined },
  machine: LicensedMachine,
  environment: MachineEnvironment,
): Promise<Delivery | null> {
  if (code !== undefined)
    return openDelivery(licenseByCode(machine, await readCode('confirmation', code, environment)));
  return files.length === 0 ? null : readDeliveries(files, environment);
}

/** @throws CommandError `replacement-not-confirmed`, also without a terminal */
async function confirm(comparison: Parameters<typeof comparisonTable>[0], streams: Streams): Promise<void> {
  const refusal = new CommandError('replacement-not-confirmed', comparisonDetails(comparison));
  if (!streams.stdin.isTTY) throw refusal;
  streams.stderr.write(`${texts.worse}\n${comparisonTable(comparison)}`);
  const answer = await ask(texts.question, streams, true);
  if (!/^y(?:es)?$/i.test(answer.trim())) throw refusal;
}

function reportInstalled(result: Extract<InstallOutcome, { outcome: 'installed' }>, streams: Streams): void {
  const { machine, previous, storageError, isTimeStored } = result;
  const stored = shown(machine.paths.license);
  streams.stdout.write(texts.activated(machine.profile.product.name));
  streams.stdout.write(
    tableOf([
      [licenseTexts.licenseFile, targetOf(machine)],
      [texts.storedAt, stored],
      ...previous.map((path) => [texts.previous, shown(path)]),
    ]),
  );
  if (storageError !== null) streams.stderr.write(`${texts.notStored(stored, storageError)}\n`);
  if (!isTimeStored) streams.stderr.write(`${licenseTexts.timeNotStored}\n`);
}

/** @throws CommandError as `writeFile`; InstallationError as `confirmActivation` */
async function writeReceipt(path: string, machine: LicensedMachine, { stdout, stderr }: Streams): Promise<void> {
  const receipt = await confirmActivation(machine);
  if (receipt === null) {
    stderr.write(texts.noReceipt);
    return;
  }
  writeFile(path, receipt, false);
  stdout.write(texts.receipt(shown(path), machineId(readActivationReceipt(receipt).installationKey)));
}

function targetOf({ target }: LicensedMachine): string {
  return target === null ? texts.noTarget : shown(target.path);
}
