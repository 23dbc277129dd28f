import * as v from 'valibot';
import { MOST_ROWS } from '../../../licensing/administration/page.ts';
import { activationStates } from '../../../store/activationRows.ts';
import { serialStates } from '../../../store/serialRows.ts';
import { scopes } from '../../../tokens.ts';

/** What the admin API takes and answers with. `src/admin/wire.ts` says the same to the page. */

const Instant = v.pipe(v.string(), v.description('Instant, ISO 8601 in UTC.'));
const Count = v.pipe(v.number(), v.integer());
const Cursor = v.pipe(v.string(), v.maxLength(1000), v.description('`next` of the page before.'));
const Limit = v.pipe(v.number(), v.integer(), v.description(`Rows, 1 to ${MOST_ROWS}; 50 unless told.`));
const Text = (description: string) => v.pipe(v.string(), v.maxLength(500), v.description(description));

export const IdentitySchema = v.strictObject({
  name: v.string(),
  scopes: v.array(v.picklist(scopes)),
  expiresAt: v.nullable(Instant),
});

export const ActivationSearchSchema = v.strictObject({
  text: v.optional(
    Text(
      'The last group of a serial number, or all of it; a request’s or license’s id; a check phrase; a machine’s name or installation key; how a holder’s name begins. Empty: everything.',
    ),
  ),
  state: v.optional(v.picklist(activationStates)),
  licenseType: v.optional(Text('Id of a license type.')),
  cursor: v.optional(Cursor),
  limit: v.optional(Limit),
});

export const SerialSearchSchema = v.strictObject({
  text: v.optional(
    Text('The last group of a serial number, or all of it; its id; how the holder’s name begins. Empty: everything.'),
  ),
  state: v.optional(v.picklist(serialStates)),
  licenseType: v.optional(Text('Id of a license type.')),
  cursor: v.optional(Cursor),
  limit: v.optional(Limit),
});

const activation = {
  licenseId: v.string(),
  requestId: v.string(),
  checkPhrase: v.string(),
  licenseType: v.string(),
  holder: v.string(),
  machine: v.string(),
  issuedAt: Instant,
  stopDate: v.nullable(Instant),
  serialId: v.nullable(v.string()),
  serialMasked: v.nullable(v.string()),
  seatId: v.string(),
  flaggedAt: v.nullable(Instant),
  releasedAt: v.nullable(Instant),
  releaseReason: v.nullable(v.picklist(['returned', 'released'])),
  reissueOf: v.nullable(v.string()),
};

const serial = {
  serialId: v.string(),
  masked: v.string(),
  product: v.string(),
  licenseType: v.string(),
  seats: Count,
  seatsTaken: Count,
  holder: v.string(),
  features: v.array(v.string()),
  termDays: v.nullable(Count),
  note: v.string(),
  createdAt: Instant,
  expiresAt: v.nullable(Instant),
  blockedAt: v.nullable(Instant),
};

const SeatSchema = v.strictObject({
  seatId: v.string(),
  number: v.pipe(Count, v.description('Among those taken, from 1; 0 once it was given up.')),
  takenAt: Instant,
  moves: Count,
  movedAt: v.nullable(Instant),
  flaggedAt: v.nullable(Instant),
  releasedAt: v.nullable(Instant),
  releaseReason: v.nullable(v.picklist(['returned', 'released'])),
  licenseId: v.string(),
  machine: v.string(),
  holder: v.string(),
  issuedAt: Instant,
});

const next = v.pipe(v.nullable(v.string()), v.description('Names the page that follows; null at the end.'));

export const ActivationPageSchema = v.strictObject({ rows: v.array(v.strictObject(activation)), next });
export const SerialPageSchema = v.strictObject({ rows: v.array(v.strictObject(serial)), next });
export const SeatPageSchema = v.strictObject({ rows: v.array(SeatSchema), next });

export const ActivationRecordSchema = v.strictObject({
  ...activation,
  seat: v.strictObject({
    number: v.pipe(v.nullable(Count), v.description('Among those taken, from 1; null once it was given up.')),
    takenAt: Instant,
    moves: Count,
    movedAt: v.nullable(Instant),
  }),
  history: v.array(
    v.strictObject({
      at: Instant,
      event: v.picklist(['taken', 'issued', 'reissued', 'moved', 'flagged', 'returned', 'released']),
      licenseId: v.nullable(v.string()),
      machine: v.nullable(v.string()),
    }),
  ),
  serial: v.nullable(v.strictObject(serial)),
});

export const SerialRecordSchema = v.strictObject({ ...serial, givenUp: v.array(SeatSchema) });

export const MintOrderSchema = v.strictObject({
  licenseType: Text('Id of a license type that needs a serial number.'),
  count: Count,
  seats: Count,
  holder: v.optional(Text('Whom its licenses name when the order names nobody.')),
  note: v.optional(Text('For the vendor’s own people.')),
  features: v.optional(v.pipe(v.array(Text('One feature.')), v.description('Beyond those of the license type.'))),
  termDays: v.optional(Count),
  expiresAt: v.optional(Instant),
});

export const MintedSchema = v.strictObject({
  serials: v.array(v.strictObject({ serialId: v.string(), serialNumber: v.string(), masked: v.string() })),
});

/** For calls that say all in their address. */
export const NothingSchema = v.strictObject({});
