/**
 * @param language language tag (BCP 47)
 * @param bytes size of a file
 * @returns the size in that language, in bytes or kilobytes
 */
export function sizeIn(language: string, bytes: number): string {
  const kilo = bytes >= 1000;
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: kilo ? 'kilobyte' : 'byte',
    unitDisplay: kilo ? 'short' : 'long',
    maximumFractionDigits: bytes < 10_000 ? 1 : 0,
  });
  return format.format(kilo ? bytes / 1000 : bytes);
}
