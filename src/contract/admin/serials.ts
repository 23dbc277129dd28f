import * as v from 'valibot';
import { Count, Instant, List, NullableInstant, TextField } from '../fields.ts';
import { ProductField } from '../product.ts';
import { pageEntries, pageOf } from './page.ts';
import { SerialHistoryEntrySchema } from './serialChange.ts';

export const serialStates = ['good', 'blocked', 'expired'] as const;
export type SerialState = (typeof serialStates)[number];

export const SerialSearchSchema = v.strictObject({
  text: v.optional(
    TextField(
      'The last group of a serial number, or all of it; its id; or words of the holder’s name or the note, each from its beginning, in any case, with or without accents. Empty: everything.',
    ),
  ),
  state: v.optional(v.picklist(serialStates)),
  product: v.optional(ProductField),
  licenseType: v.optional(TextField('Id of a license type.')),
  ...pageEntries,
});

/** A serial number as a list shows it, never in clear. */
export const SerialSchema = v.strictObject({
  serialId: v.string(),
  masked: v.string(),
  product: v.string(),
  licenseType: v.string(),
  seats: v.pipe(Count, v.description('Sold.')),
  seatsTaken: Count,
  holder: v.string(),
  features: v.pipe(List(v.string()), v.description('In addition to those of the license type.')),
  termDays: v.nullable(Count),
  note: v.string(),
  createdAt: Instant,
  soldAt: v.pipe(Instant, v.description('From which license types with `validFrom` `sale` count their days.')),
  firstActivatedAt: v.pipe(NullableInstant, v.description('When it first yielded a license; null: not yet.')),
  expiresAt: v.pipe(NullableInstant, v.description('The first instant at which it is expired; null: never.')),
  blockedAt: NullableInstant,
});

export type Serial = v.InferOutput<typeof SerialSchema>;

export const ReleaseReason = v.pipe(
  v.nullable(v.picklist(['returned', 'released', 'removed'])),
  v.description('By the machine, by the vendor, or by the customer.'),
);

/** A seat of a serial number, and the newest license on it. */
export const SeatSchema = v.strictObject({
  seatId: v.string(),
  number: v.pipe(Count, v.description('Among the seats in use, from 1; 0 once it is free.')),
  takenAt: Instant,
  moves: v.pipe(Count, v.description('How often its machine got a license for changed hardware.')),
  movedAt: NullableInstant,
  flaggedAt: NullableInstant,
  releasedAt: NullableInstant,
  releaseReason: ReleaseReason,
  licenseId: v.string(),
  machine: v.string(),
  holder: v.string(),
  issuedAt: Instant,
});

export type Seat = v.InferOutput<typeof SeatSchema>;

export const SerialRecordSchema = v.strictObject({
  ...SerialSchema.entries,
  history: v.pipe(
    List(SerialHistoryEntrySchema),
    v.description('From the audit trail, newest first, at most one page.'),
  ),
  givenUp: v.pipe(List(SeatSchema), v.description('Seats that were in use before, newest first, at most one page.')),
});

export type SerialRecord = v.InferOutput<typeof SerialRecordSchema>;

export const SerialPageSchema = pageOf(SerialSchema);
export const SeatPageSchema = pageOf(SeatSchema);
