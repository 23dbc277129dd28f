import { rm } from 'node:fs/promises';
import { prepareSerials } from '../../server/licensing/administration/mintSerials.ts';
import { writeSerialTable } from '../../server/licensing/administration/serialTable.ts';
import { isBusy, isUnavailable } from '../../server/store/dialect/errors.ts';
import type { SerialTerms } from '../../src/contract/csvColumns.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { exitCodes } from '../command.ts';
import { productFor } from '../dataFolder.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { option } from '../framework/parameters.ts';
import { text, wholeNumber } from '../framework/valueTypes.ts';
import { ensureStore, withStore } from '../openStore.ts';
import { printableJson } from '../terminalText.ts';
import { actor, openSale } from '../vendor/openVendor.ts';
import { databaseNote, outputOptions, passphraseNote, saleOptions } from '../vendor/options.ts';
import { type OutputTarget, writePieces } from '../vendor/output.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { expiry, sale } from './terms.ts';

export const command = defineCommand({
  name: 'serials mint',
  summary: 'Create serial numbers.',
  description: `They are shown only once, one a line: the store keeps no serial number in clear. Write them to a file that your shop can read. The file is written before the store takes them, and removed if the store does not.`,
  options: {
    type: option({ value: 'ID', type: text, required: true, help: 'License type, from the catalog' }),
    count: option({
      value: 'N',
      type: wholeNumber(1, contractLimits.mintCount),
      default: 1,
      help: 'How many to create',
    }),
    seats: option({
      ...{ value: 'N', type: wholeNumber(1, contractLimits.seats), default: 1 },
      help: 'How many machines may use each',
    }),
    term: option({
      ...{ value: 'DAYS', type: wholeNumber(1, contractLimits.termDays), defaultText: 'as the license type says' },
      help: 'How long a license lasts, from where the license type counts',
    }),
    expires: option({
      ...{ value: 'DATE', type: expiry, defaultText: 'never' },
      help: 'Last day on which licenses are issued and valid (YYYY-MM-DD), or the instant of the end',
    }),
    sold: option({
      ...{ value: 'DATE', type: sale, defaultText: 'now' },
      help: 'When it was sold, for license types whose days count from the sale',
    }),
    feature: option({ value: 'NAME', type: text, repeatable: true, help: 'Grant a feature beyond those of the type' }),
    holder: option({ value: 'NAME', type: text, help: 'Holder of licenses whose order names none' }),
    note: option({ value: 'TEXT', type: text, help: 'Note for your own use, such as an order number' }),
    ...outputOptions,
    ...saleOptions,
  },
  notes: `A file whose name ends in .csv becomes a table with the terms, which “keyferry serials import” accepts.

${passphraseNote}

${databaseNote}`,
  examples: [
    { does: 'Create one serial number and print it', line: 'serials mint --type pro' },
    {
      does: 'Create 100 for 5 machines each, as a table',
      line: 'serials mint --type pro --count 100 --seats 5 -o sold.csv',
    },
  ],
  async run({ count, json, data, product, output, force, ...values }, environment) {
    const terms = termsOf(values);
    const folder = productFor({ data, product }, environment.variables);
    const { catalog, keystore } = await openSale(folder, environment);
    await ensureStore(folder, environment);
    return withStore(folder, environment, async ({ writer }) => {
      const parts = { writer, catalog, pepper: keystore.pepper, actor, now: environment.now };
      const { minted, keep } = prepareSerials(parts, { ...terms, count });
      const numbers = minted.map(({ serialNumber }) => serialNumber);
      const content = json ? `${printableJson({ serials: minted }, 2)}\n` : textOf(numbers, terms, output);
      await writeAndKeep(content, keep, { output, force }, environment.stdout);
      environment.stderr.write(vendorTexts.minted(count));
      return exitCodes.success;
    });
  },
});

interface TermsValues extends Omit<SerialTerms, 'licenseType' | 'termDays' | 'features' | 'expiresAt' | 'soldAt'> {
  readonly type: string;
  readonly term: number | undefined;
  readonly feature: readonly string[];
  readonly expires: string | undefined;
  readonly sold: string | undefined;
}

function termsOf({ type, term, feature, expires, sold, ...terms }: TermsValues): SerialTerms {
  const features = feature.length === 0 ? undefined : feature;
  return { licenseType: type, termDays: term, features, expiresAt: expires, soldAt: sold, ...terms };
}

/** A file comes first: serial numbers that are in the store and nowhere else could never be sold. */
async function writeAndKeep(
  content: string,
  keep: () => Promise<void>,
  target: OutputTarget,
  stdout: NodeJS.WritableStream,
): Promise<void> {
  const { output } = target;
  if (output === undefined || output === '-') {
    await keep();
    return writePieces([content], {}, stdout);
  }
  await writePieces([content], target, stdout);
  await keep().catch((error) => giveUp(output, error));
  stdout.write(vendorTexts.wrote(shown(output)));
}

/** Serial numbers that the store refused are useless. After a broken connection the outcome is unknown: keep the file. */
async function giveUp(path: string, error: unknown): Promise<never> {
  if (isUnavailable(error) && !isBusy(error)) throw new CommandError('minting-uncertain', { path: shown(path) });
  await rm(path, { force: true });
  throw error;
}

function textOf(numbers: readonly string[], terms: SerialTerms, output: string | undefined): string {
  if (output?.toLowerCase().endsWith('.csv')) return writeSerialTable(numbers, terms);
  return numbers.map((number) => `${number}\n`).join('');
}
