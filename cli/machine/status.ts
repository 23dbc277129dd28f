import { readArguments } from '../arguments.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { openMachine, recordLastSeen } from './context/machineContext.ts';
import { type System, thisSystem } from './context/system.ts';
import { statusHelp } from './help.ts';
import { findLicense } from './installed/findLicense.ts';
import { type InstallTarget, installTargetFor } from './installed/installTarget.ts';
import { exitCodeOf, licenseRows, stateForScripts, stateRow } from './report/licenseReport.ts';
import { machineWords, table } from './words.ts';

export const machineStatus: Command = {
  help: statusHelp,
  run: (args, streams) => statusIn(thisSystem(), args, streams),
};

export async function statusIn(
  system: System,
  args: readonly string[],
  { stdout, stderr }: Pick<Streams, 'stdout' | 'stderr'>,
): Promise<number> {
  const { values, positionals } = readArguments(args, {
    to: { type: 'string' },
    json: { type: 'boolean' },
    profile: { type: 'string' },
  });
  if (positionals.length > 0) throw new UsageError(machineWords.none);
  const machine = openMachine(values.profile, system);
  const target = installTargetFor(machine.profile, system, values.to);
  const found = findLicense(machine, target);
  const product: readonly [string, string] = [
    machineWords.product,
    `${machine.profile.product.name} (${machine.profile.product.id})`,
  ];
  if (!found) {
    const back = machine.returned.at(-1);
    const text = back
      ? `${machineWords.states.none}, ${machineWords.returned(back.returnedAt)}`
      : machineWords.states.none;
    stdout.write(values.json ? json({ state: 'none' }) : table([product, [machineWords.state, text]]));
    return exitCodes.refused;
  }
  const { state } = found;
  if (values.json) {
    stdout.write(json({ ...stateForScripts(state, found.machine), path: found.path, inPlace: found.isInPlace }));
  } else {
    stdout.write(
      table([
        product,
        stateRow(state),
        ...licenseRows(state, found.machine),
        [machineWords.licenseAt, found.isInPlace ? shown(found.path) : notInPlace(target)],
      ]),
    );
  }
  if (state.state !== 'refused' && !recordLastSeen(found.machine, state.license)) {
    stderr.write(`${machineWords.unremembered}\n`);
  }
  return exitCodeOf(state);
}

function notInPlace(target: InstallTarget | null): string {
  return machineWords.notInPlace(shown(target?.path ?? ''));
}

function json(report: object): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
