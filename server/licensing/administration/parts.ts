import { toInstant } from '../../../src/documents/instant.ts';
import type { Keystore } from '../../keys/keystore.ts';
import type { InstalledKeyset } from '../../keys/vendorCheck.ts';
import type { AuditEvent } from '../../store/audit.ts';
import type { Occasion } from '../../store/serials.ts';
import type { Writer } from '../../store/writer.ts';
import type { Catalog } from '../catalog.ts';

/** Who does something at the vendor's desk. */
export type Actor = Exclude<AuditEvent['actor'], 'service'>;

/** What changing the store takes. */
export interface ChangeParts {
  readonly writer: Writer;
  readonly actor: Actor;
  readonly now: () => Date;
}

/** What selling takes: the pepper as well, since the store knows serial numbers by their digests alone. */
export interface SaleParts extends ChangeParts {
  readonly catalog: Catalog;
  readonly pepper: Uint8Array;
}

/** What making a license anew takes. */
export interface ReissueParts extends ChangeParts {
  readonly catalog: Catalog;
  readonly keystore: Keystore;
  readonly keyset: InstalledKeyset;
}

export function occasionOf({ actor, now }: ChangeParts): Occasion {
  return { at: toInstant(now()), actor };
}
