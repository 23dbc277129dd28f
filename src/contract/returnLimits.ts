import * as v from 'valibot';

/** Seat changes of one machine in 365 days, returns and moves to other hardware together; 0 is none. */
export const ReturnsPerYear = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000));
/** Days from one return of a machine to the next. */
export const CoolDownDays = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365));

/** How often one machine may return licenses with serial numbers, as the catalog sets it and the profile states it. */
export const ReturnLimitsSchema = v.strictObject({ perYear: ReturnsPerYear, coolDownDays: CoolDownDays });

export type ReturnLimits = v.InferOutput<typeof ReturnLimitsSchema>;
