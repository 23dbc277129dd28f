import { toInstant } from '../../../src/documents/instant.ts';
import type { AuditEvent } from '../../store/audit.ts';
import type { Occasion } from '../../store/serials.ts';
import type { Writer } from '../../store/writer.ts';
import type { Catalog } from '../catalog.ts';
import type { Products } from '../products.ts';

/** Who makes an administrative change. */
export type Actor = Exclude<AuditEvent['actor'], 'service'>;

/** What administrative changes need. */
export interface ChangeParts {
  readonly writer: Writer;
  readonly actor: Actor;
  readonly now: () => Date;
}

/** What creating serial numbers needs; the pepper is for their digests. */
export interface SaleParts extends ChangeParts {
  readonly catalog: Catalog;
  readonly pepper: Uint8Array;
}

/** What reissuing a license needs. */
export interface ReissueParts extends ChangeParts {
  readonly products: Products;
}

/** @returns the current time and the actor */
export function occasionOf({ actor, now }: ChangeParts): Occasion {
  return { at: toInstant(now()), actor };
}
