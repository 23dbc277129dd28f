import { dataOption, productOptions } from '../dataFolder.ts';
import { flag, option } from '../framework/parameters.ts';
import { file, text, wholeNumber } from '../framework/valueTypes.ts';

/** Options of the commands that use the store. */
export const commonOptions = {
  ...dataOption,
  json: flag({ help: 'Print JSON' }),
};

/** Options of the commands that use the store for one product. */
export const saleOptions = { ...productOptions, ...commonOptions };

/** Options of the commands that list what all products have. */
export const listOptions = {
  product: option({ value: 'ID', type: text, help: 'Show only this product' }),
  ...commonOptions,
};

/** @returns the products that a list covers */
export function listedProducts(product: string | undefined): { readonly products: readonly string[] | undefined } {
  return { products: product === undefined ? undefined : [product] };
}

/** Options of the commands that write a file with secrets in it. */
export const outputOptions = {
  output: option({
    ...{ value: 'FILE', short: 'o', type: file, help: 'Write to a file that only you can read' },
    defaultText: 'standard output',
  }),
  force: flag({ help: 'Replace an existing file' }),
};

/** Rows of a list by default. */
const defaultRows = 50;

export const limitOption = {
  limit: option({ value: 'N', type: wholeNumber(1, 1_000_000), default: defaultRows, help: 'Show at most N rows' }),
};

export const databaseNote =
  'DATABASE_URL names a PostgreSQL database that takes the place of the store in the data folder.';

export const passphraseNote =
  'The keystore’s passphrase comes from KEYFERRY_PASSPHRASE or from the file that KEYFERRY_PASSPHRASE_FILE names; otherwise ' +
  'the command asks for it at the terminal.';
