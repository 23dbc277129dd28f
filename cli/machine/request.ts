import { checkPhrase } from '../../src/documents/checkPhrase.ts';
import { machineName } from '../../src/documents/machineName.ts';
import type { RequestFields } from '../../src/documents/request.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { UsageError } from '../errors.ts';
import { refuseExisting, shown, writeFile } from '../files.ts';
import { type MachineContext, openMachine } from './context/machineContext.ts';
import { type System, thisSystem } from './context/system.ts';
import { requestHelp } from './help.ts';
import { makeRequest } from './installed/makeRequest.ts';
import { machineWords, table } from './words.ts';

export const machineRequest: Command = {
  help: requestHelp,
  run: (args, streams) => requestIn(thisSystem(), args, streams),
};

export async function requestIn(
  system: System,
  args: readonly string[],
  { stdout }: Pick<Streams, 'stdout'>,
): Promise<number> {
  const { values, positionals } = readArguments(args, {
    output: { type: 'string', short: 'o' },
    force: { type: 'boolean' },
    profile: { type: 'string' },
  });
  if (positionals.length > 0) throw new UsageError(machineWords.none);
  const machine = openMachine(values.profile, system);
  const { product, fileEndings } = machine.profile;
  const path = values.output ?? `${product.id}${fileEndings.request}`;
  if (!values.force) refuseExisting([path]);
  const { file, fields } = await makeRequest(machine);
  writeFile(path, file, values.force ?? false);
  stdout.write(machineWords.wroteRequest(shown(path), checkPhrase(fields.requestId)));
  stdout.write(requestContents(machine, fields));
  return exitCodes.success;
}

/** All of the request, in words; and of what is not in it, why. */
function requestContents({ identity, surroundings }: MachineContext, fields: RequestFields): string {
  const rows: [string, string][] = [
    [machineWords.requestProduct, `${fields.product} ${fields.productVersion}`],
    [machineWords.requestMade, machineWords.byThisClock(fields.createdAt)],
    [machineWords.requestKey, machineWords.keyOf(machineName(fields.installationKey))],
    [machineWords.requestKeyset, String(fields.keysetVersion)],
  ];
  for (const { component, outcome } of identity.findings) {
    const value = identity.bindings.find((binding) => binding.component === component)?.value ?? '';
    const text = outcome === 'read' ? machineWords.hashed(value) : machineWords.outcomes[outcome];
    rows.push([machineWords.component(component), text]);
  }
  const notes = [
    ...(surroundings.kind === 'hardware' ? [] : [machineWords.surroundings(surroundings)]),
    ...(identity.strength === 'weak' ? [machineWords.weak] : []),
    ...(identity.findings.some(({ outcome }) => outcome === 'no-rights') ? [machineWords.noRightsHint] : []),
    machineWords.nextRequest,
  ];
  return `${table(rows)}\n${notes.join('\n')}\n`;
}
