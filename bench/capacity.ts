/** Data bytes of a QR code at level L (ISO/IEC 18004 table 7), of the versions that are compared. */
const dataBytes: Record<number, number> = { 15: 523, 25: 1276 };

/** @returns characters of one alphanumeric segment: 11 bits a pair behind 4 bits of mode and 11 of count */
export function charactersIn(version: number): number {
  const bits = 8 * dataBytesIn(version) - 15;
  return 2 * Math.floor(bits / 11) + (bits % 11 >= 6 ? 1 : 0);
}

/** @returns bytes of one byte segment, behind 4 bits of mode and 16 of count */
export function bytesIn(version: number): number {
  return Math.floor((8 * dataBytesIn(version) - 20) / 8);
}

function dataBytesIn(version: number): number {
  const bytes = dataBytes[version];
  if (bytes === undefined) throw new Error(`version ${version} is not compared`);
  return bytes;
}
