import type { Signer } from '../../src/crypto/signer.ts';
import { rules } from '../../src/documents/rules.ts';
import type { IssueDecision, IssueRefused } from '../../src/issue/decideIssue.ts';
import type { KnownSerial } from '../../src/issue/issueOrder.ts';
import { chooseSigner } from '../keys/signingKeys.ts';
import type { SerialTable } from '../store/tables.ts';
import type { Catalog } from './catalog.ts';
import type { SoldProduct } from './products.ts';

/** The decision to issue a license. */
export type IssueGranted = Extract<IssueDecision, { outcome: 'issued' }>;

/** What determines the signing key. */
interface SigningParts extends Pick<SoldProduct, 'keystore' | 'keyset'> {
  readonly now: () => Date;
}

/** Converts a row of the store for `decideIssue`. */
export function serialRecord(serial: SerialTable): KnownSerial {
  return {
    product: serial.product,
    licenseType: serial.license_type,
    // Only this program writes this column and `features`, from arrays of strings.
    formerTypes: JSON.parse(serial.former_types) as string[],
    seats: serial.seats,
    blocked: serial.blocked_at !== null,
    masked: rules.maskedSerial(serial.masked) === true ? serial.masked : null,
    holder: serial.holder,
    features: JSON.parse(serial.features) as string[],
    soldAt: serial.sold_at,
    ...(serial.first_activated_at !== null && { firstActivatedAt: serial.first_activated_at }),
    ...(serial.term_days !== null && { termDays: serial.term_days }),
    ...(serial.expires_at !== null && { expiresAt: serial.expires_at }),
  };
}

/** Selects what `decideIssue` needs from the catalog. */
export function productRules({ product, requiredBindings, licenseTypes }: Catalog) {
  return { id: product.id, requiredBindings, licenseTypes };
}

/** Chooses the key that signs now. @returns null when there is none; the answer is then `notSigning` */
export function currentSigner({ keystore, keyset, now }: SigningParts): Signer | null {
  return chooseSigner(keystore.signers, keyset, now());
}

/**
 * Outside the dates of the signing key. The start checks them; if the key expires while the service runs, the log and
 * `readyz` say so. A value, so that other orders of the batch are not rolled back.
 */
export const notSigning: IssueRefused = { outcome: 'refused', code: 'service-not-signing', details: {} };
