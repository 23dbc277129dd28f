import { setImmediate as endOfTurn } from 'node:timers/promises';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import { decideIssue, type IssueDecision } from '../../src/issue/decideIssue.ts';
import type { KnownSerial } from '../../src/issue/issueOrder.ts';
import { randomId } from '../randomId.ts';
import { poolFor } from '../store/seats.ts';
import { findSerials } from '../store/serials.ts';
import type { SerialTable, Store } from '../store/tables.ts';
import { currentSigner, productRules, serialRecord } from './issueContext.ts';
import type { SoldProduct } from './products.ts';
import type { ReadOrder } from './readOrder.ts';
import type { SeatSituation } from './seating.ts';

/** What issuing licenses of one product needs. */
export interface IssueParts extends SoldProduct {
  readonly now: () => Date;
}

/** An order with the license that it probably gets. */
export interface ForeseenOrder extends ReadOrder {
  /** When the order was decided for the first time; it is decided again at the same time. */
  readonly at: Date;
  /** Id of its license. */
  readonly licenseId: string;
  /** Null when no license was foreseen. */
  readonly foreseen: SignedLicense | null;
}

interface SignedLicense {
  readonly fields: LicenseFields;
  /** Exact bytes of the answer. */
  readonly file: Uint8Array;
}

/** Reads a serial number by its digest, outside of a transaction. */
export type SerialReader = (digest: string) => Promise<SerialTable | undefined>;

/** Creates a reader that reads the serial numbers of all orders that arrived together with one query. */
export function createSerialReader(store: Store): SerialReader {
  let next: { readonly digests: Set<string>; readonly found: Promise<ReadonlyMap<string, SerialTable>> } | null = null;
  const begin = () => {
    const digests = new Set<string>();
    const found = endOfTurn().then(() => {
      next = null;
      return findSerials(store, [...digests]);
    });
    return { digests, found };
  };
  return async (digest) => {
    next ??= begin();
    next.digests.add(digest);
    return (await next.found).get(digest);
  };
}

/**
 * Decides about an order from what the store says now, as for a new machine, and signs the license before anything is
 * locked: signing and reading back take longer than all else. The transaction decides again, and takes this file only if
 * its license would be the same. Until its commit the file is known to nobody.
 */
export async function foresee(parts: IssueParts, readSerial: SerialReader, order: ReadOrder): Promise<ForeseenOrder> {
  const ahead = { ...order, at: parts.now(), licenseId: randomId(), foreseen: null };
  const signer = currentSigner(parts);
  if (signer === null) return ahead;
  const { serialDigest } = order;
  const serial = serialDigest === null ? undefined : await readSerial(serialDigest);
  const situation = { serial, pool: poolFor(order, serial), seatsTaken: 0, seats: [], trialSince: null };
  const decision = decide(parts, ahead, situation, signer);
  if (decision.outcome === 'refused') return ahead;
  return {
    ...ahead,
    foreseen: { fields: decision.fields, file: await signLicense(parts, order, decision.fields, signer) },
  };
}

/** The parts of an order that decide about it. */
type DecidedOrder = Pick<
  ForeseenOrder,
  'request' | 'licenseType' | 'holder' | 'confirmChange' | 'serialDigest' | 'at' | 'licenseId'
>;

export function decide(
  parts: Pick<IssueParts, 'catalog'>,
  order: DecidedOrder,
  situation: SeatSituation,
  signer: Signer,
): IssueDecision {
  return decideIssue(
    { ...order, ...situation, serial: serialOf(order, situation.serial) },
    {
      product: productRules(parts.catalog),
      licenseId: order.licenseId,
      keyId: keyIdOf(signer.publicKey),
      now: order.at,
    },
  );
}

function serialOf(
  order: Pick<ReadOrder, 'serialDigest'>,
  serial: SerialTable | undefined,
): KnownSerial | 'none' | 'unknown' {
  if (order.serialDigest === null) return 'none';
  return serial === undefined ? 'unknown' : serialRecord(serial);
}

/** @returns the license file as it was foreseen, or signed now because something has changed */
export async function writeFile(
  parts: IssueParts,
  order: ForeseenOrder,
  fields: LicenseFields,
  signer: Signer,
): Promise<Uint8Array> {
  const { foreseen } = order;
  if (foreseen !== null && JSON.stringify(foreseen.fields) === JSON.stringify(fields)) return foreseen.file;
  return signLicense(parts, order, fields, signer);
}

/** @returns the license file, followed by the keyset file for a machine with an older keyset */
async function signLicense(
  { keyset }: IssueParts,
  { request }: ReadOrder,
  fields: LicenseFields,
  signer: Signer,
): Promise<Uint8Array> {
  const license = await writeLicense(fields, signer);
  return request.keysetVersion < keyset.version ? joinBundle([license, keyset.file]) : license;
}
