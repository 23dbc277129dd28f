import * as v from 'valibot';
import { contractLimits } from './limits.ts';

/** Field types that several schemas of the API use. */
export const Instant = v.pipe(v.string(), v.description('Instant in UTC, YYYY-MM-DDTHH:MM:SSZ.'));
export const NullableInstant = v.nullable(Instant);
export const Count = v.pipe(v.number(), v.integer());

export const List = <const Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.readonly());

export const TextField = (description: string) =>
  v.pipe(v.string(), v.maxLength(contractLimits.searchTextLength), v.description(description));
