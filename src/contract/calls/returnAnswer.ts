import * as v from 'valibot';
import { ReturnLimitsSchema } from '../returnLimits.ts';

/** Answer to `POST /api/v1/returns`. */
export const ReturnAnswerSchema = v.strictObject({
  outcome: v.picklist(['returned', 'already-returned']),
  seatsLeft: v.pipe(
    v.nullable(v.pipe(v.number(), v.integer())),
    v.description('How many machines can be activated now; null where seats are not limited.'),
  ),
});

export type ReturnOutcome = v.InferOutput<typeof ReturnAnswerSchema>;

/** Answer to `POST /api/v1/returns/check`: a receipt for this license would be taken now. */
export const ReturnCheckSchema = v.strictObject({
  outcome: v.picklist(['returnable', 'already-returned']),
  limits: v.pipe(v.nullable(ReturnLimitsSchema), v.description('Null where the license has no serial number.')),
  changesLeft: v.pipe(
    v.nullable(v.pipe(v.number(), v.integer())),
    v.description('How often the machine can return or move its seat until 365 days have passed, this time included.'),
  ),
});

export type ReturnCheck = v.InferOutput<typeof ReturnCheckSchema>;
