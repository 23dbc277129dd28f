import { encodeBase64, encodeBase64Url } from '../../crypto/base64.ts';
import { sha256 } from '../../crypto/hash.ts';
import type { Binding } from '../bindings.ts';
import { machineIdLength } from '../machineId.ts';
import { bindingsField } from '../payload/bindingsField.ts';

/** Bytes of both digests. */
export const digestLength = 12;

/** What makes a machine for a license by code. */
export interface DigestedMachine {
  readonly product: string;
  /** Raw Ed25519 public key, 32 bytes. */
  readonly installationKey: Uint8Array;
  readonly bindings: readonly Binding[];
}

/** @returns {@link machineDigestOf} the machine, 12 bytes */
export function machineDigest({ product, installationKey, bindings }: DigestedMachine): Uint8Array {
  return machineDigestOf(product, encodeBase64(installationKey), digestOfBindings(bindings));
}

/** @returns {@link hardwareDigest} of the bindings, 12 bytes */
export function digestOfBindings(bindings: readonly Binding[]): Uint8Array {
  return hardwareDigest(bindingsField.write(bindings).children.join(''));
}

/**
 * What a license by code is signed for. The digest alone would leave the computer ID, by which the vendor knows the machine,
 * to whoever types the code.
 *
 * @param digest 12 bytes, from {@link machineDigest}
 * @param computer 5 bytes, see `bytesOfMachineId`
 * @returns both, 17 bytes
 */
export function markOf(digest: Uint8Array, computer: Uint8Array): Uint8Array {
  return Uint8Array.from([...digest, ...computer]);
}

/** @returns {@link markOf} the machine, 17 bytes */
export function machineMark(machine: DigestedMachine): Uint8Array {
  return markOf(machineDigest(machine), sha256(machine.installationKey).subarray(0, machineIdLength));
}

/**
 * @param key installation key in base64
 * @param hardware 12 bytes, from {@link hardwareDigest}
 * @returns the first 12 bytes of SHA-256 over `machine/v1|PRODUCT|KEY|HARDWARE`, the last in base64url
 */
export function machineDigestOf(product: string, key: string, hardware: Uint8Array): Uint8Array {
  return digest(`machine/v1|${product}|${key}|${encodeBase64Url(hardware)}`);
}

/**
 * @param bindings `<Binding …/>` elements as a payload has them; may be empty
 * @returns the first 12 bytes of SHA-256 over `hardware/v1|` and the elements
 */
export function hardwareDigest(bindings: string): Uint8Array {
  return digest(`hardware/v1|${bindings}`);
}

function digest(text: string): Uint8Array {
  return sha256(new TextEncoder().encode(text)).slice(0, digestLength);
}
