import { readArguments } from '../arguments.ts';
import type { Command, Streams } from '../command.ts';
import { UsageError } from '../errors.ts';
import { readDelivery } from './activate.ts';
import { judgeDelivery, openMachine } from './context/machineContext.ts';
import { type System, thisSystem } from './context/system.ts';
import { verifyHelp } from './help.ts';
import { exitCodeOf, licenseRows, stateForScripts, stateRow } from './report/licenseReport.ts';
import { machineWords, table } from './words.ts';

export const machineVerify: Command = {
  help: verifyHelp,
  run: (args, streams) => verifyIn(thisSystem(), args, streams),
};

export async function verifyIn(
  system: System,
  args: readonly string[],
  { stdout }: Pick<Streams, 'stdout'>,
): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' }, profile: { type: 'string' } });
  const [path, another] = positionals;
  if (path === undefined || another !== undefined) throw new UsageError(machineWords.fileNeeded);
  const { state, machine } = judgeDelivery(openMachine(values.profile, system), readDelivery(path));
  stdout.write(
    values.json
      ? `${JSON.stringify(stateForScripts(state, machine), null, 2)}\n`
      : table([stateRow(state), ...licenseRows(state, machine)]),
  );
  return exitCodeOf(state);
}
