import { fileLimits } from '../../fileLimits.ts';
import { decodeDoubled, decodeShown } from '../codePages.ts';
import type { Damage } from '../damage.ts';
import { decodeBackslashes, decodeDoubledQuotes, decodePercent, decodeQuotedPrintable } from './escapes.ts';
import { stripCommonHeads } from './lineHeads.ts';
import { LINK, unlink } from './links.ts';
import { decodeHtml, stripKnownMarkup } from './markup.ts';
import { PREFIXED, removePrefix } from './namespace.ts';
import { decodeReferences } from './references.ts';
import { decodeRichText } from './richText.ts';

/** A layer around a text that software on the way put there. */
interface Layer {
  readonly damage: Damage;
  /** A text without this has no traces: a search that costs next to nothing. */
  readonly mark: string;
  /** Traces of the layer in a text. */
  readonly trace: RegExp;
  readonly undo: (text: string) => string;
}

/** What switches a terminal's colors (ECMA-48). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it begins with ESC
const COLOR = /\u001b\[[0-9;?]{0,20}[A-Za-z]/;
/** Not at a line's end: a wrapped document has `<S` there, the beginning of `<Signature`. */
const KNOWN_TAG =
  /<\/?(?:a|b|big|blockquote|body|br|code|div|em|font|i|li|ol|p|pre|s|small|span|strong|table|tbody|td|tr|tt|u|ul|wbr)(?:[^\S\n]|[/>])|<(?:mailto|https?|tel):/i;

/** No-break spaces and curly quotes in UTF-8, shown in Windows-1252, code pages 850 and 437, and Mac Roman. */
const MOJIBAKE = /\u00c2\u00a0|\u00e2(?:\u20ac|\u0080)|\u252c\u00e1|[\u00d4\u0393]\u00c7|\u00ac\u2020|\u201a\u00c4/;
/** Longer texts are read in Windows-1252 only. */
const longestShown = 2 * fileLimits.document;

/** The outermost first. Each of them can be around any other: a layer's traces show again when another is gone. */
const layers: readonly Layer[] = [
  { damage: 'escaping', mark: '\u001b[', trace: COLOR, undo: (text) => text.replace(new RegExp(COLOR, 'g'), '') },
  { damage: 'escaping', mark: '=', trace: /=3D["'&%\\\s]|=[ \t]*\n/i, undo: decodeQuotedPrintable },
  { damage: 'escaping', mark: '%', trace: /%(?:25)*(?:0A|0D|22|2B|2F|3C|3D)/i, undo: decodePercent },
  { damage: 'markup', mark: '{\\rtf1', trace: /\{\\rtf1/, undo: decodeRichText },
  {
    damage: 'escaping',
    mark: '\\',
    trace: /\\(?:["'/]|u003c|u0022|x3c|x22|074)|(?:>|&gt;)\\[nr]|[A-Za-z0-9+/]\\[nr][A-Za-z0-9+/]{16}/i,
    undo: decodeBackslashes,
  },
  { damage: 'escaping', mark: '=""', trace: /=""[^"\s/>]/, undo: decodeDoubledQuotes },
  { damage: 'markup', mark: '&', trace: /&(?:amp;)*(?:lt|#0{0,4}60|#x0{0,4}3c);/i, undo: decodeHtml },
  {
    damage: 'markup',
    mark: '&',
    trace: /=\s*&(?:amp;)*(?:quot|apos|#0{0,4}3[49]|#x0{0,4}2[27]);/i,
    undo: decodeReferences,
  },
  { damage: 'encoding', mark: '', trace: MOJIBAKE, undo: decodeMojibake },
  { damage: 'typography', mark: '', trace: /[\ufb00-\ufb06]/, undo: splitLigatures },
  { damage: 'markup', mark: ':', trace: PREFIXED, undo: removePrefix },
  { damage: 'markup', mark: ':', trace: LINK, undo: unlink },
  { damage: 'markup', mark: '<', trace: KNOWN_TAG, undo: stripKnownMarkup },
  { damage: 'markup', mark: '&', trace: /&(?:nbsp|shy|zwnj|#160|#xa0|#8203|#x200b);/i, undo: stripKnownMarkup },
];

function decodeMojibake(text: string): string {
  const decoded = decodeDoubled(text);
  if (decoded !== text || text.length > longestShown) return decoded;
  return decodeShown(text)[0] ?? text;
}

/** Printing makes one character of `ff`, `fi` and the like. */
function splitLigatures(text: string): string {
  return text.replace(/[\ufb00-\ufb06]/g, (one) => one.normalize('NFKC'));
}

/** A text without its outermost layer. */
export interface Peeled {
  readonly text: string;
  readonly damage: Damage;
}

/** @returns null when the text shows no traces of a layer */
export function peel(text: string): Peeled | null {
  for (const { damage, mark, trace, undo } of layers) {
    if (!text.includes(mark) || !trace.test(text)) continue;
    const inner = undo(text);
    if (inner !== text) return { text: inner, damage };
  }
  const stripped = stripCommonHeads(text);
  return stripped === null ? null : { text: stripped, damage: 'quoting' };
}
