/**
 * Shortens a masked serial number for lists and titles.
 *
 * @param masked `*****-*****-*****-XXXXX`, or of another system `*****` and at most four characters
 * @returns `…` and what is readable; all of a serial number of which nothing is
 */
export function shortMask(masked: string): string {
  const end = masked.slice(masked.lastIndexOf('*') + 1).replace(/^-/, '');
  return end === '' ? masked : `…${end}`;
}
