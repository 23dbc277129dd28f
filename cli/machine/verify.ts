import { openDelivery } from '../../installed/delivery.ts';
import { judgeDelivery } from '../../installed/licensedMachine.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument } from '../framework/parameters.ts';
import { file as fileType } from '../framework/valueTypes.ts';
import { tableOf } from '../table.ts';
import { printableJson } from '../terminalText.ts';
import { openMachine } from './context/licensedMachine.ts';
import { type MachineEnvironment, systemOf } from './context/system.ts';
import { licenseExits, machineOptions } from './options.ts';
import { readDelivery } from './readDelivery.ts';
import { exitCodeOf, licenseRows, stateForScripts, stateRow } from './report/licenseReport.ts';

export const command = defineCommand({
  name: 'machine verify',
  summary: 'Verify a license for this machine, for scripts.',
  description: 'Changes nothing.',
  arguments: { file: argument({ value: 'FILE', type: fileType, help: 'License file; - for standard input' }) },
  options: { json: machineOptions.json, profile: machineOptions.profile },
  exits: licenseExits,
  async run({ file, json, profile }, environment: MachineEnvironment) {
    const opened = openMachine(profile, systemOf(environment));
    const judged = judgeDelivery(opened, openDelivery(await readDelivery(file, environment)));
    const { state, machine } = judged;
    environment.stdout.write(
      json
        ? `${printableJson(stateForScripts(judged, machine), 2)}\n`
        : tableOf([stateRow(state), ...licenseRows(judged, machine)]),
    );
    return exitCodeOf(state);
  },
});
