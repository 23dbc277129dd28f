import { shown } from '../../files.ts';
import type { KeysetDraft } from './draft.ts';
import { keysetTexts } from './texts.ts';

/** Summarizes a keyset or draft before it is signed or installed. A draft is untrusted, so control characters are replaced. */
export function summaryOf({ product, version, epoch, keys, revokedKeys, revokedLicenses }: KeysetDraft): string {
  return `${keysetTexts.summary({
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

/** Keys begin and end at midnight, so the date is enough. */
export function dayOf(instant: string): string {
  return shown(instant.replace(/T00:00:00Z$/, ''));
}
