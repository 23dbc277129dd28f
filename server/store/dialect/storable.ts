import { Refusal } from '../../../src/refusal.ts';

/** NUL, which PostgreSQL cannot store, and half of a surrogate pair, which both databases store as another character. */
const unstorable = /[\0\p{Surrogate}]/u;

/**
 * Checks the texts of a statement before it is sent, the same for both databases.
 *
 * @throws Refusal `service-request-invalid` for one that cannot be stored; the API's schemas refuse it earlier
 */
export function checkTexts(values: readonly unknown[]): void {
  if (values.some((value) => typeof value === 'string' && unstorable.test(value))) {
    throw new Refusal('service-request-invalid');
  }
}
