import { Refusal, type RefusalCode } from '../../refusal.ts';
import type { HealedDocument } from './damage.ts';

/** A candidate refused with one of these is not the text that was signed; another candidate may be. */
const notWhatWasSigned: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'file-too-large',
  'envelope-malformed',
  'payload-forbidden-construct',
  'signature-malformed',
  'signature-invalid',
  'payload-schema',
  'payload-not-canonical',
]);

/**
 * Tries the candidates of a document until one passes.
 *
 * @param check verifies a canonical file; throws a Refusal when it is not acceptable. It is called again only when the
 *   refusal says that the signature does not hold.
 * @returns what the check returned for the first candidate that passed
 * @throws Refusal of the check: of a document that arrived undamaged, or whose signature holds; `file-cut-short` or
 *   `file-damaged` when the signature of a damaged one holds in no candidate
 */
export function chooseCandidate<T>(document: HealedDocument, check: (file: Uint8Array) => T): T {
  let first: Refusal | null = null;
  for (const candidate of document.candidates) {
    try {
      return check(candidate);
    } catch (error) {
      if (!(error instanceof Refusal) || !notWhatWasSigned.has(error.code)) throw error;
      first ??= error;
    }
  }
  if (first && document.damages.length === 0) throw first;
  throw damagedRefusal(document);
}

/** @returns Refusal `file-cut-short`, or `file-damaged` with `damages`, `missing` and `part` */
export function damagedRefusal({ type, damages, missing, part }: HealedDocument): Refusal {
  if (damages.includes('end-missing')) return new Refusal('file-cut-short', { found: type });
  return new Refusal('file-damaged', {
    damages: [...damages],
    ...(missing !== undefined && { missing }),
    ...(part !== undefined && { part }),
  });
}
