import * as v from 'valibot';
import { Count, Instant, List, NullableInstant, TextField } from '../fields.ts';
import { ProductField } from '../product.ts';
import { pageEntries, pageOf } from './page.ts';
import { ReleaseReason, SerialSchema } from './serials.ts';

/** `active`: its seat is in use. `released`: its seat is free again. `flagged`: two machines showed the same identity. */
export const activationStates = ['active', 'released', 'flagged'] as const;
export type ActivationState = (typeof activationStates)[number];

export const ActivationSearchSchema = v.strictObject({
  text: v.optional(
    TextField(
      'The last group of a serial number, or all of it; the id of a request or license; a computer ID; the installation key of a machine; or words of the holder’s name or of the serial number’s note, each from its beginning, in any case, with or without accents. Empty: everything.',
    ),
  ),
  state: v.optional(v.picklist(activationStates)),
  product: v.optional(ProductField),
  licenseType: v.optional(TextField('Id of a license type.')),
  ...pageEntries,
});

/** A license that was issued, and the state of its seat. */
export const ActivationSchema = v.strictObject({
  licenseId: v.string(),
  requestId: v.pipe(v.string(), v.description('Of the request that the license answers.')),
  product: v.string(),
  licenseType: v.string(),
  holder: v.string(),
  machine: v.pipe(v.string(), v.description('The computer ID.')),
  issuedAt: Instant,
  stopDate: NullableInstant,
  serialId: v.nullable(v.string()),
  serialMasked: v.nullable(v.string()),
  seatId: v.string(),
  flaggedAt: NullableInstant,
  releasedAt: NullableInstant,
  releaseReason: ReleaseReason,
  reissueOf: v.pipe(v.nullable(v.string()), v.description('Id of the license that this one replaces.')),
});

export type Activation = v.InferOutput<typeof ActivationSchema>;

/** Something that happened to a seat. */
export const HistoryEntrySchema = v.strictObject({
  at: Instant,
  event: v.picklist(['taken', 'issued', 'reissued', 'moved', 'flagged', 'returned', 'released', 'removed']),
  licenseId: v.nullable(v.string()),
  machine: v.nullable(v.string()),
});

export type HistoryEntry = v.InferOutput<typeof HistoryEntrySchema>;

export const ActivationRecordSchema = v.strictObject({
  ...ActivationSchema.entries,
  seat: v.strictObject({
    number: v.pipe(v.nullable(Count), v.description('Among the seats in use, from 1; null once it is free.')),
    takenAt: Instant,
    moves: v.pipe(Count, v.description('How often its machine got a license for changed hardware.')),
    movedAt: NullableInstant,
  }),
  history: v.pipe(List(HistoryEntrySchema), v.description('Newest first.')),
  serial: v.nullable(SerialSchema),
});

export type ActivationRecord = v.InferOutput<typeof ActivationRecordSchema>;

export const ActivationPageSchema = pageOf(ActivationSchema);

export const ReissueOrderSchema = v.strictObject({
  new: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        'Issue a new license also where machines accept the earlier one, for example to end a suspect clock.',
      ),
    ),
  ),
});

/** `current`: the license that was issued before is still valid, with the terms that hold now. `reissued`: a new license replaces it. */
export type ReissueOutcome = 'current' | 'reissued';
