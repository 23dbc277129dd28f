import * as v from 'valibot';
import { pageEntries } from '../admin/page.ts';
import { Count, Instant, List, NullableInstant, StorableText } from '../fields.ts';
import { contractLimits } from '../limits.ts';

/** Calls by which a customer manages the computers of one serial number. */
const owner = {
  product: v.optional(
    v.pipe(
      StorableText(contractLimits.licenseTypeIdLength),
      v.description('Id of the product; optional while the service has one.'),
    ),
  ),
  serialNumber: v.pipe(
    StorableText(contractLimits.serialNumberLength),
    v.description('The serial number as typed. It is all that the call needs: who has it may use it.'),
  ),
};

const computer = v.pipe(StorableText(64), v.description('`id` of a computer in the list.'));

/** Body of `POST /api/v1/computers`. */
export const ComputersRequestSchema = v.strictObject({ ...owner, ...pageEntries });
/** Body of `POST /api/v1/computers/license` and `POST /api/v1/computers/release`. */
export const ComputerRequestSchema = v.strictObject({ ...owner, computer });

const ReleaseBudget = {
  releasesLeft: v.pipe(Count, v.description('How many computers can be removed now.')),
  nextReleaseAt: v.pipe(
    NullableInstant,
    v.description(
      'When one can be removed again; null while `releasesLeft` is not 0, or where the vendor allows none.',
    ),
  ),
};

/** A computer that uses a seat of the serial number. */
export const ComputerSchema = v.strictObject({
  id: v.pipe(v.string(), v.description('Of its seat.')),
  machine: v.pipe(v.string(), v.description('The machine name, as the wizard shows it on that computer.')),
  since: v.pipe(Instant, v.description('When it took its seat.')),
  lastIssuedAt: v.pipe(Instant, v.description('When its newest license was issued.')),
  licenseType: v.string(),
  stopDate: v.pipe(NullableInstant, v.description('When its newest license ends; null: never.')),
});

export type Computer = v.InferOutput<typeof ComputerSchema>;

/** Answer to `POST /api/v1/computers`. */
export const ComputersSchema = v.strictObject({
  licenseType: v.string(),
  holder: v.string(),
  seats: v.pipe(Count, v.description('Sold.')),
  seatsTaken: Count,
  expiresAt: v.pipe(
    NullableInstant,
    v.description('The first instant at which the serial number is expired; null: never.'),
  ),
  ...ReleaseBudget,
  computers: v.pipe(List(ComputerSchema), v.description('One page, by number of the seat.')),
  next: v.pipe(v.nullable(v.string()), v.description('The cursor of the next page; null at the end.')),
});

export type Computers = v.InferOutput<typeof ComputersSchema>;

/** Answer to `POST /api/v1/computers/release`. */
export const ComputerReleasedSchema = v.strictObject({
  outcome: v.picklist(['released', 'already-released']),
  seatsLeft: v.pipe(Count, v.description('How many computers can be activated now.')),
  ...ReleaseBudget,
});

export type ComputerReleased = v.InferOutput<typeof ComputerReleasedSchema>;
