import { readMachineLabel } from '../../installed/confirmation.ts';
import { type LocatedLicense, recordLastSeen } from '../../installed/installedProduct.ts';
import { findLicense, type LicensedMachine } from '../../installed/licensedMachine.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { exitCodes } from '../command.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { tableOf } from '../table.ts';
import { printableJson } from '../terminalText.ts';
import { openMachineAt } from './context/licensedMachine.ts';
import { type MachineEnvironment, systemOf } from './context/system.ts';
import { licenseExits, machineOptions } from './options.ts';
import { exitCodeOf, licenseRows, stateForScripts, stateRow } from './report/licenseReport.ts';
import { documentTexts, licenseTexts } from './report/texts.ts';

export const command = defineCommand({
  name: 'machine status',
  summary: 'Show the license, its end and which components match.',
  options: { to: machineOptions.to, json: machineOptions.json, profile: machineOptions.profile },
  exits: licenseExits,
  async run({ to, json, profile }, environment: MachineEnvironment) {
    const system = systemOf(environment);
    const machine = openMachineAt(profile, system, to);
    const found = findLicense(machine);
    if (!found) {
      environment.stdout.write(json ? jsonOf({ state: 'none' }) : tableOf(rowsWithoutLicense(machine)));
      return exitCodes.refused;
    }
    environment.stdout.write(json ? jsonOf(resultOf(found, machine)) : tableOf(rowsOf(found, machine)));
    const { state } = found;
    if (state.state !== 'refused' && !recordLastSeen(machine, state.license, system.now)) {
      environment.stderr.write(`${licenseTexts.timeNotStored}\n`);
    }
    return exitCodeOf(state);
  },
});

const texts = {
  returned: (day: string) => `${licenseTexts.states.none}, returned on ${day}`,
  name: 'name',
  searched: 'searched',
  missing: (path: string) => `missing from ${path}. Run “keyferry machine activate” without a file.`,
} as const;

function productRow({ profile: { product } }: LicensedMachine) {
  return [documentTexts.product, `${product.name} (${product.id})`] as const;
}

/** The computer ID once there is a request, and what people call the machine. */
function machineRows({ installation, paths }: LicensedMachine) {
  const name = readMachineLabel(paths);
  return [
    ...(installation ? [[documentTexts.machine, machineId(installation.publicKey)] as const] : []),
    ...(name === '' ? [] : [[texts.name, name] as const]),
  ];
}

function rowsWithoutLicense(machine: LicensedMachine) {
  const returned = machine.returned.at(-1);
  const state = returned ? texts.returned(licenseTexts.day(returned.returnedAt)) : licenseTexts.states.none;
  const searched = [...(machine.target ? [machine.target.path] : []), machine.paths.license].map(shown);
  return [
    productRow(machine),
    ...machineRows(machine),
    [licenseTexts.state, state] as const,
    [texts.searched, searched.join(', ')] as const,
  ];
}

function rowsOf(found: LocatedLicense, machine: LicensedMachine) {
  const place = found.isInPlace ? shown(found.path) : texts.missing(shown(machine.target?.path ?? ''));
  return [
    productRow(machine),
    ...machineRows(machine),
    stateRow(found.state),
    ...licenseRows(found, machine),
    [licenseTexts.licenseFile, place] as const,
  ];
}

function resultOf(found: LocatedLicense, machine: LicensedMachine): object {
  return { ...stateForScripts(found, machine), path: found.path, inPlace: found.isInPlace };
}

function jsonOf(result: object): string {
  return `${printableJson(result, 2)}\n`;
}
