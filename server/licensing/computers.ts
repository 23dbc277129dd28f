import type { ComputerReleased, Computers } from '../../src/contract/calls/computers.ts';
import { joinBundle, splitBundle } from '../../src/documents/bundle.ts';
import { toInstant } from '../../src/documents/instant.ts';
import type { IssueRefused } from '../../src/issue/decideIssue.ts';
import { boundChange, CHANGES_COUNTED_FOR_DAYS, releaseBounds, type SeatChange } from '../../src/issue/seatChanges.ts';
import { Refusal } from '../../src/refusal.ts';
import { computersOf, findOwnedSeat, findRemovals } from '../store/computers.ts';
import { lockNames } from '../store/locks.ts';
import { addSeatChange } from '../store/seatChanges.ts';
import { countSeatsTaken, releaseSeat } from '../store/seats.ts';
import { findSerial } from '../store/serials.ts';
import type { SerialTable, Store, StoreTransaction } from '../store/tables.ts';
import type { WriteContext, Writer } from '../store/writer.ts';
import { limitOf, numberIn, type PageRequest, readCursor, writeCursor } from './administration/page.ts';
import { fileIn } from './byCode/storedCode.ts';
import { type Products, productNamed, productOfDocument, type SoldProduct } from './products.ts';
import { acceptedByAny, digestOfTyped } from './typedSerial.ts';

/** What a customer does with the computers of a serial number. */
export interface CustomerComputers {
  /**
   * Lists the computers that use the serial number.
   *
   * @throws Refusal every code of {@link OwnedCall}; `service-request-invalid` when the cursor is invalid
   */
  list(call: OwnedCall & PageRequest): Promise<Computers>;
  /**
   * Gets the newest license of a computer again.
   *
   * @returns exact bytes of the license, followed by the current keyset: the computer's is unknown
   * @throws Refusal every code of {@link OwnedCall}; `computer-unknown`; `license-returned` when its seat is free; `license-by-code` when it has no file
   */
  license(call: ComputerCall): Promise<Uint8Array>;
  /**
   * Removes a lost or broken computer, so that another one can take its seat. Its license stays valid until its end.
   *
   * @throws Refusal every code of {@link OwnedCall}; `computer-unknown`; `release-too-often` with `perYear` and `nextAt`
   */
  release(call: ComputerCall): Promise<ComputerReleased>;
}

/**
 * The serial number as typed, and its product, which is needed when there are several. Refused: `product-unclear` with
 * `products`, `product-other`, `self-service-off`, `serial-required`, `serial-malformed` with
 * `status`, and `serial-refused` whether it is unknown, blocked, or of another product.
 */
export interface OwnedCall {
  readonly product?: string | undefined;
  readonly serialNumber: string;
}

/** `computer` is the id of a seat. */
export type ComputerCall = OwnedCall & { readonly computer: string };

export interface ComputerParts {
  readonly products: Products;
  readonly store: Store;
  readonly writer: Writer;
  readonly now: () => Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the computers of one product need. */
interface ProductComputerParts extends SoldProduct {
  readonly store: Store;
  readonly now: () => Date;
}

export function createComputers({ products, store, writer, now }: ComputerParts): CustomerComputers {
  const partsOf = ({ product }: OwnedCall): ProductComputerParts => ({
    ...(product === undefined ? productNamed(products, product) : productOfDocument(products, { product })),
    ...{ store, now },
  });
  return {
    async list(call) {
      const parts = partsOf(call);
      const serial = await ownedSerial(parts, call);
      const limit = limitOf(call);
      const after = numberIn(readCursor(call, 1)?.[0]);
      const found = await computersOf(store, serial.id, { after, limit: limit + 1 });
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      return {
        licenseType: serial.license_type,
        holder: serial.holder,
        seats: serial.seats,
        seatsTaken: await countSeatsTaken(store, serial.id),
        expiresAt: serial.expires_at,
        ...budgetOf(parts, serial, await removalsOf(parts, store, serial)),
        computers: shown.map(({ number: _, ...computer }) => computer),
        next: last === undefined ? null : writeCursor([String(last.number)]),
      };
    },
    async license({ computer, ...call }) {
      const parts = partsOf(call);
      const serial = await ownedSerial(parts, call);
      const seat = await findOwnedSeat(store, serial.id, computer);
      if (seat === undefined) throw new Refusal('computer-unknown');
      if (seat.releasedAt !== null) throw new Refusal('license-returned');
      const file = fileIn(seat.file);
      return joinBundle([splitBundle(file)[0] ?? file, parts.keyset.file]);
    },
    async release({ computer, ...call }) {
      const parts = partsOf(call);
      const serial = await ownedSerial(parts, call);
      const seat = await findOwnedSeat(store, serial.id, computer);
      const product = parts.catalog.product.id;
      // Its removal counts against the limits of the machine, too.
      const machine = seat === undefined ? [] : [lockNames.machine(product, seat.machine)];
      const locks = [lockNames.serial(serial.digest), ...machine];
      const answer = await writer.write((context) => release(parts, context, serial, computer), locks);
      if (answer.outcome === 'refused') throw new Refusal(answer.code, answer.details);
      return answer;
    },
  };
}

/** @throws Refusal as {@link OwnedCall} says */
async function ownedSerial(
  { catalog, keystore, store }: ProductComputerParts,
  { serialNumber }: OwnedCall,
): Promise<SerialTable> {
  if (!catalog.selfService.enabled) throw new Refusal('self-service-off');
  const digest = digestOfTyped(serialNumber, acceptedByAny(catalog), keystore.pepper);
  if (digest === null) throw new Refusal('serial-required');
  const serial = await findSerial(store, digest);
  if (serial === undefined || serial.blocked_at !== null || serial.product !== catalog.product.id) {
    throw new Refusal('serial-refused');
  }
  return serial;
}

async function release(
  parts: ProductComputerParts,
  { transaction, record }: WriteContext,
  serial: SerialTable,
  seatId: string,
): Promise<ComputerReleased | IssueRefused> {
  const seat = await findOwnedSeat(transaction, serial.id, seatId);
  if (seat === undefined) return { outcome: 'refused', code: 'computer-unknown', details: {} };
  if (seat.releasedAt !== null) return answerOf(parts, transaction, serial, 'already-released');
  const removals = await removalsOf(parts, transaction, serial);
  const refusal = boundChange('released', removals, boundsOf(parts, serial), parts.now());
  if (refusal) return refusal;
  const at = toInstant(parts.now());
  const { product } = serial;
  await releaseSeat(transaction, seatId, { at, reason: 'removed' });
  await addSeatChange(
    transaction,
    { seatId, product, installationKey: seat.installationKey },
    { kind: 'released', at },
  );
  const facts = { license: seat.licenseId, product, pool: serial.id, seat: seatId, reason: 'customer' };
  record({ at, event: 'seat-released', actor: 'service', facts });
  return answerOf(parts, transaction, serial, 'released');
}

async function answerOf(
  parts: ProductComputerParts,
  transaction: StoreTransaction,
  serial: SerialTable,
  outcome: ComputerReleased['outcome'],
): Promise<ComputerReleased> {
  return {
    outcome,
    seatsLeft: serial.seats - (await countSeatsTaken(transaction, serial.id)),
    ...budgetOf(parts, serial, await removalsOf(parts, transaction, serial)),
  };
}

async function removalsOf(
  { now }: ProductComputerParts,
  store: Store | StoreTransaction,
  { id }: SerialTable,
): Promise<SeatChange[]> {
  const since = toInstant(new Date(now().getTime() - CHANGES_COUNTED_FOR_DAYS * DAY_MS));
  return (await findRemovals(store, id, since)).map((at) => ({ kind: 'released', at }));
}

function boundsOf({ catalog }: ProductComputerParts, { seats }: SerialTable) {
  return releaseBounds(seats, catalog.selfService.releasesPerYear ?? catalog.returns.perYear);
}

function budgetOf(
  parts: ProductComputerParts,
  serial: SerialTable,
  removals: readonly SeatChange[],
): Pick<Computers, 'releasesLeft' | 'nextReleaseAt'> {
  const bounds = boundsOf(parts, serial);
  const nextAt = boundChange('released', removals, bounds, parts.now())?.details.nextAt;
  return {
    releasesLeft: Math.max(0, bounds.perYear - removals.length),
    nextReleaseAt: typeof nextAt === 'string' ? nextAt : null,
  };
}
