import { type DataFolder, isThere } from '../../server/dataFolder.ts';
import { listSerials } from '../../server/licensing/administration/listSerials.ts';
import { recognizeSearch } from '../../server/licensing/administration/search/recognizeSearch.ts';
import { acceptedByAny, digestOfTyped } from '../../server/licensing/typedSerial.ts';
import { productFolders } from '../../server/productFolder.ts';
import type { SerialRow } from '../../server/store/serialRows.ts';
import { findSerials } from '../../server/store/serials.ts';
import type { Store } from '../../server/store/tables.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { Refusal } from '../../src/refusal.ts';
import { productIn } from '../dataFolder.ts';
import { CommandError } from '../errors.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { openSales } from '../vendor/openVendor.ts';
import { askForSerial } from '../vendor/serialInput.ts';

/** A serial number as the command line names it: by text that is no secret, or by the digests of the whole number,
 * one for each product. */
export type NamedSerial = { readonly text: string } | { readonly digests: readonly string[] };

/**
 * Reads the whole serial number and opens the keystore, where the argument asks for that.
 *
 * @param text as typed; `-` asks for the number
 * @throws as `openSale`, `askForSerial`, `digestOfTyped`
 */
export async function nameSerial(
  text: string,
  folder: DataFolder,
  environment: CommandEnvironment,
): Promise<NamedSerial> {
  if (text !== '-') return { text };
  const [first = productIn(folder, undefined), ...others] = productFolders(folder);
  const sales = await openSales([first, ...others.filter(({ keystore }) => isThere(keystore))], environment);
  const typed = await askForSerial(environment);
  const accepted = sales.some(({ catalog }) => acceptedByAny(catalog) === 'any') ? 'any' : 'keyferry';
  return { digests: sales.flatMap(({ keystore }) => digestOfTyped(typed, accepted, keystore.pepper) ?? []) };
}

/**
 * @throws Refusal `serial-unknown`; CommandError `serial-ambiguous` with `ids`
 */
export async function findOneSerial(store: Store, named: NamedSerial, now: Date): Promise<SerialRow> {
  const text = 'text' in named ? named.text : [...(await findSerials(store, named.digests)).values()][0]?.id;
  const { rows } = await listSerials(store, { text: text ?? '' }, { limit: 5 }, toInstant(now));
  // The search also finds holders, and a holder's name identifies no serial number.
  const masked = recognizeSearch(text ?? '').flatMap((criterion) =>
    criterion.by === 'serial' ? criterion.masked : [],
  );
  const found = rows.filter((row) => row.serialId === text || masked.includes(row.masked));
  const [only, another] = found;
  if (text === undefined || only === undefined) throw new Refusal('serial-unknown');
  if (another !== undefined) {
    throw new CommandError('serial-ambiguous', { ids: found.map((row) => row.serialId).join(', ') });
  }
  return only;
}
