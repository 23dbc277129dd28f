import { encodeBase64, encodeBase64Url } from '../crypto/base64.ts';
import { sha256 } from '../crypto/hash.ts';
import type { Binding } from '../documents/bindings.ts';

/** Bytes of both digests. */
export const digestLength = 12;

/** What makes a machine for a license by code. */
export interface DigestedMachine {
  readonly product: string;
  /** Raw Ed25519 public key, 32 bytes. */
  readonly installationKey: Uint8Array;
  /** In document order. */
  readonly bindings: readonly Binding[];
}

/**
 * @returns the first 12 bytes of SHA-256 over `machine/v1|PRODUCT|KEY|HARDWARE`: the key in base64, the
 *   {@link hardwareDigest} in base64url
 */
export function machineDigest({ product, installationKey, bindings }: DigestedMachine): Uint8Array {
  return machineDigestOf(product, installationKey, hardwareDigest(bindings));
}

/**
 * The same from the hardware's digest, for one who is told no bindings.
 *
 * @param installationKey raw Ed25519 public key, 32 bytes
 * @param hardware 12 bytes
 * @returns 12 bytes
 */
export function machineDigestOf(product: string, installationKey: Uint8Array, hardware: Uint8Array): Uint8Array {
  return digest(`machine/v1|${product}|${encodeBase64(installationKey)}|${encodeBase64Url(hardware)}`);
}

/** @returns the first 12 bytes of SHA-256 over `hardware/v1` and, for each binding in document order, `|COMPONENT=VALUE` */
export function hardwareDigest(bindings: readonly Binding[]): Uint8Array {
  return digest(`hardware/v1${bindings.map(({ component, value }) => `|${component}=${value}`).join('')}`);
}

function digest(text: string): Uint8Array {
  return sha256(new TextEncoder().encode(text)).slice(0, digestLength);
}
