import { readExpiry, readSale } from '../../src/contract/expiry.ts';
import { isInstant } from '../../src/documents/instant.ts';
import { parsed } from '../framework/valueTypes.ts';

const day = 'a day (YYYY-MM-DD) or an instant (YYYY-MM-DDTHH:MM:SSZ)';

/** A day, which is the last one, or an instant, which is the end. */
export const expiry = parsed(day, (given) => instantOf(readExpiry(given)));

/** The same; `never` for no end. */
export const expiryOrNever = parsed(`${day}, or never`, (given) =>
  given === 'never' ? given : instantOf(readExpiry(given)),
);

/** A day, from its beginning, or an instant. */
export const sale = parsed(day, (given) => instantOf(readSale(given)));

function instantOf(text: string): string | undefined {
  return isInstant(text) ? text : undefined;
}
