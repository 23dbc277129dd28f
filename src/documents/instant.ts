const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * The one spelling of a moment in Keyferry's documents: `YYYY-MM-DDTHH:MM:SSZ`, a real date and time, no leap second
 * (a profile of RFC 3339 section 5.6).
 */
export function isInstant(text: string): boolean {
  const milliseconds = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse takes 30 February for 2 March and 24:00 for the next day; written again, they differ.
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === `${text.slice(0, -1)}.000Z`;
}

/**
 * @param date from the year 0 to 9999
 * @returns the second it falls in, as `YYYY-MM-DDTHH:MM:SSZ`
 * @throws RangeError on an invalid date
 */
export function toInstant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** @returns milliseconds since 1970 of an instant that a document's schema has already accepted */
export function millisecondsOf(instant: string): number {
  return Date.parse(instant);
}
