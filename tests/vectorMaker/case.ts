import type { DocumentType } from '../../src/documents/documentType.ts';
import type { RefusalCode } from '../../src/refusal.ts';
import type { ContextName } from './contexts.ts';

/** One file and what verifying it must yield. */
export interface Case {
  /** Path below `tests/vectors/`, without the ending. */
  readonly name: string;
  /** As what the file is to be verified, whatever it is. */
  readonly type: DocumentType;
  readonly context: ContextName;
  readonly file: Uint8Array;
  readonly expect: 'pass' | RefusalCode;
  /** Fields that must read exactly so, for cases that pass. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

export const utf8 = (text: string) => new TextEncoder().encode(text);

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Replaces the first occurrence, and makes sure that there was one. */
export function swap(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, () => to);
  if (changed === text) throw new Error(`nothing to replace: ${from}`);
  return changed;
}
