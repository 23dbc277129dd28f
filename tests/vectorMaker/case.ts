import type { DocumentType } from '../../src/documents/documentType.ts';
import type { RefusalCode } from '../../src/refusal.ts';
import type { ContextName } from './contexts.ts';

/** One file and the expected result of verifying it. */
export interface Case {
  /** Path below `tests/vectors/`, without the extension. */
  readonly name: string;
  /** The type as which the file is verified, whatever its content. A `delivery` may hold several documents. */
  readonly type: DocumentType | 'delivery';
  readonly context: ContextName;
  readonly file: Uint8Array;
  readonly expect: 'pass' | RefusalCode;
  /** Exact values of fields, for cases that pass. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Version of the newest keyset, for deliveries that pass. */
  readonly keysetVersion?: number;
}

/** A case of one document. */
export type DocumentCase = Case & { readonly type: DocumentType };
