import * as v from 'valibot';
import { isText, limits } from '../../documents/rules.ts';
import { StorableText } from '../fields.ts';
import { contractLimits } from '../limits.ts';

/** Body of `POST /api/v1/activations`. */
export const OrderSchema = v.strictObject({
  request: v.pipe(
    StorableText(contractLimits.bodyBytes),
    v.description('The text of the license request file, exactly as saved.'),
  ),
  licenseType: v.pipe(
    StorableText(contractLimits.licenseTypeIdLength),
    v.description('Id of a license type, from the catalog.'),
  ),
  serialNumber: v.optional(
    v.pipe(
      StorableText(contractLimits.serialNumberLength),
      v.description('The serial number as typed. Case, spaces, hyphens and look-alike letters do not matter.'),
    ),
  ),
  renews: v.optional(
    v.pipe(
      StorableText(contractLimits.licenseIdLength),
      v.description(
        'Instead of a serial number: id of a license that this installation holds. Its seat gets the new license. Ignored with a serial number, and for license types without one.',
      ),
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
      v.description('The holder that the license names: at most 200 UTF-8 bytes, no control characters.'),
    ),
  ),
  confirmChange: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        'Continue although the machine has changed; send it after `machine-changed`. Not part of the order.',
      ),
    ),
  ),
});

export type LicenseOrder = v.InferOutput<typeof OrderSchema>;
