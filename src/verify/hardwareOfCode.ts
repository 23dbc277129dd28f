import { encodeBase64Url } from '../crypto/base64.ts';
import { digestOfBindings } from '../documents/byCode/machineDigest.ts';
import type { UnverifiedLicense } from '../documents/license.ts';

/**
 * What a machine must remember of a license that came as a code, to return it by a code: the vendor knows nothing of the
 * machine but its digest.
 *
 * @returns `hardware`: digest of the hardware, 16 base64url characters; nothing for any other license
 */
export function hardwareOfCode({ licenseId, requestId, bindings }: UnverifiedLicense): { readonly hardware?: string } {
  return licenseId === requestId ? { hardware: encodeBase64Url(digestOfBindings(bindings)) } : {};
}
