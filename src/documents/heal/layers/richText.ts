import { hexadecimalDigit, isDigit, isLetter, TextWriter } from '../codeUnits.ts';

const BACKSLASH = 0x5c;

/** Rich Text Format, as far as plain text needs it. */
export function decodeRichText(text: string): string {
  const writer = new TextWriter(text.length);
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 0x7b && text.startsWith('{\\*', at)) at = endOfGroup(text, at);
    else if (code === BACKSLASH) at = writeControl(writer, text, at + 1);
    else {
      // Groups, and line ends of the file: those of the text are `\par`.
      if (code !== 0x7b && code !== 0x7d && code !== 0x0a) writer.write(code);
      at++;
    }
  }
  return writer.text;
}

/** A group that begins with `\*` holds no text of the document: the address of a link, for example. */
function endOfGroup(text: string, from: number): number {
  const end = text.indexOf('}', from);
  return end < 0 ? text.length : end;
}

/**
 * Writes what a control word, `\'e4` or an escaped character stands for.
 *
 * @param from behind the backslash
 * @returns where the text goes on
 */
function writeControl(writer: TextWriter, text: string, from: number): number {
  if (from >= text.length) return from;
  const code = text.charCodeAt(from);
  if (code === 0x27) {
    const byte = hexadecimalByte(text, from + 1);
    if (byte >= 0) writer.write(byte);
    return byte < 0 ? from + 1 : from + 3;
  }
  if (!isLetter(code)) {
    if (code !== 0x0a) writer.write(code);
    return from + 1;
  }
  return writeWord(writer, text, from);
}

/** A control word: letters, then perhaps a number, then perhaps one space. `\u` has a character for older programs behind it. */
function writeWord(writer: TextWriter, text: string, from: number): number {
  let at = from;
  while (at < text.length && at - from < 32 && isLetter(text.charCodeAt(at))) at++;
  const word = text.slice(from, at).toLowerCase();
  const numberFrom = at;
  if (text[at] === '-') at++;
  while (at < text.length && at - numberFrom < 11 && isDigit(text.charCodeAt(at))) at++;
  const number = text.slice(numberFrom, at);
  if (text[at] === ' ') at++;
  if (word === 'par' || word === 'line') writer.write(0x0a);
  if (word !== 'u' || number === '') return at;
  writer.write(Number(number) & 0xffff);
  if (text[at] === '?') return at + 1;
  return text.startsWith("\\'", at) && hexadecimalByte(text, at + 2) >= 0 ? at + 4 : at;
}

function hexadecimalByte(text: string, at: number): number {
  if (at + 2 > text.length) return -1;
  const high = hexadecimalDigit(text.charCodeAt(at));
  const low = hexadecimalDigit(text.charCodeAt(at + 1));
  return high < 0 || low < 0 ? -1 : 16 * high + low;
}
