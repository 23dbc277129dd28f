import { searchActivations } from '../../server/licensing/administration/search/searchActivations.ts';
import { type ActivationState, activationStates } from '../../src/contract/admin/activations.ts';
import { exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { option } from '../framework/parameters.ts';
import { choice, text } from '../framework/valueTypes.ts';
import { withStore } from '../openStore.ts';
import { printableJson } from '../terminalText.ts';
import { limitOption, listedProducts, listOptions } from '../vendor/options.ts';
import { takeRows } from '../vendor/takeRows.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { activationTable } from './print.ts';

export const listingOptions = {
  type: option({ value: 'ID', type: text, help: 'Show only this license type' }),
  state: option({
    ...{ value: 'STATE', type: choice(activationStates) },
    help: 'Show only this state: active, released, or flagged (a possible copy: two machines seem to share the seat)',
  }),
  ...limitOption,
  ...listOptions,
};

interface ListingValues {
  readonly data: string | undefined;
  readonly product: string | undefined;
  readonly json: boolean;
  readonly type: string | undefined;
  readonly state: ActivationState | undefined;
  readonly limit: number;
}

/**
 * @param text what to look for; empty for everything
 * @returns exit code
 */
export async function listActivations(
  text: string,
  { data, product, json, type: licenseType, state, limit }: ListingValues,
  environment: CommandEnvironment,
): Promise<number> {
  const { rows, more } = await withStore(folderFor(data, environment.variables), environment, ({ store }) =>
    takeRows(limit, (page) => searchActivations(store, { text, licenseType, state, ...listedProducts(product) }, page)),
  );
  if (json) {
    environment.stdout.write(`${printableJson({ rows, more }, 2)}\n`);
    return exitCodes.success;
  }
  environment.stdout.write(rows.length === 0 ? vendorTexts.noRows : activationTable(rows));
  if (more) environment.stderr.write(vendorTexts.more(limit));
  return exitCodes.success;
}
