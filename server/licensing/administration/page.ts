import { Refusal } from '../../../src/refusal.ts';

/** Rows of one page, unless told. */
export const USUAL_ROWS = 50;
/** Rows of one page at most, so that none takes long. */
export const MOST_ROWS = 200;

export interface PageRequest {
  /** Where to go on: `next` of the page before. */
  readonly cursor?: string | undefined;
  /** Rows, 1 to {@link MOST_ROWS}. */
  readonly limit?: number | undefined;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Names the page that follows; null when this is the last one. */
  readonly next: string | null;
}

export function limitOf({ limit = USUAL_ROWS }: PageRequest): number {
  return Math.max(1, Math.min(MOST_ROWS, Math.trunc(limit)));
}

/** Opaque to whoever holds it: what it is made of may change with any version. */
export function writeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url');
}

/**
 * @param length how many texts it must be made of
 * @returns null when there is none
 * @throws Refusal `service-request-invalid` with `path`
 */
export function readCursor({ cursor }: PageRequest, length: number): readonly string[] | null {
  if (cursor === undefined) return null;
  const place = parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  const isOurs = Array.isArray(place) && place.length === length && place.every((text) => typeof text === 'string');
  if (!isOurs) throw cursorInvalid();
  return place;
}

export function cursorInvalid(): Refusal {
  return new Refusal('service-request-invalid', { path: 'cursor', fault: 'not a cursor of this list' });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
