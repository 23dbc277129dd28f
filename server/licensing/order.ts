import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { isText, limits } from '../../src/documents/rules.ts';

const WellFormed = (maxLength: number) =>
  v.pipe(
    v.string(),
    v.maxLength(maxLength),
    // A lone surrogate has no UTF-8 form: it would be signed as something else than was sent.
    v.check((text) => !/\p{Surrogate}/u.test(text), 'well-formed Unicode'),
  );

/** What a person asks for, as the body of `POST /api/v1/activations`. */
export const OrderSchema = v.strictObject({
  request: v.pipe(WellFormed(131072), v.description('The text of the license request file, exactly as saved.')),
  licenseType: v.pipe(WellFormed(64), v.description('Id of a license type, from the catalog.')),
  serialNumber: v.optional(
    v.pipe(
      WellFormed(64),
      v.description('The serial number as typed; case, spaces, hyphens and look-alike letters do not matter.'),
    ),
  ),
  holder: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(limits.holderBytes),
      v.check(
        (text) => isText(text, limits.holderBytes),
        'text of at most 200 UTF-8 bytes, without control characters',
      ),
      v.description('Whom the license names as its holder: at most 200 UTF-8 bytes, no control characters.'),
    ),
  ),
  confirmChange: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        'Go on although the machine has changed: the answer to `machine-changed`. No part of what is asked for.',
      ),
    ),
  ),
});

export type Order = v.InferOutput<typeof OrderSchema>;

/**
 * One value for everything an order asks for, by which a repeated order is told from a changed one.
 *
 * @param requestPayload the signed part of the request
 * @param serial digest of the serial number; it is as secret as the store itself
 * @returns SHA-256, 43 base64url characters
 */
export function orderDigest(requestPayload: string, order: Order, serial: string | null): string {
  const request = createHash('sha256').update(requestPayload, 'utf8').digest('base64url');
  const parts = JSON.stringify([request, order.licenseType, serial, order.holder ?? '']);
  return createHash('sha256').update(parts, 'utf8').digest('base64url');
}
