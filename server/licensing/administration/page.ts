import { isStorable } from '../../../src/contract/fields.ts';
import { contractLimits } from '../../../src/contract/limits.ts';
import { Refusal } from '../../../src/refusal.ts';

export type { Page } from '../../../src/contract/admin/page.ts';

/** Largest number of rows of a page. */
export const MOST_ROWS = contractLimits.pageRows;

export interface PageRequest {
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
  /** Rows, 1 to {@link MOST_ROWS}. */
  readonly limit?: number | undefined;
}

export function limitOf({ limit = contractLimits.defaultPageRows }: PageRequest): number {
  return Math.max(1, Math.min(MOST_ROWS, Math.trunc(limit)));
}

/** @returns an opaque text; what it is made of may change with any version */
export function writeCursor(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/**
 * @param length how many texts a position of this list has
 * @returns null when there is no cursor
 * @throws Refusal `service-request-invalid` with `path`
 */
export function readCursor({ cursor }: PageRequest, length: number): readonly string[] | null {
  if (cursor === undefined) return null;
  const position = cursor.length > contractLimits.cursorLength ? null : parse(Buffer.from(cursor, 'base64url'));
  const isOurs =
    Array.isArray(position) &&
    position.length === length &&
    position.every((text) => typeof text === 'string' && isStorable(text));
  if (!isOurs) throw cursorInvalid();
  return position;
}

/** Largest number in a column of the store: a signed integer of 32 bits. */
const MOST_NUMBER = 2 ** 31 - 1;

/**
 * @param text one text of a cursor that stands for a number
 * @returns null when there is no text
 * @throws Refusal `service-request-invalid` with `path`
 */
export function numberIn(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,10}$/.test(text) || Number(text) > MOST_NUMBER) throw cursorInvalid();
  return Number(text);
}

export function cursorInvalid(): Refusal {
  return new Refusal('service-request-invalid', { path: 'cursor', fault: 'not a cursor of this list' });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
