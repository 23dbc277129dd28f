import { createHash } from 'node:crypto';
import type { LicenseOrder } from '../../src/contract/calls/order.ts';

/**
 * One value for everything that an order asks for: it tells a repeated order from a changed one.
 *
 * @param requestPayload the signed part of the request
 * @param serial digest of the serial number, as confidential as the store; or id of the license that is renewed
 * @returns SHA-256, 43 base64url characters
 */
export function orderDigest(requestPayload: string, order: LicenseOrder, serial: string | null): string {
  const request = createHash('sha256').update(requestPayload, 'utf8').digest('base64url');
  const parts = JSON.stringify([request, order.licenseType, serial, order.holder ?? '']);
  return createHash('sha256').update(parts, 'utf8').digest('base64url');
}
