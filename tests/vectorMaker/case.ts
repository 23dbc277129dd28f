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
