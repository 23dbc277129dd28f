import { Refusal } from '../../refusal.ts';
import { fileLimits } from '../fileLimits.ts';
import type { HealedDocument } from './damage.ts';
import { readUndamaged } from './exact.ts';
import { explore } from './explore.ts';
import { Gathering } from './gather.ts';

/** What was found in untrusted bytes. */
export interface Healing {
  /** In the order in which they stand, without duplicates; none when nothing of ours was recognized. */
  readonly documents: readonly HealedDocument[];
}

/**
 * Finds the documents in bytes that suffered on their way: in mail, chat, editors, shells or archives. Pure and bounded;
 * it proves nothing, because a candidate's signature decides. Bytes that are a document or a bundle give just that.
 *
 * @param bytes untrusted, at most 1 MiB
 * @throws Refusal `file-too-large`, and nothing else
 */
export function heal(bytes: Uint8Array): Healing {
  if (bytes.length > fileLimits.opened) {
    throw new Refusal('file-too-large', { bytes: bytes.length, limit: fileLimits.opened });
  }
  const undamaged = readUndamaged(bytes);
  if (undamaged) return { documents: undamaged };
  const gathering = new Gathering();
  for (const view of explore(bytes)) gathering.add(view);
  return { documents: gathering.documents() };
}
