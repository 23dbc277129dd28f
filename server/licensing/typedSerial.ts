import type { Catalog } from '../../src/contract/catalog.ts';
import { type AcceptedSerials, readSerialNumber } from '../../src/documents/serial/foreignSerialNumber.ts';
import { Refusal } from '../../src/refusal.ts';
import { serialDigest } from './serialDigest.ts';

/** What a license type takes as a serial number; `keyferry` for an unknown type. */
export function acceptedBy(catalog: Catalog, licenseType: string): AcceptedSerials {
  return catalog.licenseTypes.find(({ id }) => id === licenseType)?.serialNumbers ?? 'keyferry';
}

/** What a product takes as a serial number where the license type is not named. */
export function acceptedByAny({ licenseTypes }: Catalog): AcceptedSerials {
  return licenseTypes.some(({ serialNumbers }) => serialNumbers === 'any') ? 'any' : 'keyferry';
}

/**
 * @param typed the serial number as typed
 * @returns its digest; null when nothing was typed
 * @throws Refusal `serial-malformed` with `status`
 */
export function digestOfTyped(typed: string, accepted: AcceptedSerials, pepper: Uint8Array): string | null {
  const read = readSerialNumber(typed, accepted);
  if (read.status === 'valid') return serialDigest(pepper, read.canonical);
  if (read.status === 'empty') return null;
  throw new Refusal('serial-malformed', { status: read.status });
}
