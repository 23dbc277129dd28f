const DAY = 24 * 60 * 60 * 1000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * @returns whether a text is an instant as documents spell it: `YYYY-MM-DDTHH:MM:SSZ`, a real date and time, no leap second
 *   (a profile of RFC 3339 section 5.6)
 */
export function isInstant(text: string): boolean {
  const milliseconds = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse reads 30 February as 2 March and 24:00 as the next day; written again, they differ.
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === `${text.slice(0, -1)}.000Z`;
}

/**
 * @param date years 0 to 9999
 * @returns the date, cut to the second, as `YYYY-MM-DDTHH:MM:SSZ`
 * @throws RangeError on an invalid date
 */
export function toInstant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** @returns the last midnight (UTC), in milliseconds since 1970 */
export function midnightBefore(milliseconds: number): number {
  return Math.floor(milliseconds / DAY) * DAY;
}

/**
 * @param issuedAt milliseconds since 1970
 * @returns instant at which a license usually starts: the last midnight (UTC) that is at least twelve hours back, because the
 *   clock of a machine without network may be slow, or set to local time and read as UTC
 */
export function usualStart(issuedAt: number): string {
  return toInstant(new Date(midnightBefore(issuedAt - DAY / 2)));
}

/** @param instant already checked by {@link isInstant} @returns milliseconds since 1970 */
export function millisecondsOf(instant: string): number {
  return Date.parse(instant);
}
