import { shown } from '../../files.ts';
import { keyWords } from '../words.ts';
import type { KeysetDraft } from './draft.ts';

/** What a person has to know of a keyset before they sign or install it. A draft may hold anything: it is made harmless. */
export function summaryOf({ product, version, epoch, keys, revokedKeys, revokedLicenses }: KeysetDraft): string {
  return `${keyWords.summary({
    product: shown(product),
    version,
    epoch,
    keys: keys.map(({ keyId, notBefore, notAfter }) => ({
      keyId: shown(keyId),
      from: dayOf(notBefore),
      until: dayOf(notAfter),
    })),
    revokedKeys: revokedKeys.map(shown),
    revokedLicenses: revokedLicenses.length,
  })}\n`;
}

/** Keys begin and end at midnight, so that the day says it all. */
export function dayOf(instant: string): string {
  return shown(instant.replace(/T00:00:00Z$/, ''));
}
