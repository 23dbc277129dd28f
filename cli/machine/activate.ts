import { joinBundle } from '../../src/documents/bundle.ts';
import { Refusal } from '../../src/refusal.ts';
import { openDelivery } from '../../src/verify/delivery.ts';
import type { VerifiedLicense } from '../../src/verify/license.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { Trouble, UsageFault } from '../faults.ts';
import { readAtMost, shown } from '../files.ts';
import { activateHelp } from './help.ts';
import { readKept, tryToKeep } from './keep.ts';
import { judgeDelivery, type Machine, openMachine, remember } from './machine.ts';
import { checkTarget, install, type Target, targetFor } from './target.ts';
import { machineWords, table } from './words.ts';
import { thisWorld, type World } from './world.ts';

/** As many documents as travel together, in bytes. */
export const longestDelivery = 262_144;

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
  const { file, state, machine } = judgeDelivery(opened, whatToActivate(opened, path));
  if (state.state === 'refused') throw new Refusal(state.code, state.details);
  const warnings = put(machine, file, state.license, target, path ?? machine.places.license);
  stdout.write(machineWords.activated(machine.profile.product.name));
  stdout.write(
    table([
      [machineWords.licenseAt, target === null ? machineWords.nowhere : shown(target.path)],
      [machineWords.licenseKept, shown(machine.places.license)],
    ]),
  );
  for (const warning of warnings) stderr.write(`${warning}\n`);
  return exitCodes.success;
}

/** Keys that come alone are good for the license that is here. */
function whatToActivate(machine: Machine, path: string | undefined): Uint8Array {
  if (path === undefined) return keptLicense(machine);
  const delivery = readDelivery(path);
  return openDelivery(delivery).licenses.length > 0 ? delivery : joinBundle([keptLicense(machine), delivery]);
}

function keptLicense({ places }: Machine): Uint8Array {
  const kept = readKept(places.license);
  if (kept === null) throw new Trouble('license-missing', {});
  return kept;
}

/** @throws Trouble of `readAtMost`; Refusal `file-too-large` */
export function readDelivery(path: string): Uint8Array {
  const file = readAtMost(path, longestDelivery);
  if (file.length > longestDelivery) throw new Refusal('file-too-large', { limit: longestDelivery });
  return file;
}

/**
 * The copy of one's own comes first, so that a license is safe before anything that could go wrong with its place does.
 *
 * @param source where it came from, which is the only refuge when nothing else can be written
 * @returns what to warn of
 * @throws Trouble `target-…`, `license-nowhere`
 */
function put(
  machine: Machine,
  file: Uint8Array,
  license: VerifiedLicense,
  target: Target | null,
  source: string,
): readonly string[] {
  const { places } = machine;
  const unkept = tryToKeep(places.license, file);
  if (unkept !== null && target === null) throw nowhere(places.license, unkept, source);
  if (target !== null) {
    const refuge = { kept: unkept === null ? places.license : source };
    checkTarget(target, refuge);
    install(target, file, refuge);
  }
  const keysetUnkept = tryToKeep(places.keyset, machine.keyset.file);
  const remembered = remember(machine, license);
  return [
    ...(unkept === null ? [] : [machineWords.unkept(shown(places.license), unkept)]),
    ...(keysetUnkept === null && remembered ? [] : [machineWords.unremembered]),
  ];
}

function nowhere(path: string, reason: string, source: string): Trouble {
  return new Trouble('license-nowhere', { path: shown(path), reason, file: shown(source) });
}
