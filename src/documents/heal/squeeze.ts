import { textOfCodeUnits } from './codeUnits.ts';

/** Text without what damage adds or takes: white space, quoting and escaping marks. */
export interface Squeezed {
  /** Quotation marks of all kinds are `"`, dashes `-`, full-width forms ASCII. */
  readonly text: string;
  /** For each character of `text`, its position in the original. */
  readonly at: Int32Array;
}

const SPACE = 0x20;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** Characters that never carry meaning between `<` and `>` of a document, outside its free texts. */
const dropped = new Set(
  [
    ...'\\`*\u00a0\u00ad\u00b6\u00b7\u034f\u061c\u115f\u1160\u1680\u180e\u3000\u3164\ufeff\u2502\u2503\u21a9\u21b5\u23ce\u240a\u240d\u2424',
  ].map((character) => character.charCodeAt(0)),
);
const quotes = new Set(
  [..."'\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u2039\u203a"].map((quote) =>
    quote.charCodeAt(0),
  ),
);

/** The character that stands for each of ASCII. */
const ascii = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code === 0x27) return QUOTE;
  if (code === 0x0a || code === 0x0b || code === 0x0c || code === 0x0d) return LINE_FEED;
  return code < SPACE || code === 0x7f || '\\`*'.includes(String.fromCharCode(code)) ? SPACE : code;
});

/** @returns the character that stands for this one; a space for one to leave out, a line feed for a line's end */
function significant(code: number): number {
  if (code < 0x80) return ascii[code] ?? code;
  if (code < 0xa0) return code === 0x85 ? LINE_FEED : SPACE;
  if (code >= 0x2000 && code <= 0x206f) return quotes.has(code) ? QUOTE : significantPunctuation(code);
  if (dropped.has(code)) return SPACE;
  if (quotes.has(code)) return QUOTE;
  if (code === 0x2212) return 0x2d;
  return code >= 0xff01 && code <= 0xff5e ? significant(code - 0xfee0) : code;
}

function significantPunctuation(code: number): number {
  if (code === 0x2028 || code === 0x2029) return LINE_FEED;
  if (code >= 0x2010 && code <= 0x2015) return 0x2d;
  const isInvisible = code <= 0x200f || (code >= 0x2028 && code <= 0x202f) || code >= 0x205f;
  return isInvisible ? SPACE : code;
}

/** Squeezes one text after another into the same memory: new arrays for each of several texts of 1 MiB cost more than the work. */
export class Squeezer {
  #codes = new Uint16Array();
  #at = new Int32Array();

  /**
   * Leaves out white space, invisible characters, line numbers' and quotations' marks `>` and `|` at the beginning of a
   * line, and the marks of escaping. Structure reads the same with and without them. One linear pass.
   *
   * @returns the squeezed text; its positions are valid until the next call
   */
  squeeze(original: string): Squeezed {
    this.#reserve(original.length);
    const codes = this.#codes;
    const at = this.#at;
    let length = 0;
    let isLineHead = true;
    for (let position = 0; position < original.length; position++) {
      const unit = original.charCodeAt(position);
      const code = unit < 0x80 ? (ascii[unit] ?? unit) : significant(unit);
      if (code <= SPACE) {
        isLineHead ||= code === LINE_FEED;
        continue;
      }
      if (isLineHead && (code === 0x3e || code === 0x7c)) continue;
      isLineHead = false;
      codes[length] = code;
      at[length++] = position;
    }
    return { text: textOfCodeUnits(codes.subarray(0, length)), at: at.subarray(0, length) };
  }

  #reserve(length: number): void {
    if (this.#at.length >= length) return;
    this.#codes = new Uint16Array(length);
    this.#at = new Int32Array(length);
  }
}
