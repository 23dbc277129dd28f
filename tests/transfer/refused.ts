import { expect } from 'vitest';
import { Refusal, type RefusalCode } from '../../src/refusal.ts';

/** @returns the code of the refusal; fails when nothing or anything else is thrown */
export function codeOf(run: () => unknown): RefusalCode {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return (error as Refusal).code;
  }
  throw new Error('It was not refused.');
}

/** Runs a function that may be refused. @returns its result, null when it was refused; rethrows anything else */
export function unlessRefused<Result>(run: () => Result): Result | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
