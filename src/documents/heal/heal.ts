import { Refusal } from '../../refusal.ts';
import { documentTypeOf } from '../documentType.ts';
import { fileLimits } from '../fileLimits.ts';
import type { Damage, HealedDocument } from './damage.ts';

/** What was found in untrusted bytes. */
export interface Healing {
  /** In the order in which they stand, without duplicates; none when nothing of ours was recognized. */
  readonly documents: readonly HealedDocument[];
}

const DOCUMENT =
  /<(LicenseRequest|License|Keyset|LicenseReturn) id="Terms">[^\n]*<\/\1>\s*<Signature Algorithm="[^"\n]*" KeyId="[^"\n]*">[^<\n]*<\/Signature>/g;

/**
 * Finds the documents in bytes that suffered on their way: in mail, chat, editors, shells or archives. Pure and bounded;
 * it proves nothing, because a candidate's signature decides.
 *
 * @param bytes untrusted, at most 1 MiB
 * @throws Refusal `file-too-large`, and nothing else
 */
export function heal(bytes: Uint8Array): Healing {
  if (bytes.length > fileLimits.opened) {
    throw new Refusal('file-too-large', { bytes: bytes.length, limit: fileLimits.opened });
  }
  const raw = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const text = raw.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const documents: HealedDocument[] = [];
  for (const [found, elementName = ''] of text.matchAll(DOCUMENT)) {
    const type = documentTypeOf(elementName);
    const file = `<?xml version="1.0" encoding="UTF-8"?>\n<root>\n${found.replace(/\s*<Signature /, '\n<Signature ')}\n</root>\n`;
    const damages: Damage[] = raw.includes(file) ? [] : ['line-ends'];
    if (type) documents.push({ type, candidates: [new TextEncoder().encode(file)], damages });
  }
  return { documents };
}
