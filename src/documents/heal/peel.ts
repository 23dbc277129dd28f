import { decodeMixed } from './codePages.ts';
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
    trace: /\\(?:["'/]|u003c|u0022|x3c|x22|074)|(?:>|&gt;)\\[nr]|[A-Za-z0-9+/]\\[nr][A-Za-z0-9+/]{16}/i,
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
  return decodeByteEscapes(text.replace(/=[ \t]*\n(?:> ?)*/g, ''), '=').replace(/=[ \t]/g, '');
}

/** Percent-encoding of URLs (RFC 3986) and of forms, where a `+` is a space. */
function decodePercent(text: string): string {
  const isForm = !text.includes('%20') && /\+id(?:=|%(?:25)*3D)/i.test(text);
  return decodeByteEscapes(isForm ? text.replaceAll('+', ' ') : text, '%');
}

/** Decodes bytes written as a mark and two hexadecimal digits. A loop: text crafted of escapes makes callbacks slow. */
function decodeByteEscapes(text: string, mark: string): string {
  const bytes = new TextEncoder().encode(text);
  const code = mark.charCodeAt(0);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const high = byte === code ? digitOf(bytes[at + 1]) : -1;
    const low = high < 0 ? -1 : digitOf(bytes[at + 2]);
    bytes[length++] = low < 0 ? byte : 16 * high + low;
    if (low >= 0) at += 2;
  }
  return decodeMixed(bytes.subarray(0, length));
}

/** @returns the value of a hexadecimal digit; -1 for another character */
function digitOf(code = 0): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

const controls: ReadonlyMap<string, string> = new Map([
  ...[...'bvae0'].map((letter) => [letter, ''] as const),
  ...Object.entries({ n: '\n', r: '\r', t: '\t', f: '\f' }),
]);

/** Strings of JSON (RFC 8259 section 7), and what JavaScript, C, Python and shells add to them. */
function decodeBackslashes(text: string): string {
  const escapes = /u\{?([0-9a-f]{4})\}?|x([0-9a-f]{2})|([0-3][0-7]{2})/iy;
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
    parts.push(text.slice(from, at));
    escapes.lastIndex = at + 1;
    const next = text[at + 1] ?? '';
    const [whole = next, unicode, hexadecimal, octal] = /[ux0-3]/i.test(next) ? (escapes.exec(text) ?? []) : [];
    const code = octal ? Number.parseInt(octal, 8) : Number.parseInt(unicode ?? hexadecimal ?? '', 16);
    parts.push(Number.isNaN(code) ? (controls.get(next) ?? next) : String.fromCharCode(code));
    from = at + 1 + whole.length;
  }
  return parts.join('') + text.slice(from);
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
  const broken = text.replace(/<\/?(?:br|p|div|li|tr|td|pre|table|blockquote|h[1-6])(?:[\s/][^<>]*)?>/gi, '\n');
  return decodeReferences(broken.replace(/<[A-Za-z/!?][^<>]*>/g, ''));
}

const SPACES = /&(?:nbsp|shy|zwnj|#160|#xa0|#8203|#x200b);/gi;
const KNOWN =
  /<(?:\/?(a|b|big|blockquote|body|br|code|div|em|font|i|li|ol|p|pre|s|small|span|strong|table|tbody|td|tr|tt|u|ul|wbr)(?:[\s/][^<>]*)?|(?:mailto|https?|tel):[^<>]*)>/gi;

/** Layout tags stand between a document's own, unescaped ones. */
function stripKnownMarkup(text: string): string {
  const plain = text.replace(KNOWN, (_tag, name = '') => (BLOCKS.test(name) ? '\n' : ''));
  return plain.replace(SPACES, decodeReferences);
}
