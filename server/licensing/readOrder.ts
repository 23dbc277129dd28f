import type { LicenseOrder } from '../../src/contract/calls/order.ts';
import type { LicenseRequest } from '../../src/documents/request.ts';
import type { DocumentReader } from '../reading/documents.ts';
import { machineWithKey } from '../store/machines/machineKeys.ts';
import type { SeatWanted } from '../store/seats.ts';
import { orderDigest } from './order.ts';
import { type Products, productOfDocument, type SoldProduct } from './products.ts';
import { acceptedBy, digestOfTyped } from './typedSerial.ts';

/** An order with everything that can be computed without the store. */
export interface ReadOrder extends SeatWanted {
  /** The product that the request names. */
  readonly sold: SoldProduct;
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
  readonly products: Products;
  readonly documents: DocumentReader;
}

/**
 * Reads an order and verifies the request in it, which may have been damaged on its way. Its digest is that of the signed
 * text, so an order with the same request, intact or damaged otherwise, is the same order.
 *
 * @throws Refusal every code of `DocumentReader`; `product-other`; `serial-malformed` with
 *   `status`
 */
export async function readOrder({ products, documents }: OrderReaderParts, order: LicenseOrder): Promise<ReadOrder> {
  const sent = new TextEncoder().encode(order.request);
  const { payload, request } = (await documents.read('request', sent)).content;
  const sold = productOfDocument(products, request);
  const type = sold.catalog.licenseTypes.find(({ id }) => id === order.licenseType);
  const needsSerial = type?.serialNumber === 'required';
  const accepted = acceptedBy(sold.catalog, order.licenseType);
  const digest = needsSerial ? digestOfTyped(order.serialNumber ?? '', accepted, sold.keystore.pepper) : null;
  const renews = needsSerial && digest === null ? (order.renews ?? null) : null;
  return {
    sold,
    request,
    machine: machineWithKey(sold.catalog.product.id, request.installationKey, request.bindings),
    licenseType: order.licenseType,
    holder: order.holder ?? '',
    // Moving to changed hardware needs the serial number.
    confirmChange: renews === null && (order.confirmChange ?? false),
    renews,
    serialDigest: digest,
    isTrial: type?.trial === true,
    digest: orderDigest(payload, order, digest ?? renews),
  };
}
