import { areSameBindings } from '../../src/documents/bindings.ts';
import type { NewLicense } from '../store/licenses.ts';
import type { WriteContext } from '../store/writer.ts';
import type { IssueGranted } from './issueContext.ts';
import type { ReadOrder } from './readOrder.ts';
import type { SeatSituation } from './seating.ts';

/** The seat that a license uses, and the seats as they were before. */
interface AssignedSeat {
  readonly situation: SeatSituation;
  readonly seatId: string;
}

/** @returns what the store keeps of a new license */
export function newLicense(
  { machine, digest }: Pick<ReadOrder, 'machine' | 'digest'>,
  { fields }: IssueGranted,
  { situation, seatId, file }: AssignedSeat & { readonly file: Uint8Array },
): NewLicense {
  const listings = situation.seats.find((seat) => seat.seatId === seatId)?.listings;
  const listed = listings?.find(({ bindings }) => areSameBindings(bindings, machine.bindings));
  return {
    ...machine,
    listedUnder: listed?.licenseId ?? null,
    id: fields.licenseId,
    requestId: fields.requestId,
    orderDigest: digest,
    product: fields.product,
    seatId,
    issuedAt: fields.issuedAt,
    file: new TextDecoder().decode(file),
    licenseType: fields.licenseType,
    serialId: situation.pool.serial?.id ?? null,
    holder: fields.holder,
    stopDate: fields.stopDate ?? null,
  };
}

/** Records a new license in the audit trail. */
export function recordIssue(
  { record }: WriteContext,
  { digest }: Pick<ReadOrder, 'digest'>,
  { fields, replaces }: IssueGranted,
  { situation, seatId }: AssignedSeat,
): void {
  record({
    at: fields.issuedAt,
    event: replaces === null ? 'license-issued' : 'license-reissued',
    actor: 'service',
    facts: {
      license: fields.licenseId,
      product: fields.product,
      request: fields.requestId,
      order: digest,
      licenseType: fields.licenseType,
      pool: situation.pool.name,
      seat: seatId,
    },
  });
}
