import {
  type AppliedChange,
  type ChangesOutcome,
  changeSerials,
  type LineChange,
} from '../../server/licensing/administration/serialChanges/changeSerials.ts';
import { readChangeTable } from '../../server/licensing/administration/serialChanges/changeTable.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { exitCodes } from '../command.ts';
import { productFor } from '../dataFolder.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, flag, option } from '../framework/parameters.ts';
import { file, text } from '../framework/valueTypes.ts';
import { withStore } from '../openStore.ts';
import { printableJson } from '../terminalText.ts';
import { actor, openSale } from '../vendor/openVendor.ts';
import { databaseNote, passphraseNote, saleOptions } from '../vendor/options.ts';
import { readTableText, reportFaults } from '../vendor/tableInput.ts';
import { vendorTexts } from '../vendor/texts.ts';

/** Lines that are shown one by one. */
const shownLines = 50;

export const command = defineCommand({
  name: 'serials apply',
  summary: 'Change many serial numbers by a table, such as the renewals of a shop.',
  description: `All lines are applied, in their order, or none. Lines that change nothing are counted. Applying a table with extendDays again extends again; one with expiresAt does not. See first what would change with --dry-run.

The table is CSV (RFC 4180) in UTF-8 with at most ${contractLimits.importLines} lines, separated by commas, semicolons or tabs. Its first line names the columns, in any order. Empty cells change nothing:

  serialNumber   in clear; or serialId, its id
  expiresAt      new end (YYYY-MM-DD); never for none
  extendDays     days by which the end moves: from the end, or from now if it has passed
  licenseType, seats, termDays, features (separated by ;), holder, note
  reason         why, for the history and the audit trail: name no person`,
  arguments: { table: argument({ value: 'TABLE', type: file, help: 'CSV file; - for standard input' }) },
  options: {
    dryRun: flag({ help: 'Show what would change, and change nothing' }),
    reason: option({ value: 'TEXT', type: text, help: 'Reason of the lines that give none' }),
    ...saleOptions,
  },
  notes: `${passphraseNote}\n\n${databaseNote}`,
  examples: [
    { does: 'See what a table would change', line: 'serials apply renewals.csv --dry-run' },
    { does: 'Apply the renewals of a shop', line: 'serials apply renewals.csv --reason "Renewals of May"' },
  ],
  exits: { 0: 'all lines were applied', 1: 'a line cannot be taken; nothing was changed' },
  async run({ table, dryRun, reason, data, product, json }, environment) {
    const text = await readTableText(table, environment);
    const folder = productFor({ data, product }, environment.variables);
    const { catalog, keystore } = await openSale(folder, environment);
    const { lines, faults } = readChangeTable(text, { catalog, pepper: keystore.pepper });
    const outcome: ChangesOutcome =
      faults.length > 0
        ? { outcome: 'refused', faults }
        : await withStore(folder, environment, ({ writer }) =>
            changeSerials({ writer, catalog, actor, now: environment.now }, withReason(lines, reason), dryRun),
          );
    if (json) environment.stdout.write(`${printableJson({ ...outcome, dryRun }, 2)}\n`);
    if (outcome.outcome === 'refused') {
      if (!json) reportFaults(outcome.faults, vendorTexts.changesRefused, environment);
      return exitCodes.refused;
    }
    if (!json) environment.stdout.write(textOf(outcome.applied, outcome.same, dryRun));
    return exitCodes.success;
  },
});

function withReason(lines: readonly LineChange[], reason: string | undefined): readonly LineChange[] {
  return lines.map(({ change, ...line }) => ({ ...line, change: { reason, ...change } }));
}

function textOf(applied: readonly AppliedChange[], same: number, isRehearsal: boolean): string {
  const shown = isRehearsal ? applied.slice(0, shownLines) : [];
  const lines = shown.map(({ line, masked, changes }) => vendorTexts.changedLine(line, masked, changes));
  const more = isRehearsal && applied.length > shownLines ? vendorTexts.moreFaults(applied.length - shownLines) : '';
  const sum = isRehearsal ? vendorTexts.wouldChange : vendorTexts.changedSerials;
  return `${lines.join('')}${more}${sum(applied.length, same)}`;
}
