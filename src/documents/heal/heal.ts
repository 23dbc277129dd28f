import { Refusal } from '../../refusal.ts';
import { fileLimits } from '../fileLimits.ts';
import type { HealedDocument } from './damage.ts';
import { diagnoseText } from './diagnoseText.ts';
import { readUndamaged } from './exact.ts';
import { explore } from './explore.ts';
import { Gathering } from './gather.ts';

/** What was found in untrusted bytes. */
export interface Healing {
  /** In the order in which they stand, without duplicates; none when nothing of ours was recognized. */
  readonly documents: readonly HealedDocument[];
  /** What each text says about why it holds none, while none was found; null for one that tells nothing. */
  readonly refusals: readonly (Refusal | null)[];
}

/**
 * Finds the documents in bytes that suffered on their way: in mail, chat, editors, shells or archives. Pure and bounded;
 * it proves nothing, because a candidate's signature decides. Bytes that are a document or a bundle give just that.
 *
 * @param bytes untrusted, at most 1 MiB
 * @param most as for `explore`
 * @throws Refusal `file-too-large`, and nothing else
 */
export function heal(bytes: Uint8Array, most?: number): Healing {
  if (bytes.length > fileLimits.opened) {
    throw new Refusal('file-too-large', { bytes: bytes.length, limit: fileLimits.opened });
  }
  const undamaged = readUndamaged(bytes);
  if (undamaged) return { documents: undamaged, refusals: [] };
  const gathering = new Gathering();
  const refusals: (Refusal | null)[] = [];
  for (const view of explore(bytes, most)) {
    gathering.add(view);
    if (gathering.isEmpty) refusals.push(diagnoseText(view.text, view.squeezed.text));
  }
  return { documents: gathering.documents(), refusals };
}
