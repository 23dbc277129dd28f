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

/** A character reference of XML or HTML; a line break inside came from wrapping. */
const REFERENCE = /&([#A-Za-z0-9\s]{2,24});/g;

/** Decodes character references of HTML once. One that is unknown stays. Callbacks are slow, so that the commonest come first. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  const common = text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', '\u00a0');
  return common.replace(REFERENCE, (whole, name: string) => decode(name.replace(/\s/g, '')) ?? whole);
}

function decode(name: string): string | undefined {
  if (!name.startsWith('#')) return named.get(name);
  const isHexadecimal = name[1] === 'x' || name[1] === 'X';
  const digits = name.slice(isHexadecimal ? 2 : 1);
  const code = /^[0-9a-f]{1,7}$/i.test(digits) ? Number.parseInt(digits, isHexadecimal ? 16 : 10) : Number.NaN;
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
