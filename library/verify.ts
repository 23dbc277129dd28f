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

/** A file: its exact bytes, or its text. */
export type File = Uint8Array | string;

export interface CheckOptions {
  /** The product's id. */
  readonly product: string;
  /** Pinned root keys, as the vendor profile has them: 32 bytes in base64. */
  readonly rootKeys: readonly string[];
  /** Keyset files: the one that the product was built with, and any that was kept since. The newest counts. */
  readonly keysets: readonly File[];
  /** The license file; several licenses and a keyset may stand in it. */
  readonly license: File;
  /** What this machine shows (`keyferry/machine`); none in a browser. */
  readonly bindings?: readonly Binding[];
  /** This installation's public key, 32 bytes: needed only for licenses that are bound to no hardware. */
  readonly installationKey?: Uint8Array;
  /** Requests that this installation has sent, where they were kept: then the license must answer one of them. */
  readonly requestIds?: readonly string[];
  /** The machine's clock. */
  readonly now: Date;
  /** When this version of the product was built. */
  readonly built?: Date;
  /** What `lastSeen` was the last time, from each place where it is kept; null where it is gone. */
  readonly lastSeen?: readonly (string | null)[];
  /** Ids of licenses that this machine has given back. */
  readonly returned?: readonly string[];
  /** From how many days before its end on a license expires soon; 30 unless told. */
  readonly warnDays?: number;
  /** For how many days after its end the product goes on; none unless told. */
  readonly graceDays?: number;
}

export interface LicenseCheck {
  readonly result: LicenseState;
  /** To be kept in two places, wherever the license is good; null where it is refused. */
  readonly lastSeen: string | null;
  /** The newest keyset, exact bytes, to be kept and handed in again; null when none can be relied on. */
  readonly keyset: Uint8Array | null;
}

/**
 * Verifies a license against pinned keys, product, machine and time.
 *
 * @returns `active`, `expires-soon`, `grace`, `clock-suspect`, or `refused` with code and details; whatever the files hold,
 *   nothing is thrown
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
    // No license may name this key, so none is bound to it.
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
