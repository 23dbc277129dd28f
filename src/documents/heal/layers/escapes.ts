import { decodeMixed } from '../codePages.ts';
import { hexadecimalDigit, TextWriter } from '../codeUnits.ts';

const EQUALS = 0x3d;
const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const GREATER_THAN = 0x3e;
const QUOTE = 0x22;

/**
 * Quoted-printable (RFC 2045 section 6.7). An `=` of the text is always `=3D`, so that any other one is a soft break, even
 * when its line end became a space or the lines are quoted.
 */
export function decodeQuotedPrintable(text: string): string {
  return decodeByteEscapes(text, EQUALS, endOfSoftBreak);
}

/** @param at behind the `=` @returns where the text goes on; unchanged without a soft break */
function endOfSoftBreak(bytes: Uint8Array, at: number): number {
  let end = at;
  while (bytes[end] === SPACE || bytes[end] === TAB) end++;
  if (bytes[end] !== LINE_FEED) return end > at ? at + 1 : at;
  end++;
  while (bytes[end] === GREATER_THAN) end += bytes[end + 1] === SPACE ? 2 : 1;
  return end;
}

const PERCENT = 0x25;

/** Percent-encoding of URLs (RFC 3986) and of forms, where a `+` is a space. */
export function decodePercent(text: string): string {
  const isForm = !text.includes('%20') && /\+id(?:=|%(?:25)*3D)/i.test(text);
  return decodeByteEscapes(isForm ? text.replaceAll('+', ' ') : text, PERCENT, (_bytes, at) => at);
}

/**
 * Decodes bytes written as a mark and two hexadecimal digits.
 *
 * @param skip for a mark without digits: takes the position behind it, and returns where the text goes on if the mark and what
 *   is before that go, or the same position if the mark stays
 */
function decodeByteEscapes(text: string, mark: number, skip: (bytes: Uint8Array, at: number) => number): string {
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at++] ?? 0;
    const high = byte === mark ? hexadecimalDigit(bytes[at]) : -1;
    const low = high < 0 ? -1 : hexadecimalDigit(bytes[at + 1]);
    if (low >= 0) {
      bytes[length++] = 16 * high + low;
      at += 2;
      continue;
    }
    const next = byte === mark ? skip(bytes, at) : at;
    if (next === at) bytes[length++] = byte;
    at = next;
  }
  return decodeMixed(bytes.subarray(0, length));
}

/** What the letter after a backslash stands for. Of these, `\b` and the like leave nothing in a text. */
const controls: ReadonlyMap<number, string> = new Map(
  Object.entries({ n: '\n', r: '\r', t: '\t', f: '\f', b: '', v: '', a: '', e: '', '0': '' }).map(
    ([letter, text]) => [letter.charCodeAt(0), text] as const,
  ),
);

/** Strings of JSON (RFC 8259 section 7), and what JavaScript, C, Python and shells add to them. */
export function decodeBackslashes(text: string): string {
  const writer = new TextWriter(text.length);
  let from = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
    writer.copy(text, from, at);
    from = at + 1;
    if (from === text.length) break;
    const length = writeNumericEscape(writer, text, from);
    if (length === 0) {
      const next = text.charCodeAt(from);
      const control = controls.get(next);
      if (control === undefined) writer.write(next);
      else writer.writeText(control);
    }
    from += length || 1;
  }
  writer.copy(text, from, text.length);
  return writer.text;
}

/**
 * Writes the code unit of `u003c`, `u{003c}`, `x3c` or, in octal, `074`.
 *
 * @returns the length of the escape without its backslash; 0 for another one
 */
function writeNumericEscape(writer: TextWriter, text: string, at: number): number {
  const kind = text[at] ?? '';
  if (kind >= '0' && kind <= '3') return writeDigits(writer, text, at, 3, 8) ? 3 : 0;
  if (kind === 'x' || kind === 'X') return writeDigits(writer, text, at + 1, 2, 16) ? 3 : 0;
  if (kind !== 'u' && kind !== 'U') return 0;
  const opening = text[at + 1] === '{' ? 1 : 0;
  if (!writeDigits(writer, text, at + 1 + opening, 4, 16)) return 0;
  return 5 + opening + (text[at + 5 + opening] === '}' ? 1 : 0);
}

function writeDigits(writer: TextWriter, text: string, from: number, count: number, base: 8 | 16): boolean {
  let unit = 0;
  for (let at = from; at < from + count; at++) {
    const digit = at < text.length ? hexadecimalDigit(text.charCodeAt(at)) : -1;
    if (digit < 0 || digit >= base) return false;
    unit = unit * base + digit;
  }
  writer.write(unit);
  return true;
}

/** Cells of CSV (RFC 4180 section 2). */
export function decodeDoubledQuotes(text: string): string {
  const writer = new TextWriter(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    writer.write(unit);
    if (unit === QUOTE && text.charCodeAt(at + 1) === QUOTE) at++;
  }
  return writer.text;
}
