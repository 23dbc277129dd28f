import type { DataFolder } from '../../server/dataFolder.ts';
import { listSerials } from '../../server/licensing/administration/listSerials.ts';
import { recognizeSearch } from '../../server/licensing/administration/recognizeSearch.ts';
import { serialDigest } from '../../server/licensing/serialDigest.ts';
import type { SerialRow } from '../../server/store/serialRows.ts';
import { findSerial } from '../../server/store/serials.ts';
import type { Store } from '../../server/store/tables.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Streams } from '../command.ts';
import { CommandError } from '../errors.ts';
import { now, openSale } from '../vendor/openVendor.ts';
import { askForSerial, canonicalOf } from '../vendor/serialInput.ts';

/** A serial number as a command line names it: by what is no secret, or by the digest of the whole. */
export type NamedSerial = { readonly text: string } | { readonly digest: string };

/**
 * Opens what finding a serial number takes: the keystore, where the whole number is asked for.
 *
 * @param text as it stands in the arguments; `-` asks for the number
 * @throws as `openSale`, `askForSerial`, `canonicalOf`
 */
export async function nameSerial(text: string, folder: DataFolder, streams: Streams): Promise<NamedSerial> {
  if (text !== '-') return { text };
  const { keystore } = await openSale(folder, streams);
  return { digest: serialDigest(keystore.pepper, canonicalOf(await askForSerial(streams))) };
}

/**
 * @throws Refusal `serial-unknown`; Trouble `serial-ambiguous` with `ids`
 */
export async function findOneSerial(store: Store, named: NamedSerial): Promise<SerialRow> {
  const text = 'text' in named ? named.text : (await findSerial(store, named.digest))?.id;
  const { rows } = await listSerials(store, { text: text ?? '' }, { limit: 5 }, toInstant(now()));
  // A holder's name names no serial number.
  const masked = recognizeSearch(text ?? '').flatMap((criterion) =>
    criterion.by === 'serial' ? criterion.masked : [],
  );
  const found = rows.filter((row) => row.serialId === text || masked.includes(row.masked));
  const [only, another] = found;
  if (text === undefined || only === undefined) throw new Refusal('serial-unknown');
  if (another !== undefined)
    throw new CommandError('serial-ambiguous', { ids: found.map((row) => row.serialId).join(', ') });
  return only;
}
