import { isInstant, toInstant } from '../documents/instant.ts';

/** The formats that {@link readExpiry} accepts, for schemas and error messages. */
export const expiryFormats =
  'a date YYYY-MM-DD, valid through the end of that day in UTC, or an instant YYYY-MM-DDTHH:MM:SSZ, from which it is no longer valid';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Reads when something expires: the one reader for the API, CSV, the command line and the admin page.
 *
 * @param text a date, which includes that day (UTC), or an exact instant
 * @returns the first instant at which it is expired, `YYYY-MM-DDTHH:MM:SSZ`; the text unchanged when it is neither
 */
export function readExpiry(text: string): string {
  const midnight = `${text}T00:00:00Z`;
  return isInstant(midnight) ? toInstant(new Date(Date.parse(midnight) + DAY)) : text;
}

/** The formats that {@link readSale} accepts. */
export const saleFormats =
  'a date YYYY-MM-DD, from the beginning of that day in UTC, or an instant YYYY-MM-DDTHH:MM:SSZ';

/**
 * Reads when something was sold.
 *
 * @param text a date, whose day (UTC) begins then, or an exact instant
 * @returns an instant, `YYYY-MM-DDTHH:MM:SSZ`; the text unchanged when it is neither
 */
export function readSale(text: string): string {
  const midnight = `${text}T00:00:00Z`;
  return isInstant(midnight) ? midnight : text;
}
