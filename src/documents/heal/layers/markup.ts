import { isDigit, isLetter, TextWriter } from '../codeUnits.ts';
import { decodeReferences, decodeSpaceReferences } from './references.ts';

const blocks: ReadonlySet<string> = new Set('br p div li tr td pre table blockquote h1 h2 h3 h4 h5 h6'.split(' '));
const inline: ReadonlySet<string> = new Set(
  'a b big body code em font i ol s small span strong tbody tt u ul wbr'.split(' '),
);
/** Addresses that mail programs write as `<https://example.com>`. */
const schemes: ReadonlySet<string> = new Set(['mailto', 'http', 'https', 'tel']);

/** An HTML page or mail shows a document: its own tags are escaped, all others are layout. */
export function decodeHtml(text: string): string {
  return decodeReferences(replaceTags(text, (name) => (blocks.has(name) ? '\n' : '')));
}

/** Layout tags stand between a document's own, unescaped ones. */
export function stripKnownMarkup(text: string): string {
  const plain = replaceTags(text, (name, after) => {
    if (after === ':') return schemes.has(name) ? '' : null;
    return blocks.has(name) ? '\n' : inline.has(name) ? '' : null;
  });
  return decodeSpaceReferences(plain);
}

/**
 * Replaces what has the form of a tag.
 *
 * @param replace takes the name in lower case, and `:` if one follows it; null keeps the tag
 */
function replaceTags(text: string, replace: (name: string, after: string) => string | null): string {
  let at = text.indexOf('<');
  if (at < 0) return text;
  const writer = new TextWriter(text.length);
  let from = 0;
  for (; at >= 0; at = text.indexOf('<', at + 1)) {
    const end = endOfTag(text, at + 1);
    if (end < 0) continue;
    const replaced = replaceTag(text, at, end, replace);
    if (replaced === null) continue;
    writer.copy(text, from, at);
    writer.writeText(replaced);
    from = end + 1;
    at = end;
  }
  writer.copy(text, from, text.length);
  return writer.text;
}

/** @returns where the `>` of a tag stands; -1 when a `<` comes first, or nothing */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3e) return at;
    if (code === 0x3c || (at === from && !beginsTag(code))) return -1;
  }
  return -1;
}

/** A letter, `/`, `!` or `?`. */
function beginsTag(code: number): boolean {
  return isLetter(code) || code === 0x2f || code === 0x21 || code === 0x3f;
}

/** The longest name that is looked at. */
const longestName = 12;

function replaceTag(
  text: string,
  at: number,
  end: number,
  replace: (name: string, after: string) => string | null,
): string | null {
  const start = text[at + 1] === '/' ? at + 2 : at + 1;
  let nameEnd = start;
  while (
    nameEnd < end &&
    nameEnd - start < longestName &&
    (isLetter(text.charCodeAt(nameEnd)) || isDigit(text.charCodeAt(nameEnd)))
  )
    nameEnd++;
  const after = text[nameEnd] ?? '';
  const isName =
    after === '>' || after === '/' || after === ':' || (after !== '' && ' \t\n\f\v\r\u00a0'.includes(after));
  return replace(isName ? text.slice(start, nameEnd).toLowerCase() : '', after);
}
