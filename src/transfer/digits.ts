/** 41 decimal digits hold 17 bytes: 10⁴¹ is just above 2¹³⁶. QR numeric mode stores them in 137 bits. */
const bytesInGroup = 17;
const digitsInGroup = 41;

/** Digits of 0 to 17 bytes. No two are equal, so that the number of digits gives the number of bytes. */
const digitsOf = Array.from({ length: bytesInGroup + 1 }, (_, bytes) => Math.ceil((8 * bytes) / Math.log2(10)));

/** @returns how many digits `bytesToDigits` writes */
export function digitCountOf(byteCount: number): number {
  return digitsInGroup * Math.floor(byteCount / bytesInGroup) + (digitsOf[byteCount % bytesInGroup] ?? 0);
}

/** @returns the most bytes that so many digits hold */
export function byteCountIn(digitCount: number): number {
  const rest = digitCount % digitsInGroup;
  return bytesInGroup * Math.floor(digitCount / digitsInGroup) + digitsOf.filter((digits) => digits <= rest).length - 1;
}

/**
 * Writes bytes in decimal digits: each 17 bytes are one big-endian number of 41 digits with leading zeros; the rest is one
 * number of as many digits as its greatest needs.
 *
 * @param bytes any bytes
 * @returns {@link digitCountOf} digits
 */
export function bytesToDigits(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += bytesInGroup) {
    const group = bytes.subarray(at, at + bytesInGroup);
    text += numberOf(group)
      .toString()
      .padStart(digitsOf[group.length] ?? 0, '0');
  }
  return text;
}

/**
 * Reads what `bytesToDigits` wrote.
 *
 * @param text untrusted
 * @returns null when a character is no digit, a number is out of range, or no bytes have so many digits
 */
export function digitsToBytes(text: string): Uint8Array | null {
  if (!/^[0-9]*$/.test(text) || digitCountOf(byteCountIn(text.length)) !== text.length) return null;
  const bytes = new Uint8Array(byteCountIn(text.length));
  for (let at = 0, to = 0; at < text.length; at += digitsInGroup, to += bytesInGroup) {
    const group = bytes.subarray(to, to + bytesInGroup);
    if (!putNumber(group, BigInt(text.slice(at, at + digitsInGroup)))) return null;
  }
  return bytes;
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** @returns whether the bytes hold the number */
function putNumber(bytes: Uint8Array, number: bigint): boolean {
  let left = number;
  for (let at = bytes.length - 1; at >= 0; at--, left >>= 8n) bytes[at] = Number(left & 0xffn);
  return left === 0n;
}
