import { TextWriter, textOfCodeUnits } from './codeUnits.ts';

/** Windows-1252, bytes 0x80 to 0x9F; the five unused ones are control characters, as the Encoding Standard has them. */
const windows1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Code page 850, bytes 0x80 to 0xFF: the console of Western European Windows. TextDecoder does not know it. */
const codePage850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** Code page 437, bytes 0x80 to 0xFF: the console of American Windows. */
const codePage437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Other encodings in which editors and shells save, commonest first. */
const encodings = [
  'windows-1250',
  'windows-1251',
  'macintosh',
  'shift_jis',
  'gbk',
  'euc-kr',
  'big5',
  'ibm866',
  'koi8-r',
];

/** Decodes bytes of which nothing is known but that they are not UTF-8. Each byte becomes one character. */
export function decodeWindows1252(bytes: Uint8Array): string {
  // Not by TextDecoder: Node.js 20 decodes ISO 8859-1 under this name.
  const units = new Uint16Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) units[at] = unitOfWindows1252(bytes[at] ?? 0);
  return textOfCodeUnits(units);
}

/** Decodes UTF-8 in which some bytes are of Windows-1252. */
export function decodeMixed(bytes: Uint8Array): string {
  const whole = decodeStrictly('utf-8', bytes);
  if (whole !== null) return whole;
  const writer = new TextWriter(bytes.length);
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length < 2) writer.write(unitOfWindows1252(bytes[at] ?? 0));
    else writer.writeText(String.fromCodePoint(codePointAt(bytes, at, length)));
    at += length || 1;
  }
  return writer.text;
}

function unitOfWindows1252(byte: number): number {
  return byte >= 0x80 && byte < 0xa0 ? windows1252.charCodeAt(byte - 0x80) : byte;
}

/** Those beyond Unicode, from four bytes, become U+FFFD. */
function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  let code = (bytes[at] ?? 0) & (0xff >> (length + 1));
  for (let next = at + 1; next < at + length; next++) code = (code << 6) | ((bytes[next] ?? 0) & 0x3f);
  return code <= 0x10ffff ? code : 0xfffd;
}

/** @returns length of the UTF-8 sequence at a position, 0 when there is none; overlong forms do not matter here */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf5 || first < 0xc2 ? 0 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  for (let next = at + 1; next < at + length; next++) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** @returns the text when it is UTF-8 that was decoded as Windows-1252 ("MÃ¼ller"), else unchanged */
export function decodeDoubled(text: string): string {
  const bytes = encodeWindows1252(text);
  return (bytes && decodeStrictly('utf-8', bytes)) ?? text;
}

/** @returns readings of a text that was decoded as Windows-1252 and may be of another code page */
export function decodeAsCodePages(text: string): readonly string[] {
  const bytes = encodeWindows1252(text);
  if (!bytes?.some((byte) => byte >= 0x80)) return [];
  const console850 = [...bytes]
    .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : codePage850[byte - 0x80]))
    .join('');
  return [console850, ...encodings.flatMap((encoding) => decodeStrictly(encoding, bytes) ?? [])];
}

/** The code pages in which consoles and editors show UTF-8, commonest first: bytes 0x80 to 0xFF by their characters. */
const shownIn: readonly ReadonlyMap<number, number>[] = [
  codePage850,
  codePage437,
  ...['macintosh', 'windows-1250', 'windows-1251', 'iso-8859-15', 'ibm866'].map(upperHalf),
].map((upper) => new Map(Array.from(upper, (one, at) => [one.charCodeAt(0), 0x80 + at] as const).reverse()));

function upperHalf(encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(Uint8Array.from({ length: 128 }, (_, at) => 0x80 + at));
  } catch {
    // An encoding that this platform does not know.
    return '';
  }
}

/** @returns the texts that were UTF-8 and were shown in another code page, such as `M├╝ller` */
export function decodeShown(text: string): readonly string[] {
  return shownIn.flatMap((upper) => {
    const bytes = encodeBy(upper, text);
    return (bytes && decodeStrictly('utf-8', bytes)) ?? [];
  });
}

/** @returns null when the text has a character that the code page does not have */
function encodeBy(upper: ReadonlyMap<number, number>, text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const byte = code < 0x7f ? code : upper.get(code);
    if (byte === undefined) return null;
    bytes[at] = byte;
  }
  return bytes;
}

function encodeWindows1252(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const byte = code <= 0xff ? code : 0x80 + windows1252.indexOf(text.charAt(at));
    if (byte < code && byte === 0x7f) return null;
    bytes[at] = byte;
  }
  return bytes;
}

function decodeStrictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Not of this encoding, or an encoding that this platform does not know.
    return null;
  }
}
