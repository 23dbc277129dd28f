import { Refusal } from '../../src/refusal.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readAtMost, shown } from '../files.ts';
import { openMachine } from './context/machineContext.ts';
import { type System, thisSystem } from './context/system.ts';
import { activateHelp } from './help.ts';
import { installLicense, maxDeliveryBytes } from './installed/installLicense.ts';
import { installTargetFor } from './installed/installTarget.ts';
import { machineWords, table } from './words.ts';

export const machineActivate: Command = {
  help: activateHelp,
  run: (args, streams) => activateIn(thisSystem(), args, streams),
};

export async function activateIn(
  system: System,
  args: readonly string[],
  { stdout, stderr }: Pick<Streams, 'stdout' | 'stderr'>,
): Promise<number> {
  const { values, positionals } = readArguments(args, { to: { type: 'string' }, profile: { type: 'string' } });
  const [path, another] = positionals;
  if (another !== undefined) throw new UsageError(machineWords.oneFile);
  const opened = openMachine(values.profile, system);
  const target = installTargetFor(opened.profile, system, values.to);
  const delivery = path === undefined ? null : readDelivery(path);
  const { machine, storageError, isTimeStored } = installLicense(
    opened,
    delivery,
    target,
    path ?? opened.paths.license,
  );
  const kept = shown(machine.paths.license);
  stdout.write(machineWords.activated(machine.profile.product.name));
  stdout.write(
    table([
      [machineWords.licenseAt, target === null ? machineWords.nowhere : shown(target.path)],
      [machineWords.licenseKept, kept],
    ]),
  );
  if (storageError !== null) stderr.write(`${machineWords.storageError(kept, storageError)}\n`);
  if (!isTimeStored) stderr.write(`${machineWords.unremembered}\n`);
  return exitCodes.success;
}

/** @throws Trouble of `readAtMost`; Refusal `file-too-large` */
export function readDelivery(path: string): Uint8Array {
  const file = readAtMost(path, maxDeliveryBytes);
  if (file.length > maxDeliveryBytes) throw new Refusal('file-too-large', { limit: maxDeliveryBytes });
  return file;
}
