import * as v from 'valibot';
import { expiryFormats, readExpiry, readSale, saleFormats } from '../expiry.ts';
import { Count, List, StorableText, TextField } from '../fields.ts';
import { contractLimits } from '../limits.ts';
import { ProductField } from '../product.ts';

const { mintCount, seats, termDays, noteBytes } = contractLimits;
const upTo = (most: number) => v.pipe(Count, v.description(`1 to ${most}.`));

/** Serial numbers to create. */
export const MintOrderSchema = v.strictObject({
  product: v.optional(ProductField),
  licenseType: TextField('Id of a license type that needs a serial number.'),
  count: upTo(mintCount),
  seats: upTo(seats),
  holder: v.optional(TextField('The holder that licenses name when an order names none.')),
  note: v.optional(TextField(`For the vendor’s staff, at most ${noteBytes} UTF-8 bytes.`)),
  features: v.optional(
    v.pipe(List(TextField('One feature.')), v.description('In addition to those of the license type.')),
  ),
  termDays: v.optional(
    v.pipe(
      Count,
      v.description(
        `Days until a license expires, 1 to ${termDays}, from where the license type counts them. Default: the license type’s.`,
      ),
    ),
  ),
  soldAt: v.optional(
    v.pipe(
      StorableText(64),
      v.description(
        `When it was sold, from which license types with \`validFrom\` \`sale\` count: ${saleFormats}. Default: now.`,
      ),
      v.transform(readSale),
    ),
  ),
  expiresAt: v.optional(
    v.pipe(
      StorableText(64),
      v.description(`When the serial number and its licenses expire: ${expiryFormats}.`),
      v.transform(readExpiry),
    ),
  ),
});

/** As a client sends it. */
export type MintOrder = v.InferInput<typeof MintOrderSchema>;

export const MintedSerialSchema = v.strictObject({
  serialId: v.string(),
  serialNumber: v.pipe(
    v.string(),
    v.description('In clear. The service stores a digest only and cannot show it again.'),
  ),
  masked: v.string(),
});

export type MintedSerial = v.InferOutput<typeof MintedSerialSchema>;

export const MintedSchema = v.strictObject({ serials: List(MintedSerialSchema) });
