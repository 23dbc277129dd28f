/**
 * The 41 characters that are both in QR alphanumeric mode (ISO/IEC 18004 section 7.4.4) and allowed unescaped in a URL
 * fragment (RFC 3986 section 3.5). Three of them carry two bytes, since 41³ is just above 2¹⁶.
 */
const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-:';
const base = characters.length;
const values = new Map([...characters].map((character, value) => [character, value]));

/**
 * Writes bytes in the transfer alphabet: two bytes as three characters, most significant first; a last odd byte as two.
 *
 * @param bytes any bytes
 * @returns `ceil(bytes.length * 3 / 2)` characters
 */
export function bytesToText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += digits((byteAt(bytes, at) << 8) | byteAt(bytes, at + 1), 3);
  }
  return bytes.length % 2 === 1 ? text + digits(byteAt(bytes, bytes.length - 1), 2) : text;
}

/**
 * Reads what `bytesToText` wrote. Every byte sequence has exactly one text.
 *
 * @returns null when a character is foreign, a group is out of range, or one character is left over
 */
export function textToBytes(text: string): Uint8Array | null {
  const rest = text.length % 3;
  if (rest === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
  for (let at = 0, to = 0; at < text.length; at += 3, to += 2) {
    const group = text.slice(at, at + 3);
    const value = numberIn(group);
    if (value === null || value >= (group.length === 3 ? 0x10000 : 0x100)) return null;
    if (group.length === 3) bytes[to] = value >> 8;
    bytes[group.length === 3 ? to + 1 : to] = value & 0xff;
  }
  return bytes;
}

function digits(value: number, count: number): string {
  let text = '';
  for (let left = value; text.length < count; left = Math.floor(left / base)) {
    text = characters.charAt(left % base) + text;
  }
  return text;
}

function numberIn(group: string): number | null {
  let value = 0;
  for (const character of group) {
    const digit = values.get(character);
    if (digit === undefined) return null;
    value = value * base + digit;
  }
  return value;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
