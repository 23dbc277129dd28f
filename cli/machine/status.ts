import { exitCodes } from '../command.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { tableOf } from '../table.ts';
import { printableJson } from '../terminalText.ts';
import { type LicensedMachine, openMachine, recordLastSeen } from './context/licensedMachine.ts';
import { type MachineEnvironment, systemOf } from './context/system.ts';
import { findLicense, type LocatedLicense } from './installed/findLicense.ts';
import { type InstallTarget, installTargetFor } from './installed/installTarget.ts';
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
    const machine = openMachine(profile, system);
    const target = installTargetFor(machine.profile, system, to);
    const found = findLicense(machine, target);
    if (!found) {
      environment.stdout.write(json ? jsonOf({ state: 'none' }) : tableOf(rowsWithoutLicense(machine, target)));
      return exitCodes.refused;
    }
    environment.stdout.write(json ? jsonOf(resultOf(found)) : tableOf(rowsOf(found, target)));
    const { state } = found;
    if (state.state !== 'refused' && !recordLastSeen(found.machine, state.license)) {
      environment.stderr.write(`${licenseTexts.timeNotStored}\n`);
    }
    return exitCodeOf(state);
  },
});

const texts = {
  returned: (day: string) => `${licenseTexts.states.none}, returned on ${day}`,
  searched: 'searched',
  missing: (path: string) => `missing from ${path}. Run “keyferry machine activate” without a file.`,
} as const;

function productRow({ profile: { product } }: LicensedMachine) {
  return [documentTexts.product, `${product.name} (${product.id})`] as const;
}

function rowsWithoutLicense(machine: LicensedMachine, target: InstallTarget | null) {
  const returned = machine.returned.at(-1);
  const state = returned ? texts.returned(licenseTexts.day(returned.returnedAt)) : licenseTexts.states.none;
  const searched = [...(target === null ? [] : [target.path]), machine.paths.license].map(shown);
  return [productRow(machine), [licenseTexts.state, state] as const, [texts.searched, searched.join(', ')] as const];
}

function rowsOf(found: LocatedLicense, target: InstallTarget | null) {
  const place = found.isInPlace ? shown(found.path) : texts.missing(shown(target?.path ?? ''));
  return [
    productRow(found.machine),
    stateRow(found.state),
    ...licenseRows(found.state, found.machine),
    [licenseTexts.licenseFile, place] as const,
  ];
}

function resultOf({ state, machine, path, isInPlace }: LocatedLicense): object {
  return { ...stateForScripts(state, machine), path, inPlace: isInPlace };
}

function jsonOf(result: object): string {
  return `${printableJson(result, 2)}\n`;
}
