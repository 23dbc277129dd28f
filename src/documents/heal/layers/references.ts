import { isDigit, isLetter, TextWriter } from '../codeUnits.ts';

/** The names of HTML for the characters U+00A0 to U+00FF, in their order. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const named: ReadonlyMap<string, string> = new Map([
  ...latin1.split(' ').map((name, at) => [name, String.fromCharCode(0xa0 + at)] as const),
  ...Object.entries({
    ...{ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", LT: '<', GT: '>', AMP: '&', QUOT: '"' },
    ...{
      ensp: '\u2002',
      emsp: '\u2003',
      thinsp: '\u2009',
      zwnj: '\u200c',
      zwj: '\u200d',
      lrm: '\u200e',
      rlm: '\u200f',
    },
    ...{ ndash: '\u2013', mdash: '\u2014', hellip: '\u2026', euro: '\u20ac', bull: '\u2022', trade: '\u2122' },
    ...{ lsquo: '\u2018', rsquo: '\u2019', sbquo: '\u201a', ldquo: '\u201c', rdquo: '\u201d', bdquo: '\u201e' },
    ...{ lsaquo: '\u2039', rsaquo: '\u203a', NewLine: '\n', Tab: '\t', ZeroWidthSpace: '\u200b', NoBreak: '\u2060' },
    ...{ lowbar: '_', sol: '/', bsol: '\\', equals: '=', plus: '+', ast: '*', colon: ':', comma: ',', period: '.' },
    ...{ scaron: '\u0161', Scaron: '\u0160', zcaron: '\u017e', Zcaron: '\u017d', oelig: '\u0153', OElig: '\u0152' },
    ...{ Yuml: '\u0178', circ: '\u02c6', tilde: '\u02dc', excl: '!', num: '#', dollar: '$', percnt: '%', lpar: '(' },
    ...{ rpar: ')', semi: ';', quest: '?', commat: '@', lsqb: '[', rsqb: ']', grave: '`', lcub: '{', rcub: '}' },
  }),
]);

/** The longest name or number between `&` and `;`, with what wrapping put there. */
const longestName = 24;
/** References of white space and of nothing, which pages and mails put between the characters of a text. */
const spacing: ReadonlySet<string> = new Set([
  'nbsp',
  'shy',
  'zwnj',
  '#160',
  '#xa0',
  '#xA0',
  '#8203',
  '#x200b',
  '#x200B',
]);

/** Decodes character references of XML and HTML once. One that is unknown stays. */
export function decodeReferences(text: string): string {
  return replaceReferences(text, decode);
}

/** Decodes only the references of spaces: all others belong to the text. */
export function decodeSpaceReferences(text: string): string {
  return replaceReferences(text, (name) => (spacing.has(name) ? decode(name) : undefined));
}

function replaceReferences(text: string, replace: (name: string) => string | undefined): string {
  let at = text.indexOf('&');
  if (at < 0) return text;
  const writer = new TextWriter(text.length);
  let from = 0;
  for (; at >= 0; at = text.indexOf('&', at + 1)) {
    const end = endOfName(text, at + 1);
    const replaced = end < 0 ? undefined : replace(nameBetween(text, at + 1, end));
    if (replaced === undefined) continue;
    writer.copy(text, from, at);
    writer.writeText(replaced);
    from = end + 1;
    at = end;
  }
  writer.copy(text, from, text.length);
  return writer.text;
}

/** @returns where the `;` of a reference stands; -1 without one */
function endOfName(text: string, from: number): number {
  const limit = Math.min(text.length, from + longestName + 1);
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3b) return at - from >= 2 ? at : -1;
    if (!isNameUnit(code)) return -1;
  }
  return -1;
}

/** Letters, digits, `#` and ASCII white space. */
function isNameUnit(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 0x23 || code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** A line break inside a name came from wrapping. */
function nameBetween(text: string, from: number, to: number): string {
  const name = text.slice(from, to);
  return /\s/.test(name) ? name.replace(/\s/g, '') : name;
}

function decode(name: string): string | undefined {
  if (!name.startsWith('#')) return named.get(name);
  const isHexadecimal = name[1] === 'x' || name[1] === 'X';
  const digits = name.slice(isHexadecimal ? 2 : 1);
  const code = /^[0-9a-f]{1,7}$/i.test(digits) ? Number.parseInt(digits, isHexadecimal ? 16 : 10) : Number.NaN;
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
