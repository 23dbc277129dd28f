import { identifyMachine, type MachineIdentity } from '../../src/machine/identity.ts';
import { exitCodes } from '../command.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { tableOf } from '../table.ts';
import { printableJson } from '../terminalText.ts';
import { readProfileFor } from './context/profile.ts';
import { type MachineEnvironment, systemOf } from './context/system.ts';
import { machineOptions } from './options.ts';
import { documentTexts, licenseTexts } from './report/texts.ts';

export const command = defineCommand({
  name: 'machine bindings',
  summary: 'Show the hardware bindings of this machine, for programs that verify a license themselves.',
  description: 'Prints hashed identifiers only, and why a component has none. Changes nothing.',
  options: { json: machineOptions.json, profile: machineOptions.profile },
  async run({ json, profile }, environment: MachineEnvironment) {
    const system = systemOf(environment);
    const { product } = readProfileFor(profile, system);
    const survey = system.survey();
    const identity = identifyMachine(product.id, survey);
    const { shown: bindings, strength, findings } = identity;
    const result = { product: product.id, strength, surroundings: survey.surroundings, findings, bindings };
    environment.stdout.write(json ? `${printableJson(result, 2)}\n` : tableOf(rowsOf(product.name, identity)));
    return exitCodes.success;
  },
});

function rowsOf(product: string, { shown: bindings, findings }: MachineIdentity): (readonly string[])[] {
  const rows = findings.flatMap(({ component, outcome }) => {
    const values = bindings.filter((one) => one.component === component).map(({ value }) => value);
    if (values.length === 0 && outcome !== 'read') values.push(licenseTexts.matches[outcome]);
    return values.map((value) => [documentTexts.component(component), value]);
  });
  return [[documentTexts.product, shown(product)], ...rows];
}
