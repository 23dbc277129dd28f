import type { DocumentType } from '../documentType.ts';

/**
 * What healing undid, for people and support staff. Values stay stable, because `file-damaged` carries them in its
 * details as `damages`.
 */
export type Damage =
  | 'archive'
  | 'encoding'
  | 'line-ends'
  | 'line-breaks'
  | 'spaces'
  | 'quoting'
  | 'text-around'
  | 'escaping'
  | 'base64'
  | 'markup'
  | 'typography'
  | 'envelope-lost'
  | 'form'
  | 'signature-incomplete'
  | 'end-missing'
  | 'field-missing'
  | 'characters-lost';

/** One document found in untrusted bytes. Nothing in it is authentic. */
export interface HealedDocument {
  readonly type: DocumentType;
  /** Canonical files, the likeliest first, at least one. At most one of them has a signature that holds. */
  readonly candidates: readonly Uint8Array[];
  /** What was undone to get them; empty for a document that arrived exactly as it was signed. */
  readonly damages: readonly Damage[];
}
