import * as v from 'valibot';

/** Answer to `POST /api/v1/returns`. */
export const ReturnAnswerSchema = v.strictObject({
  outcome: v.picklist(['returned', 'already-returned']),
  seatsLeft: v.pipe(
    v.nullable(v.pipe(v.number(), v.integer())),
    v.description('How many machines can be activated now; null where seats are not limited.'),
  ),
});

export type ReturnOutcome = v.InferOutput<typeof ReturnAnswerSchema>;
