import { expect } from 'vitest';
import { Refusal, type RefusalCode } from '../../src/refusal.ts';

/** @returns the code with which something is refused; fails when it is not, or when anything else is thrown */
export function codeOf(run: () => unknown): RefusalCode {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return (error as Refusal).code;
  }
  throw new Error('It was not refused.');
}

/** Runs what may be refused. @returns its result, null when it was; anything else that is thrown goes on */
export function unlessRefused<Result>(run: () => Result): Result | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
