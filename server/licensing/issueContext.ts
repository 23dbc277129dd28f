import type { Signer } from '../../src/crypto/signer.ts';
import type { KnownSerial } from '../../src/issue/decideIssue.ts';
import { ConfigurationError } from '../configurationError.ts';
import type { Keystore } from '../keys/keystore.ts';
import { chooseSigner } from '../keys/signingKeys.ts';
import type { InstalledKeyset } from '../keys/vendorCheck.ts';
import type { SerialTable } from '../store/tables.ts';
import type { Catalog } from './catalog.ts';

/** What decides who signs. */
export interface SigningParts {
  readonly keystore: Keystore;
  readonly keyset: InstalledKeyset;
  readonly now: () => Date;
}

/** A serial number as the decision sees it. */
export function serialRecord(serial: SerialTable): KnownSerial {
  return {
    product: serial.product,
    licenseTypes: [serial.license_type],
    seats: serial.seats,
    blocked: serial.blocked_at !== null,
    masked: serial.masked,
    holder: serial.holder,
    // Only `addSerials` writes here, from text that was typed.
    features: JSON.parse(serial.features) as string[],
    ...(serial.term_days !== null && { termDays: serial.term_days }),
    ...(serial.expires_at !== null && { expiresAt: serial.expires_at }),
  };
}

export function productRules({ product, requiredBindings, licenseTypes }: Catalog) {
  return { id: product.id, requiredBindings, licenseTypes };
}

/** Checked at the start; a key that ends while the service runs is a fault that the log shows, and `readyz` as well. */
export function currentSigner({ keystore, keyset, now }: SigningParts): Signer {
  const signer = chooseSigner(keystore.signers, keyset, now());
  if (signer === null) throw new ConfigurationError('No signing key may sign now.');
  return signer;
}
