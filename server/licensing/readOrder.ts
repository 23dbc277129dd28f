import type { LicenseOrder } from '../../src/contract/order.ts';
import { encodeBase64Url } from '../../src/crypto/base64.ts';
import { type Envelope, openEnvelope } from '../../src/documents/envelope.ts';
import { type LicenseRequest, readOpened } from '../../src/documents/request.ts';
import { checkSerialNumber } from '../../src/documents/serialNumber.ts';
import { Refusal } from '../../src/refusal.ts';
import type { SeatWanted } from '../store/seats.ts';
import { orderDigest } from './order.ts';
import { type Products, productOfDocument, type SoldProduct } from './products.ts';
import { readSent } from './readSent.ts';
import { serialDigest } from './serialDigest.ts';

/** An order with everything that can be computed without the store. */
export interface ReadOrder extends SeatWanted {
  /** The product that the request names. */
  readonly sold: SoldProduct;
  readonly request: LicenseRequest;
  readonly holder: string;
  readonly confirmChange: boolean;
  /** See {@link orderDigest}. */
  readonly digest: string;
}

/** What reading an order needs. */
export interface OrderReaderParts {
  readonly products: Products;
}

/**
 * Reads an order and verifies the request in it, which may have been damaged on its way. Its digest is that of the signed
 * text, so an order with the same request, intact or damaged otherwise, is the same order.
 *
 * @throws Refusal every code of `readSent` and `readRequest`; `product-other`; `serial-malformed` with
 *   `status`
 */
export function readOrder({ products }: OrderReaderParts, order: LicenseOrder): ReadOrder {
  const { envelope, request } = readSent(new TextEncoder().encode(order.request), 'request', openRequest).content;
  const sold = productOfDocument(products, request);
  const needsSerial = sold.catalog.licenseTypes.some(
    ({ id, serialNumber }) => id === order.licenseType && serialNumber === 'required',
  );
  const canonical = needsSerial ? canonicalSerial(order.serialNumber ?? '') : null;
  const digest = canonical === null ? null : serialDigest(sold.keystore.pepper, canonical);
  return {
    sold,
    request,
    machine: { installationKey: encodeBase64Url(request.installationKey), bindings: request.bindings },
    licenseType: order.licenseType,
    holder: order.holder ?? '',
    confirmChange: order.confirmChange ?? false,
    serialDigest: digest,
    digest: orderDigest(envelope.payload, order, digest),
  };
}

function openRequest(file: Uint8Array): { readonly envelope: Envelope; readonly request: LicenseRequest } {
  const envelope = openEnvelope(file, 'request');
  return { envelope, request: readOpened(envelope) };
}

function canonicalSerial(typed: string): string | null {
  const checked = checkSerialNumber(typed);
  if (checked.status === 'valid') return checked.canonical;
  if (checked.status === 'empty') return null;
  throw new Refusal('serial-malformed', { status: checked.status });
}
