import { Refusal } from '../../src/refusal.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { UsageFault } from '../errors.ts';
import { readAtMost, shown } from '../files.ts';
import { activateHelp } from './help.ts';
import { openMachine } from './machine.ts';
import { longestDelivery, putLicense } from './putLicense.ts';
import { targetFor } from './target.ts';
import { machineWords, table } from './words.ts';
import { thisWorld, type World } from './world.ts';

export const machineActivate: Command = {
  help: activateHelp,
  run: (args, streams) => activateIn(thisWorld(), args, streams),
};

export async function activateIn(
  world: World,
  args: readonly string[],
  { stdout, stderr }: Pick<Streams, 'stdout' | 'stderr'>,
): Promise<number> {
  const { values, positionals } = readArguments(args, { to: { type: 'string' }, profile: { type: 'string' } });
  const [path, another] = positionals;
  if (another !== undefined) throw new UsageFault(machineWords.oneFile);
  const opened = openMachine(values.profile, world);
  const target = targetFor(opened.profile, world, values.to);
  const delivery = path === undefined ? null : readDelivery(path);
  const { machine, unkept, isRemembered } = putLicense(opened, delivery, target, path ?? opened.places.license);
  const kept = shown(machine.places.license);
  stdout.write(machineWords.activated(machine.profile.product.name));
  stdout.write(
    table([
      [machineWords.licenseAt, target === null ? machineWords.nowhere : shown(target.path)],
      [machineWords.licenseKept, kept],
    ]),
  );
  if (unkept !== null) stderr.write(`${machineWords.unkept(kept, unkept)}\n`);
  if (!isRemembered) stderr.write(`${machineWords.unremembered}\n`);
  return exitCodes.success;
}

/** @throws Trouble of `readAtMost`; Refusal `file-too-large` */
export function readDelivery(path: string): Uint8Array {
  const file = readAtMost(path, longestDelivery);
  if (file.length > longestDelivery) throw new Refusal('file-too-large', { limit: longestDelivery });
  return file;
}
