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
  | 'start-missing'
  | 'end-missing'
  | 'field-missing'
  | 'characters-lost';

/** What can take characters from a text or add some. All others change its form only: they do not explain a loss. */
const losses: ReadonlySet<unknown> = new Set<Damage>([
  'encoding',
  'line-breaks',
  'spaces',
  'escaping',
  'markup',
  'typography',
  'signature-incomplete',
  'start-missing',
  'end-missing',
  'field-missing',
  'characters-lost',
]);

/**
 * @param damages of a document that cannot be restored
 * @param found what is known more exactly than by a damage
 * @returns the damages that explain why
 */
export function lossesIn(
  damages: unknown,
  found: { readonly missing?: unknown; readonly part?: unknown },
): readonly unknown[] {
  if (!Array.isArray(damages)) return [];
  return damages.filter(
    (damage) =>
      losses.has(damage) &&
      !(damage === 'signature-incomplete' && found.missing) &&
      !(damage === 'field-missing' && found.part),
  );
}

/** One document found in untrusted bytes. Nothing in it is authentic. */
export interface HealedDocument {
  readonly type: DocumentType;
  /** Canonical files, the likeliest first, at least one. Of a document that is broken off, the text as it came. */
  readonly candidates: readonly Uint8Array[];
  /** What was undone to get them; empty for a document that arrived exactly as it was signed. */
  readonly damages: readonly Damage[];
  /** How many characters of the signature are missing. */
  readonly missing?: number;
  /** The first element or attribute that is missing or cannot be read, as `Holder` or `Binding@Key`. */
  readonly part?: string;
}
