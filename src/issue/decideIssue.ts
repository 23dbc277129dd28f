import { toInstant } from '../documents/instant.ts';
import type { LicenseFields } from '../documents/license.ts';
import type { RefusalCode, RefusalDetails } from '../refusal.ts';
import type { IssueContext, IssueOrder, KnownSerial } from './issueOrder.ts';
import { type Grant, licenseFields } from './licenseFields.ts';
import { matchSeat, type SeatMatch, type TakenSeat } from './matchSeat.ts';
import { isTermOfSerial, type LicenseTypeRule, serialEnd, trialEnd } from './terms.ts';

export type IssueDecision = (
  | {
      readonly outcome: 'issued';
      readonly fields: LicenseFields;
      /** The seat that the machine keeps using; null when it takes a new one. */
      readonly replaces: TakenSeat | null;
      /** Instant at which its days end the serial number, now that they have begun; null: they do not. */
      readonly serialEnd: string | null;
      /** The hardware differs by more than the tolerance: the caller checks whether the seat may move again. */
      readonly moves: boolean;
    }
  | IssueRefused
) & {
  /** A seat that two machines with one identity seem to use; see {@link SeatMatch}. */
  readonly duplicate: TakenSeat | null;
};

export interface IssueRefused {
  readonly outcome: 'refused';
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

/**
 * Decides whether a request gets a license, and which. Reads no clock, draws no random numbers and stores nothing, so that
 * the service, in a transaction, and the command line tool get the same answer.
 *
 * @returns refusals: `product-other`, `license-type-unknown`, `serial-required`, `serial-refused` (unknown, blocked or of
 *   another product), `license-type-not-covered`, `serial-expired` with `stopDate`, `trial-used` with `stopDate`,
 *   `seats-exhausted` with `seats` and, for a machine that changed too much, `changed`; `machine-changed` with `changed`,
 *   `seat` (`moves` or `another`) and `seatsLeft`, unless the order confirms the change
 */
export function decideIssue(order: IssueOrder, context: IssueContext): IssueDecision {
  const { request } = order;
  const { product } = context;
  if (request.product !== product.id) {
    return { ...refused('product-other', { expected: product.id, found: request.product }), duplicate: null };
  }
  const granted = checkType(order, context);
  if ('outcome' in granted) return { ...granted, duplicate: null };
  const match = matchSeat(request.bindings, order.seats, product.requiredBindings);
  const { seat: replaces, duplicate } = match;
  const objection = granted.serial && checkSeat(order, granted.serial, match);
  if (objection) return { ...objection, duplicate };
  const fields = licenseFields(order, context, { ...granted, replaces });
  const ends = granted.serial && isTermOfSerial(granted.type) ? (fields.stopDate ?? null) : null;
  return { outcome: 'issued', fields, serialEnd: ends, replaces, moves: match.kind === 'moves', duplicate };
}

type GrantedType = Pick<Grant, 'type' | 'serial'>;

/** Finds the license type that the machine gets: the ordered one, or what its serial number was changed to since. */
function checkType(order: IssueOrder, context: IssueContext): GrantedType | IssueRefused {
  const ordered = findType(context, order.licenseType);
  if ('outcome' in ordered) return ordered;
  if (ordered.serialNumber === 'none') return checkTrial(ordered, order, context) ?? { type: ordered, serial: null };
  const serial = checkSerial(order, context);
  if ('outcome' in serial) return serial;
  const type = findType(context, serial.licenseType);
  if ('outcome' in type) return type;
  return checkEnd(serialEnd(type, serial), 'serial-expired', context) ?? { type, serial };
}

function findType({ product }: IssueContext, found: string): LicenseTypeRule | IssueRefused {
  const type = product.licenseTypes.find(({ id }) => id === found);
  return type ?? refused('license-type-unknown', { found, licenseTypes: product.licenseTypes.map(({ id }) => id) });
}

function checkTrial(type: LicenseTypeRule, order: IssueOrder, context: IssueContext): IssueRefused | null {
  return checkEnd(trialEnd(type, order.trialSince), 'trial-used', context);
}

function checkEnd(
  stopDate: string | undefined,
  code: 'serial-expired' | 'trial-used',
  context: IssueContext,
): IssueRefused | null {
  const now = toInstant(context.now);
  return stopDate !== undefined && now >= stopDate ? refused(code, { stopDate, now }) : null;
}

/** Where seats are limited, taking or moving one needs the person's confirmation. */
function checkSeat(order: IssueOrder, serial: KnownSerial, { kind, seat, changed }: SeatMatch): IssueRefused | null {
  const { seats } = serial;
  const known = changed.length > 0 && { changed };
  if (!seat && order.seatsTaken >= seats) return refused('seats-exhausted', { seats, ...known });
  if (kind === 'same' || kind === 'unknown' || order.confirmChange) return null;
  if (kind === 'moves') return refused('machine-changed', { ...known, seat: 'moves' });
  return refused('machine-changed', { ...known, seat: 'another', seatsLeft: seats - order.seatsTaken });
}

/** Unknown, blocked and foreign serial numbers get one code, so that guessing reveals nothing. */
function checkSerial({ serial, licenseType }: IssueOrder, { product }: IssueContext): KnownSerial | IssueRefused {
  if (serial === 'none') return refused('serial-required');
  if (serial === 'unknown' || serial.blocked || serial.product !== product.id) return refused('serial-refused');
  if (serial.licenseType === licenseType || serial.formerTypes.includes(licenseType)) return serial;
  return refused('license-type-not-covered', { licenseTypes: [serial.licenseType] });
}

function refused(code: RefusalCode, details: RefusalDetails = {}): IssueRefused {
  return { outcome: 'refused', code, details };
}
