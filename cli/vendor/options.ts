import { numberIn } from '../arguments.ts';
import { UsageError } from '../errors.ts';
import { vendorWords } from './words.ts';

/** What most commands of the desk take. */
export const commonOptions = { data: { type: 'string' }, json: { type: 'boolean' } } as const;
export const outputOptions = { output: { type: 'string', short: 'o' }, force: { type: 'boolean' } } as const;

/** Rows of a list, unless told. */
export const USUAL_ROWS = 50;

/** @throws UsageFault */
export function limitIn(text: string | undefined): number {
  return numberIn('--limit', text, { least: 1, most: 1_000_000, whole: true }) ?? USUAL_ROWS;
}

/** @throws UsageFault when there is any */
export function noneIn(positionals: readonly string[]): void {
  if (positionals.length > 0) throw new UsageError(vendorWords.none);
}

/**
 * @param complaint what to say otherwise
 * @throws UsageFault when it is not exactly one
 */
export function onlyOneIn(positionals: readonly string[], complaint: string): string {
  const [only, another] = positionals;
  if (only === undefined || another !== undefined) throw new UsageError(complaint);
  return only;
}
