import { Refusal } from '../src/refusal.ts';

/** Returns the code of a refusal; null when nothing is thrown. Rethrows every other exception. */
export function refusalOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
