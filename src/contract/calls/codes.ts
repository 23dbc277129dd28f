import * as v from 'valibot';
import { Instant, List, NullableInstant, StorableText } from '../fields.ts';
import { contractLimits } from '../limits.ts';
import { OrderSchema } from './order.ts';
import { ReturnAnswerSchema } from './returnAnswer.ts';

const product = v.optional(
  v.pipe(
    StorableText(contractLimits.licenseTypeIdLength),
    v.description('Id of the product; optional while the service has one.'),
  ),
);

const typed = (description: string) =>
  v.pipe(
    StorableText(contractLimits.typedCodeLength),
    v.description(`${description} Case, spaces, hyphens, O for 0, and I or L for 1 do not matter.`),
  );

const machine = v.pipe(v.string(), v.description('The computer ID, to compare with the one on the machine.'));

const { licenseType, serialNumber, holder, confirmChange } = OrderSchema.entries;

/** Body of `POST /api/v1/codes/activations`. */
export const CodeOrderSchema = v.strictObject({
  product,
  installationCode: typed('The installation code that the machine shows, as typed.'),
  licenseType,
  serialNumber,
  holder,
  confirmChange,
  new: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        'Issue a new license also where the machine was given one today, for example because it refuses that one.',
      ),
    ),
  ),
});

export type CodeOrder = v.InferOutput<typeof CodeOrderSchema>;

/** Answer to `POST /api/v1/codes/activations`. */
export const ConfirmationCodeSchema = v.strictObject({
  groups: v.pipe(
    List(v.string()),
    v.description('The confirmation code, to be typed at the machine: groups of six characters, in their order.'),
  ),
  licenseId: v.string(),
  machine,
  licenseType: v.string(),
  issuedAt: Instant,
  stopDate: v.pipe(NullableInstant, v.description('When the license ends; null: never.')),
});

export type ConfirmationCode = v.InferOutput<typeof ConfirmationCodeSchema>;

/** Body of `POST /api/v1/codes/returns`. */
export const CodeReturnSchema = v.strictObject({
  product,
  returnCode: typed('The return code that the machine shows, as typed.'),
});

export type CodeReturn = v.InferOutput<typeof CodeReturnSchema>;

/** Answer to `POST /api/v1/codes/returns`. */
export const CodeReturnedSchema = v.strictObject({ ...ReturnAnswerSchema.entries, machine });

export type CodeReturned = v.InferOutput<typeof CodeReturnedSchema>;
