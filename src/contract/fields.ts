import * as v from 'valibot';
import { contractLimits } from './limits.ts';

/** Field types that several schemas of the API use. */
export const Instant = v.pipe(v.string(), v.description('Instant in UTC, YYYY-MM-DDTHH:MM:SSZ.'));
export const NullableInstant = v.nullable(Instant);
export const Count = v.pipe(v.number(), v.integer());

export const List = <const Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.readonly());

/** PostgreSQL stores no NUL, a lone surrogate has no UTF-8 form, and XML documents hold no U+FFFE and U+FFFF. */
const UNSTORABLE = /[\0\ufffe\uffff]|\p{Surrogate}/u;

/** @returns whether both kinds of stores keep the text as it is */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** @param maxLength UTF-16 code units */
export const StorableText = (maxLength: number) =>
  v.pipe(
    v.string(),
    v.maxLength(maxLength),
    v.check(isStorable, 'text without NUL, U+FFFE, U+FFFF and lone surrogates'),
  );

export const TextField = (description: string) =>
  v.pipe(StorableText(contractLimits.searchTextLength), v.description(description));
