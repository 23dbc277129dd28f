import { decodeBase64 } from '../src/crypto/base64.ts';
import type { Binding } from '../src/documents/bindings.ts';
import { toInstant } from '../src/documents/instant.ts';
import { Refusal } from '../src/refusal.ts';
import { newestKeyset, openDelivery, type TrustedKeyset } from '../src/verify/delivery.ts';
import { nextLastSeen, readLastSeen, writeLastSeen } from '../src/verify/lastSeen.ts';
import { judgeLicenses, type LicenseState, type StateContext } from '../src/verify/licenseState.ts';

export type { Binding, BindingComponent } from '../src/documents/bindings.ts';
export type { Entitlement } from '../src/documents/license.ts';
export type { RefusalCode, RefusalDetails } from '../src/refusal.ts';
export type { VerifiedLicense } from '../src/verify/license.ts';
export type { LicenseState } from '../src/verify/licenseState.ts';

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
  const { keysets, licenses } = openDelivery(bytesOf(options.license));
  let keyset: TrustedKeyset | null = null;
  try {
    const files = [...options.keysets.map(bytesOf), ...keysets];
    keyset = newestKeyset(files, { rootKeys, product: options.product });
    return check(options, keyset, licenses);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const result: LicenseState = { state: 'refused', code: error.code, details: error.details };
    return { result, lastSeen: null, keyset: keyset?.file ?? null };
  }
}

function check(options: CheckOptions, keyset: TrustedKeyset, licenses: readonly Uint8Array[]): LicenseCheck {
  const [first, ...others] = licenses;
  if (!first) throw new Refusal('document-type-wrong', { expected: 'license', found: 'keyset' });
  const context = contextOf(options, keyset);
  const { state } = judgeLicenses([first, ...others], context);
  if (state.state === 'refused') return { result: state, lastSeen: null, keyset: keyset.file };
  const signed = [state.license.issuedAt, keyset.keyset.issuedAt];
  const seen = nextLastSeen(context.now, { built: context.built, signed, lastSeen: context.lastSeen });
  return { result: state, lastSeen: writeLastSeen(seen), keyset: keyset.file };
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
