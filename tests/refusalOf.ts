import { Refusal } from '../src/refusal.ts';

/** The code with which something is refused; null when it is not. Every other exception is a fault and goes on. */
export function refusalOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
