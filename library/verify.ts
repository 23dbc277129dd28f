import { decodeBase64 } from '../src/crypto/base64.ts';
import type { Binding } from '../src/documents/bindings.ts';
import type { HealedDocument } from '../src/documents/heal/damage.ts';
import { exactDocumentsIn } from '../src/documents/heal/exactDocuments.ts';
import { documentsIn } from '../src/documents/incoming.ts';
import { toInstant } from '../src/documents/instant.ts';
import { Refusal } from '../src/refusal.ts';
import { type Delivery, deliveryOf, newestKeyset, type TrustedKeyset } from '../src/verify/delivery.ts';
import { nextLastSeen, readLastSeen, writeLastSeen } from '../src/verify/lastSeen.ts';
import { judgeLicenses, type LicenseState, type StateContext } from '../src/verify/licenseState.ts';

export type { Binding, BindingComponent } from '../src/documents/bindings.ts';
export type { Entitlement } from '../src/documents/license.ts';
export type { RefusalCode, RefusalDetails } from '../src/refusal.ts';
export type { VerifiedLicense } from '../src/verify/license.ts';
export type { LicenseState } from '../src/verify/licenseState.ts';
export { type AcceptedLicense, type LicenseResult, licenseResult, type RefusedLicense } from './licenseResult.ts';

/** A file: its exact bytes or its text. */
export type File = Uint8Array | string;

export interface CheckOptions {
  /** Id of the product. */
  readonly product: string;
  /** Pinned root keys from the vendor profile: raw Ed25519 public keys, 32 bytes each, in base64. */
  readonly rootKeys: readonly string[];
  /** Keyset files: the one built into the product and the one kept since. The newest counts. */
  readonly keysets: readonly File[];
  /** The license file. It may hold several licenses and a keyset. */
  readonly license: File;
  /**
   * Whether `license` may have been damaged on its way, as a file that a person chooses: sent by mail, zipped, or saved by
   * an editor. By default it counts exactly as it is. Keep the `license` of the answer instead of the file.
   */
  readonly heal?: boolean;
  /** Bindings of this machine, from `identifyThisMachine`; omit them in a browser. */
  readonly bindings?: readonly Binding[];
  /** Raw Ed25519 public key of this installation, 32 bytes; needed only for licenses that are bound to no hardware. */
  readonly installationKey?: Uint8Array;
  /** Ids of the requests that this installation has sent. When given, the license must answer one of them. */
  readonly requestIds?: readonly string[];
  /** The machine's clock. */
  readonly now: Date;
  /** When this version of the product was built. */
  readonly built?: Date;
  /** The last `lastSeen` from each place where you keep it; null where it is missing. */
  readonly lastSeen?: readonly (string | null)[];
  /** Ids of licenses that this machine has returned. */
  readonly returned?: readonly string[];
  /** Days before its end from which a license expires soon; 30 by default. */
  readonly warnDays?: number;
  /** Days after its end for which the product may run; 0 by default. */
  readonly graceDays?: number;
}

export interface LicenseCheck {
  readonly result: LicenseState;
  /** The license that was checked, exact bytes, without others of the same file; null when the license is refused. */
  readonly license: Uint8Array | null;
  /** Keep it in two places and pass it in again the next time; null when the license is refused. */
  readonly lastSeen: string | null;
  /** The newest trusted keyset, exact bytes. Keep it and pass it in again the next time; null when there is none. */
  readonly keyset: Uint8Array | null;
}

/**
 * Verifies a license against pinned keys, product, machine and time. The content of the files never makes it throw.
 *
 * @returns the state `active`, `expires-soon`, `grace`, `clock-suspect` or `refused`, the last with a stable code: every code
 *   of docs/format.md, section Verifying, and `keyset-missing`, `keyset-rollback`, `license-returned`
 * @throws TypeError when a root key is not 32 bytes in base64
 */
export function checkLicense(options: CheckOptions): LicenseCheck {
  const rootKeys = options.rootKeys.map(rootKeyFrom);
  let keyset: TrustedKeyset | null = null;
  try {
    const { keysets, licenses } = deliveryIn(options);
    const files = [...options.keysets.map(bytesOf), ...keysets];
    keyset = newestKeyset(files, { rootKeys, product: options.product });
    return check(options, keyset, licenses);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const result: LicenseState = { state: 'refused', code: error.code, details: error.details };
    return { result, license: null, lastSeen: null, keyset: keyset?.file ?? null };
  }
}

function deliveryIn({ license, heal }: CheckOptions): Delivery {
  const bytes = bytesOf(license);
  return deliveryOf(heal ? documentsIn(bytes) : exactDocumentsIn(bytes));
}

function check(options: CheckOptions, keyset: TrustedKeyset, licenses: readonly HealedDocument[]): LicenseCheck {
  const [first, ...others] = licenses;
  if (!first) throw new Refusal('document-type-wrong', { expected: 'license', found: 'keyset' });
  const context = contextOf(options, keyset);
  const { file, state } = judgeLicenses([first, ...others], context);
  if (state.state === 'refused') return { result: state, license: null, lastSeen: null, keyset: keyset.file };
  const signed = [state.license.issuedAt, keyset.keyset.issuedAt];
  const seen = nextLastSeen(context.now, { built: context.built, signed, lastSeen: context.lastSeen });
  return { result: state, license: file, lastSeen: writeLastSeen(seen), keyset: keyset.file };
}

function contextOf(options: CheckOptions, { keyset }: TrustedKeyset): StateContext {
  const { product, now, bindings, installationKey, requestIds, built, lastSeen, returned } = options;
  const { warnDays, graceDays } = options;
  return {
    keyset,
    product,
    now,
    bindings: bindings ?? [],
    // Not a key that a license may name, so no license is bound to it.
    installationKey: installationKey ?? new Uint8Array(32),
    built: built && toInstant(built),
    lastSeen: (lastSeen ?? []).map(readLastSeen),
    ...(requestIds && { requestIds }),
    ...(returned && { returned }),
    ...(warnDays !== undefined && { warnDays }),
    ...(graceDays !== undefined && { graceDays }),
  };
}

function rootKeyFrom(text: string): Uint8Array {
  const key = decodeBase64(text);
  if (key?.length === 32) return key;
  throw new TypeError('A root key is not 32 bytes in base64.');
}

function bytesOf(file: File): Uint8Array {
  return typeof file === 'string' ? new TextEncoder().encode(file) : file;
}
