import { Refusal } from '../../refusal.ts';
import { recognize } from '../recognize.ts';
import { damagedRefusal } from './choose.ts';
import { heal } from './heal.ts';

/**
 * Explains why bytes are no document that can be used.
 *
 * @param bytes untrusted, of any size
 * @returns Refusal `file-empty`, `file-too-large`, `file-is-web-page`, `file-of-another-vendor`, `file-cut-short`,
 *   `file-damaged` or `file-unrecognized`
 */
export function diagnose(bytes: Uint8Array): Refusal {
  const kind = recognize(bytes);
  if (kind === 'empty') return new Refusal('file-empty');
  if (kind === 'web-page') return new Refusal('file-is-web-page');
  if (kind === 'unity-request') return new Refusal('file-of-another-vendor', { vendor: 'Unity', kind: 'request' });
  if (kind === 'unity-license') return new Refusal('file-of-another-vendor', { vendor: 'Unity', kind: 'license' });
  if (kind === 'unity-named-user')
    return new Refusal('file-of-another-vendor', { vendor: 'Unity', kind: 'named-user' });
  try {
    const [document] = heal(bytes).documents;
    if (document) return damagedRefusal(document);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return new Refusal(kind === 'unknown' ? 'file-unrecognized' : 'file-cut-short');
}
