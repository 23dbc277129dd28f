/** Data bytes of the compared QR code versions at level L (ISO/IEC 18004 table 7). */
const dataBytes: Record<number, number> = { 15: 523, 25: 1276 };

/** @returns characters of one alphanumeric segment: 4 bits of mode, 11 bits of count, 11 bits per pair */
export function charactersIn(version: number): number {
  const bits = 8 * dataBytesIn(version) - 15;
  return 2 * Math.floor(bits / 11) + (bits % 11 >= 6 ? 1 : 0);
}

/** @returns bytes of one byte segment after 4 bits of mode and 16 bits of count */
export function bytesIn(version: number): number {
  return Math.floor((8 * dataBytesIn(version) - 20) / 8);
}

function dataBytesIn(version: number): number {
  const bytes = dataBytes[version];
  if (bytes === undefined) throw new Error(`version ${version} is not compared`);
  return bytes;
}
