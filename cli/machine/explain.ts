import { basename } from 'node:path';
import type { LicensedMachine } from '../../installed/licensedMachine.ts';
import { chooseCandidate } from '../../src/documents/heal/choose.ts';
import type { HealedDocument } from '../../src/documents/heal/damage.ts';
import { heal } from '../../src/documents/heal/heal.ts';
import { Refusal } from '../../src/refusal.ts';
import { exitCodes } from '../command.ts';
import { CommandError } from '../errors.ts';
import { shown, writeFile } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument } from '../framework/parameters.ts';
import { file as fileType } from '../framework/valueTypes.ts';
import { tableOf } from '../table.ts';
import { openMachine } from './context/licensedMachine.ts';
import { type MachineEnvironment, type System, systemOf } from './context/system.ts';
import { machineOptions } from './options.ts';
import { readDelivery } from './readDelivery.ts';
import { reportOn } from './report/documentReport.ts';
import { explainDocuments, explainOther } from './report/explainDocument.ts';

export const command = defineCommand({
  name: 'machine explain',
  summary: 'Explain what a file is and what is wrong with it.',
  description:
    'Recognizes license requests, licenses, lists of keys, return receipts, files with several of them, and files ' +
    'of other vendors. With the vendor profile it also shows whether a license is valid on this machine.',
  arguments: { file: argument({ value: 'FILE', type: fileType, help: 'File to explain; - for standard input' }) },
  options: { report: machineOptions.report, force: machineOptions.force, profile: machineOptions.profile },
  exits: { 0: 'nothing is wrong with the file', 1: 'something is wrong with it' },
  async run({ file, report, force, profile }, environment: MachineEnvironment) {
    const bytes = await readDelivery(file, environment);
    const machine = machineIfKnown(profile, systemOf(environment));
    const { documents } = heal(bytes);
    const count = documents.length;
    const explanations = count === 0 ? [explainOther(bytes)] : explainDocuments(documents, machine);
    for (const [at, { rows }] of explanations.entries()) {
      if (count > 1) environment.stdout.write(`${at > 0 ? '\n' : ''}Document ${at + 1} of ${count}\n`);
      environment.stdout.write(tableOf(rows));
    }
    if (report !== undefined) {
      const name = file === '-' ? 'standard input' : basename(file);
      writeFile(report, reportsOn(name, documents, machine), force);
      environment.stdout.write(`Wrote ${shown(report)}\n`);
    }
    return explanations.every(({ isGood }) => isGood) ? exitCodes.success : exitCodes.refused;
  },
});

/** @throws Refusal `file-unrecognized` and others where a file holds no document; `key-unknown` where none can be checked */
function reportsOn(name: string, documents: readonly HealedDocument[], machine: LicensedMachine | null): string {
  const [first] = documents;
  if (!first) throw new Refusal('file-unrecognized');
  return documents
    .map((document) =>
      chooseCandidate(document, (bytes) => reportOn({ name, file: bytes, type: document.type }, machine)),
    )
    .join('\n\n');
}

/** Without a vendor profile the command explains less; a profile that the user names must exist. */
function machineIfKnown(named: string | undefined, system: System): LicensedMachine | null {
  try {
    return openMachine(named, system);
  } catch (error) {
    const isNamed = named !== undefined || Boolean(system.environment.KEYFERRY_PROFILE);
    if (!isNamed && error instanceof CommandError && error.code === 'profile-missing') return null;
    throw error;
  }
}
