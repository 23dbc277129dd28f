import { millisecondsOf, toInstant } from '../documents/instant.ts';
import type { Rule } from '../documents/rules.ts';
import type { CodeReader, CodeWriter } from './bits.ts';

/** Instants count from here, so that a day takes 16 bits until 2199 and a second 33 bits until 2292. */
const beginning = millisecondsOf('2020-01-01T00:00:00Z');
const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
const DAY_BITS = 16;
const SECOND_BITS = 33;
/** For instants of the present, until 2156. */
const PRESENT_BITS = 32;
const LENGTH_BITS = 8;
/** What ids are spelled in, six bits a character; other texts take eight bits for each byte of UTF-8. */
const idCharacters = 'abcdefghijklmnopqrstuvwxyz0123456789.-';
const ID_CHARACTER_BITS = 6;

/**
 * A bit tells whether the instant is a midnight (UTC), written as a day, or any second.
 *
 * @throws RangeError before 2020, or too late
 */
export function putInstant(bits: CodeWriter, instant: string): void {
  const since = millisecondsOf(instant) - beginning;
  const isMidnight = since % DAY === 0;
  bits.flag(isMidnight);
  if (isMidnight) bits.put(since / DAY, DAY_BITS);
  else bits.put(since / SECOND, SECOND_BITS);
}

/** @throws RangeError when no writer writes this */
export function takeInstant(bits: CodeReader): string {
  const isMidnight = bits.flag();
  const since = isMidnight ? bits.take(DAY_BITS) * DAY : bits.take(SECOND_BITS) * SECOND;
  if (!isMidnight && since % DAY === 0) throw new RangeError('a midnight in seconds');
  return toInstant(new Date(beginning + since));
}

/** An instant that is now, to the second. @throws RangeError before 2020, or too late */
export function putSecond(bits: CodeWriter, instant: string): void {
  bits.put((millisecondsOf(instant) - beginning) / SECOND, PRESENT_BITS);
}

export function takeSecond(bits: CodeReader): string {
  return toInstant(new Date(beginning + bits.take(PRESENT_BITS) * SECOND));
}

/** A bit tells whether the value is there. */
export function putOptional<Value>(bits: CodeWriter, value: Value | undefined, put: (value: Value) => void): void {
  bits.flag(value !== undefined);
  if (value !== undefined) put(value);
}

export function takeOptional<Value>(bits: CodeReader, take: () => Value): Value | undefined {
  return bits.flag() ? take() : undefined;
}

/**
 * @param usual what the absence of the value means
 * @throws RangeError when no writer writes this
 */
export function takeUnless(usual: string, bits: CodeReader, take: () => string): string {
  const value = takeOptional(bits, take);
  if (value === usual) throw new RangeError('a usual value');
  return value ?? usual;
}

/** A bit tells how the text is spelled: in the characters of ids, or in UTF-8. Its length stands before it. */
export function putText(bits: CodeWriter, text: string): void {
  const isId = isIdText(text);
  const bytes = new TextEncoder().encode(text);
  bits.flag(isId).put(bytes.length, LENGTH_BITS);
  if (isId) for (const character of text) bits.put(idCharacters.indexOf(character), ID_CHARACTER_BITS);
  else bits.bytes(bytes);
}

/** @throws RangeError when no writer writes this */
export function takeText(bits: CodeReader, rule: Rule): string {
  const isId = bits.flag();
  const length = bits.take(LENGTH_BITS);
  const text = isId ? takeIdText(bits, length) : decodeUtf8(bits.bytes(length));
  if (isIdText(text) !== isId || rule(text) !== true) throw new RangeError('a text');
  return text;
}

function isIdText(text: string): boolean {
  return [...text].every((character) => idCharacters.includes(character));
}

function takeIdText(bits: CodeReader, length: number): string {
  const places = Array.from({ length }, () => bits.take(ID_CHARACTER_BITS));
  if (places.some((place) => place >= idCharacters.length)) throw new RangeError('no character of ids');
  return places.map((place) => idCharacters.charAt(place)).join('');
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new RangeError('not UTF-8');
  }
}

/** Bits of S that are always zero, because it is below the group order (RFC 8032 section 5.1.7): the highest three. */
const ZEROS_OF_S = 3;

/** R as it is; S from its last byte, which is the highest, to its first, without the bits that are always zero. */
export function putSignature(bits: CodeWriter, signature: Uint8Array): void {
  bits.bytes(signature.subarray(0, 32)).bytes(signature.slice(32).reverse(), ZEROS_OF_S);
}

/** @returns 64 bytes */
export function takeSignature(bits: CodeReader): Uint8Array {
  return Uint8Array.of(...bits.bytes(32), ...bits.bytes(32, ZEROS_OF_S).reverse());
}
