import { machineInFileName } from '../../transfer/documentName.ts';
import type { MachineNames } from '../../transfer/names.ts';
import type { NamedBytes } from './arrivals.ts';
import type { ReadParcel } from './pictures.ts';

/**
 * Reads what people call the machines of documents that arrive: from the codes, and from the files' own names. The names
 * are untrusted labels, so they count only for machines whose documents are accepted.
 *
 * @param products ids of the products, which stand in file names in place of a name
 */
export function arrivedNames(
  files: readonly NamedBytes[],
  parcels: readonly ReadParcel[],
  products: readonly string[],
): MachineNames {
  const named = files.flatMap(({ name }) => machineInFileName(name, products) ?? []);
  return new Map([
    ...named.map(({ machine, name }) => [machine, name] as const),
    ...parcels.flatMap(({ parcel }) => [...(parcel.names ?? [])]),
  ]);
}
