import type { LicenseOrder } from '../../src/contract/order.ts';
import { encodeBase64Url } from '../../src/crypto/base64.ts';
import { type Envelope, openEnvelope } from '../../src/documents/envelope.ts';
import { type LicenseRequest, readOpened } from '../../src/documents/request.ts';
import type { Keystore } from '../keys/keystore.ts';
import type { SeatWanted } from '../store/seats.ts';
import type { Catalog } from './catalog.ts';
import { orderDigest } from './order.ts';
import { readSent } from './readSent.ts';
import { acceptedBy, digestOfTyped } from './typedSerial.ts';

/** An order with everything that can be computed without the store. */
export interface ReadOrder extends SeatWanted {
  readonly request: LicenseRequest;
  readonly holder: string;
  readonly confirmChange: boolean;
  /** Id of the license whose seat gets the new one, where that takes the place of a serial number; else null. */
  readonly renews: string | null;
  /** See {@link orderDigest}. */
  readonly digest: string;
}

/** What reading an order needs. */
export interface OrderReaderParts {
  readonly catalog: Catalog;
  readonly keystore: Pick<Keystore, 'pepper'>;
}

/**
 * Reads an order and verifies the request in it, which may have been damaged on its way. Its digest is that of the signed
 * text, so an order with the same request, intact or damaged otherwise, is the same order.
 *
 * @throws Refusal every code of `readSent` and `readRequest`; `serial-malformed` with `status`
 */
export function readOrder({ catalog, keystore }: OrderReaderParts, order: LicenseOrder): ReadOrder {
  const { envelope, request } = readSent(new TextEncoder().encode(order.request), 'request', openRequest).content;
  const type = catalog.licenseTypes.find(({ id }) => id === order.licenseType);
  const needsSerial = type?.serialNumber === 'required';
  const accepted = acceptedBy(catalog, order.licenseType);
  const digest = needsSerial ? digestOfTyped(order.serialNumber ?? '', accepted, keystore.pepper) : null;
  const renews = needsSerial && digest === null ? (order.renews ?? null) : null;
  return {
    request,
    machine: { installationKey: encodeBase64Url(request.installationKey), bindings: request.bindings },
    licenseType: order.licenseType,
    holder: order.holder ?? '',
    // Moving to changed hardware needs the serial number.
    confirmChange: renews === null && (order.confirmChange ?? false),
    renews,
    serialDigest: digest,
    isTrial: type?.trial === true,
    digest: orderDigest(envelope.payload, order, digest ?? renews),
  };
}

function openRequest(file: Uint8Array): { readonly envelope: Envelope; readonly request: LicenseRequest } {
  const envelope = openEnvelope(file, 'request');
  return { envelope, request: readOpened(envelope) };
}
