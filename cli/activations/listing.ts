import { searchActivations } from '../../server/licensing/administration/searchActivations.ts';
import { activationStates } from '../../src/contract/admin/activations.ts';
import { oneOf } from '../arguments.ts';
import { exitCodes, type Streams } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { withAdmin } from '../vendor/openVendor.ts';
import { commonOptions, limitIn } from '../vendor/options.ts';
import { takeRows } from '../vendor/takeRows.ts';
import { vendorWords } from '../vendor/words.ts';
import { activationTable } from './print.ts';

export const listingOptions = {
  ...commonOptions,
  type: { type: 'string' },
  state: { type: 'string' },
  limit: { type: 'string' },
} as const;

interface Listing {
  readonly data?: string | undefined;
  readonly json?: boolean | undefined;
  readonly type?: string | undefined;
  readonly state?: string | undefined;
  readonly limit?: string | undefined;
}

/**
 * @param text what to look for; empty for everything
 * @returns exit code
 */
export async function listActivations(text: string, values: Listing, { stdout, stderr }: Streams): Promise<number> {
  const query = { text, licenseType: values.type, state: oneOf('--state', values.state, activationStates) };
  const limit = limitIn(values.limit);
  const { rows, more } = await withAdmin(folderFor(values.data, process.env), ({ store }) =>
    takeRows(limit, (page) => searchActivations(store, query, page)),
  );
  if (values.json) {
    stdout.write(`${JSON.stringify({ rows, more }, null, 2)}\n`);
    return exitCodes.success;
  }
  stdout.write(rows.length === 0 ? vendorWords.noRows : activationTable(rows));
  if (more) stderr.write(vendorWords.more(limit));
  return exitCodes.success;
}
