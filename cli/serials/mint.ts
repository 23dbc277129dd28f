import { rm } from 'node:fs/promises';
import { prepareSerials } from '../../server/licensing/administration/mintSerials.ts';
import { writeSerialTable } from '../../server/licensing/administration/serialTable.ts';
import { type SerialTerms, saleLimits } from '../../server/licensing/administration/serialTerms.ts';
import { isBusy, isUnavailable } from '../../server/store/dialect/errors.ts';
import { readExpiry } from '../../src/contract/expiry.ts';
import { numberIn, readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { actor, makeStore, now, openSale, withAdmin } from '../vendor/openVendor.ts';
import { commonOptions, noneIn, outputOptions } from '../vendor/options.ts';
import { writePieces } from '../vendor/output.ts';
import { vendorWords } from '../vendor/words.ts';
import { mintHelp } from './help.ts';

export const serialsMint: Command = {
  help: mintHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, {
      ...commonOptions,
      ...outputOptions,
      type: { type: 'string' },
      count: { type: 'string' },
      seats: { type: 'string' },
      term: { type: 'string' },
      expires: { type: 'string' },
      feature: { type: 'string', multiple: true },
      holder: { type: 'string' },
      note: { type: 'string' },
    });
    noneIn(positionals);
    const { terms, count } = termsIn(values);
    const folder = folderFor(values.data, process.env);
    const { catalog, keystore } = await openSale(folder, streams);
    await makeStore(folder);
    return withAdmin(folder, async ({ writer }) => {
      const parts = { writer, catalog, pepper: keystore.pepper, actor, now };
      const { minted, keep } = prepareSerials(parts, { ...terms, count });
      const numbers = minted.map(({ serialNumber }) => serialNumber);
      const text = values.json
        ? `${JSON.stringify({ serials: minted }, null, 2)}\n`
        : textOf(numbers, terms, values.output);
      if (values.output === undefined || values.output === '-') {
        await keep();
        await writePieces([text], {}, streams.stdout);
      } else {
        // First to the file: numbers that are in the store and nowhere else could never be sold.
        await writePieces([text], values, streams.stdout);
        await keep().catch((error) => giveUp(values.output ?? '', error));
        streams.stdout.write(vendorWords.wrote(shown(values.output)));
      }
      streams.stderr.write(vendorWords.minted(count));
      return exitCodes.success;
    });
  },
};

/** Numbers that the store has not taken are no use; but a connection that broke leaves open whether it has. */
async function giveUp(path: string, error: unknown): Promise<never> {
  if (isUnavailable(error) && !isBusy(error)) throw new CommandError('minting-uncertain', { path: shown(path) });
  await rm(path, { force: true });
  throw error;
}

interface Given {
  readonly [option: string]: string | boolean | readonly (string | boolean)[] | undefined;
  readonly type?: string | undefined;
  readonly count?: string | undefined;
  readonly seats?: string | undefined;
  readonly term?: string | undefined;
  readonly expires?: string | undefined;
  readonly feature?: string[] | undefined;
  readonly holder?: string | undefined;
  readonly note?: string | undefined;
}

/** @throws UsageFault; whether it can be sold is for the operation to say */
function termsIn(values: Given): { readonly terms: SerialTerms; readonly count: number } {
  if (values.type === undefined) throw new UsageError(vendorWords.typeNeeded);
  const whole = (option: string, text: string | undefined, most: number) =>
    numberIn(option, text, { least: 1, most, whole: true });
  const terms = {
    licenseType: values.type,
    seats: whole('--seats', values.seats, saleLimits.seats) ?? 1,
    termDays: whole('--term', values.term, saleLimits.termDays),
    features: values.feature,
    expiresAt: values.expires === undefined ? undefined : readExpiry(values.expires),
    holder: values.holder,
    note: values.note,
  };
  return { terms, count: whole('--count', values.count, saleLimits.count) ?? 1 };
}

function textOf(numbers: readonly string[], terms: SerialTerms, output: string | undefined): string {
  if (output?.toLowerCase().endsWith('.csv')) return writeSerialTable(numbers, terms);
  return numbers.map((number) => `${number}\n`).join('');
}
