import * as v from 'valibot';
import { expiryFormats, readExpiry } from '../expiry.ts';
import { Count, Instant, List, StorableText, TextField } from '../fields.ts';
import { contractLimits } from '../limits.ts';

const { seats, termDays, noteBytes, reasonBytes } = contractLimits;

/** Terms of a serial number that can be changed, in the order in which pages and tables show them. */
export const changeableFields = [
  'licenseType',
  'seats',
  'termDays',
  'expiresAt',
  'features',
  'holder',
  'note',
] as const;
export type ChangeableField = (typeof changeableFields)[number];

/** What to change of a serial number; absent fields stay as they are. Machines get it with their next request. */
export const SerialChangeSchema = v.strictObject({
  licenseType: v.optional(TextField('Id of a license type that needs a serial number.')),
  seats: v.optional(v.pipe(Count, v.description(`1 to ${seats}, and no fewer than are in use.`))),
  termDays: v.optional(v.pipe(v.nullable(Count), v.description(`1 to ${termDays}; null: as the license type says.`))),
  expiresAt: v.optional(
    v.pipe(
      v.nullable(v.pipe(StorableText(64), v.transform(readExpiry))),
      v.description(`When the serial number and its licenses expire: ${expiryFormats}; null: never.`),
    ),
  ),
  extendDays: v.optional(
    v.pipe(
      Count,
      v.description(
        `Days, 1 to ${termDays}, by which its end becomes later: counted from its end, or from now if that has passed. Not together with expiresAt and termDays.`,
      ),
    ),
  ),
  features: v.optional(
    v.pipe(List(TextField('One feature.')), v.description('All features in addition to those of the license type.')),
  ),
  holder: v.optional(TextField('The holder that licenses name when an order names none.')),
  note: v.optional(TextField(`For the vendor’s staff, at most ${noteBytes} UTF-8 bytes.`)),
  reason: v.optional(
    TextField(
      `Why, for the history and the audit trail, which keep it forever: name no person. At most ${reasonBytes} UTF-8 bytes.`,
    ),
  ),
});

/** As a client sends it. */
export type SerialChangeInput = v.InferInput<typeof SerialChangeSchema>;
export type SerialChange = v.InferOutput<typeof SerialChangeSchema>;

/** Something that happened to a serial number. */
export const SerialHistoryEntrySchema = v.strictObject({
  at: Instant,
  event: v.picklist(['added', 'changed', 'blocked', 'unblocked']),
  actor: v.pipe(v.string(), v.description('As in the audit trail.')),
  reason: v.nullable(v.string()),
  changes: v.pipe(
    List(
      v.strictObject({
        field: v.picklist(changeableFields),
        before: v.pipe(v.nullable(v.string()), v.description('Null: none. Of holder and note, always null.')),
        after: v.pipe(v.nullable(v.string()), v.description('As `before`.')),
      }),
    ),
    v.description('Of a change, what became of each field.'),
  ),
});

export type SerialHistoryEntry = v.InferOutput<typeof SerialHistoryEntrySchema>;

/** Result of a table of changes in which every line was accepted. */
export const SerialsChangedSchema = v.strictObject({
  changed: v.pipe(Count, v.description('Lines that changed something.')),
  same: v.pipe(Count, v.description('Lines whose serial number was like that before.')),
});

export type SerialsChanged = v.InferOutput<typeof SerialsChangedSchema>;
