import { openDelivery } from '../../installed/delivery.ts';
import { installLicense } from '../../installed/installLicense.ts';
import { exitCodes } from '../command.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument } from '../framework/parameters.ts';
import { file as fileType } from '../framework/valueTypes.ts';
import { tableOf } from '../table.ts';
import { openMachineAt } from './context/licensedMachine.ts';
import { type MachineEnvironment, systemOf } from './context/system.ts';
import { machineOptions } from './options.ts';
import { readDelivery } from './readDelivery.ts';
import { licenseTexts } from './report/texts.ts';

export const command = defineCommand({
  name: 'machine activate',
  summary: 'Verify a license and install it for the product.',
  description:
    'FILE is a license, or a file with the licenses of many machines, also an e-mail or archive: the one for this ' +
    "machine is found. A copy is always stored in this user's own folder. Without FILE, that copy is installed.",
  arguments: {
    file: argument({
      value: 'FILE',
      type: fileType,
      presence: 'optional',
      help: 'License file; - for standard input',
      defaultText: 'the stored copy',
    }),
  },
  options: { to: machineOptions.to, profile: machineOptions.profile },
  async run({ file, to, profile }, environment: MachineEnvironment) {
    const opened = openMachineAt(profile, systemOf(environment), to);
    const delivery = file === undefined ? null : openDelivery(await readDelivery(file, environment.stdin));
    const source = file ?? opened.paths.license;
    const result = installLicense(opened, delivery, { replace: false, source });
    if (result.outcome !== 'installed') throw new Error('not yet');
    const { machine, storageError, isTimeStored } = result;
    const { target } = machine;
    const stored = shown(machine.paths.license);
    environment.stdout.write(texts.activated(machine.profile.product.name));
    environment.stdout.write(
      tableOf([
        [licenseTexts.licenseFile, target === null ? texts.noTarget : shown(target.path)],
        [texts.storedAt, stored],
      ]),
    );
    if (storageError !== null) environment.stderr.write(`${texts.notStored(stored, storageError)}\n`);
    if (!isTimeStored) environment.stderr.write(`${licenseTexts.timeNotStored}\n`);
    return exitCodes.success;
  },
});

const texts = {
  activated: (product: string) => `${product} is activated.\n`,
  storedAt: 'stored copy',
  noTarget: 'nowhere: neither the vendor profile nor --to says where the product reads it',
  notStored: (path: string, reason: string) =>
    `The license is installed. A second copy could not be stored (${path}: ${reason}).`,
} as const;
