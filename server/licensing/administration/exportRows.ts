import type { ProductFilter } from '../../store/activationRows.ts';
import {
  type ActivationRow,
  type IssuedPosition,
  oldestLicenses,
  readActivationRows,
} from '../../store/activationRows.ts';
import { type AddedPosition, oldestSerials, readSerialRows, type SerialRow } from '../../store/serialRows.ts';
import type { Store } from '../../store/tables.ts';

/** Rows read at a time. */
const PAGE = 500;

/** All activations, oldest first. Those issued meanwhile come last. */
export async function* exportActivations(store: Store, filter: ProductFilter = {}): AsyncGenerator<ActivationRow> {
  for await (const ids of pages<IssuedPosition>((after) => oldestLicenses(store, filter, { after, limit: PAGE }))) {
    yield* await readActivationRows(store, ids);
  }
}

/** All serial numbers, masked, oldest first. */
export async function* exportSerials(store: Store, filter: ProductFilter = {}): AsyncGenerator<SerialRow> {
  for await (const ids of pages<AddedPosition>((after) => oldestSerials(store, filter, { after, limit: PAGE }))) {
    yield* await readSerialRows(store, ids);
  }
}

async function* pages<Place extends { readonly id: string }>(
  read: (after: Place | null) => Promise<readonly Place[]>,
): AsyncGenerator<string[]> {
  let places = await read(null);
  while (places.length > 0) {
    yield places.map(({ id }) => id);
    places = await read(places.at(-1) ?? null);
  }
}
