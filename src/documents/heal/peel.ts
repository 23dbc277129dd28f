import type { Damage } from './damage.ts';
import { stripCommonHeads } from './lineHeads.ts';
import { decodeReferences } from './references.ts';

/** A layer around a text that software on the way put there. */
interface Layer {
  readonly damage: Damage;
  /** Traces of the layer in a text. */
  readonly trace: RegExp;
  readonly undo: (text: string) => string;
}

/** What switches a terminal's colors (ECMA-48). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it begins with ESC
const COLOR = /\u001b\[[0-9;?]{0,20}[A-Za-z]/;

/** The outermost first. Each of them can be around any other: a layer's traces show again when another is gone. */
const layers: readonly Layer[] = [
  { damage: 'escaping', trace: COLOR, undo: (text) => text.replace(new RegExp(COLOR, 'g'), '') },
  {
    damage: 'escaping',
    trace: /=3D["'&%\\\s]|=[ \t]*\n/i,
    undo: decodeQuotedPrintable,
  },
  {
    damage: 'escaping',
    trace: /%(?:25)*(?:0A|0D|22|2B|2F|3C|3D)/i,
    undo: decodePercent,
  },
  { damage: 'markup', trace: /\{\\rtf1/, undo: decodeRichText },
  {
    damage: 'escaping',
    trace: /\\(?:["'/nr]|u003c|u0022|x3c|x22|074)/i,
    undo: decodeBackslashes,
  },
  { damage: 'escaping', trace: /=""[^"\s/>]/, undo: (text) => text.replaceAll('""', '"') },
  { damage: 'markup', trace: /&(?:amp;)*(?:lt|#0{0,4}60|#x0{0,4}3c);/i, undo: decodeHtml },
  { damage: 'markup', trace: /=\s*&(?:amp;)*(?:quot|apos|#0{0,4}3[49]|#x0{0,4}2[27]);/i, undo: decodeReferences },
  {
    damage: 'markup',
    trace:
      /<\/?(?:a|b|big|blockquote|body|br|code|div|em|font|i|li|ol|p|pre|s|small|span|strong|table|tbody|td|tr|tt|u|ul|wbr)[\s/>]|<(?:mailto|https?|tel):|&(?:nbsp|shy|zwnj|#160|#xa0|#8203|#x200b);/i,
    undo: stripKnownMarkup,
  },
];

/** A text without its outermost layer. */
export interface Peeled {
  readonly text: string;
  readonly damage: Damage;
}

/** @returns null when the text shows no traces of a layer */
export function peel(text: string): Peeled | null {
  for (const { damage, trace, undo } of layers) {
    if (!trace.test(text)) continue;
    const inner = undo(text);
    if (inner !== text) return { text: inner, damage };
  }
  const stripped = stripCommonHeads(text);
  return stripped === null ? null : { text: stripped, damage: 'quoting' };
}

/** Quoted-printable (RFC 2045 section 6.7). An `=` of the text is always `=3D`, so that any other one is a soft break. */
function decodeQuotedPrintable(text: string): string {
  return decodeByteEscapes(text.replace(/=[ \t]*\n(?:> ?)*/g, ''), /((?:=[0-9A-F]{2})+)|=[ \t]/gi, '=');
}

/** Percent-encoding of URLs (RFC 3986) and of forms, where a `+` is a space. */
function decodePercent(text: string): string {
  const isForm = !/%20/.test(text) && /\+id(?:=|%(?:25)*3D)/i.test(text);
  return decodeByteEscapes(isForm ? text.replaceAll('+', ' ') : text, /((?:%[0-9A-F]{2})+)/gi, '%');
}

/** @param escapes matches consecutive escapes of bytes as group 1, and what to leave out */
function decodeByteEscapes(text: string, escapes: RegExp, mark: string): string {
  return text.replace(escapes, (_whole, escaped?: string) => {
    const bytes = Uint8Array.from((escaped ?? '').split(mark).slice(1), (digits) => Number.parseInt(digits, 16));
    return decodeBytes(bytes);
  });
}

/** UTF-8, or each byte a character: freeText.ts tries other encodings of those. */
function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return String.fromCharCode(...bytes);
  }
}

const controls: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '',
  f: '\f',
  v: '',
  a: '',
  e: '',
  0: '',
};

/** Strings of JSON (RFC 8259 section 7), and what JavaScript, C, Python and shells add to them. */
function decodeBackslashes(text: string): string {
  const escapes = /\\(?:u\{?([0-9a-f]{4})\}?|x([0-9a-f]{2})|([0-3][0-7]{2})|([^\r\n]))/gi;
  return text.replace(escapes, (_whole, unicode?: string, hexadecimal?: string, octal?: string, other = '') => {
    if (octal) return String.fromCharCode(Number.parseInt(octal, 8));
    const digits = unicode ?? hexadecimal;
    return digits ? String.fromCharCode(Number.parseInt(digits, 16)) : (controls[other] ?? other);
  });
}

/** Rich Text Format, as far as plain text needs it. */
function decodeRichText(text: string): string {
  const words =
    /\\u(-?[0-9]{1,5}) ?(?:\?|\\'[0-9a-f]{2})?|\\([a-z]{1,32})(?:-?[0-9]{1,10})? ?|\\'([0-9a-f]{2})|\\(.)|[{}\n]/gi;
  return text.replace(words, (_whole, unicode?: string, word?: string, byte?: string, symbol?: string) => {
    if (unicode) return String.fromCharCode(Number(unicode) & 0xffff);
    if (byte) return String.fromCharCode(Number.parseInt(byte, 16));
    return word === 'par' || word === 'line' ? '\n' : (symbol ?? '');
  });
}

const BLOCKS = /^(?:br|p|div|li|tr|td|pre|table|blockquote|h[1-6])$/i;

/** An HTML page or mail shows a document: its own tags are escaped, all others are layout. */
function decodeHtml(text: string): string {
  const plain = text.replace(/<\/?([A-Za-z!][A-Za-z0-9]{0,20})?[^<>]*>/g, (_tag, name = '') =>
    BLOCKS.test(name) ? '\n' : '',
  );
  return decodeReferences(plain);
}

const SPACES = /&(?:nbsp|shy|zwnj|#160|#xa0|#8203|#x200b);/gi;
const KNOWN =
  /<(?:\/?(a|b|big|blockquote|body|br|code|div|em|font|i|li|ol|p|pre|s|small|span|strong|table|tbody|td|tr|tt|u|ul|wbr)(?:[\s/][^<>]*)?|(?:mailto|https?|tel):[^<>]*)>/gi;

/** Layout tags stand between a document's own, unescaped ones. */
function stripKnownMarkup(text: string): string {
  const plain = text.replace(KNOWN, (_tag, name = '') => (BLOCKS.test(name) ? '\n' : ''));
  return plain.replace(SPACES, decodeReferences);
}
