import { decodeBase64Url, encodeBase64Url } from '../../../src/crypto/base64.ts';
import type { Binding } from '../../../src/documents/bindings.ts';
import { machineDigest } from '../../../src/documents/byCode/machineDigest.ts';
import { machineId } from '../../../src/documents/machineId.ts';

/** What identifies a machine in the store. */
export interface MachineKeys {
  /** Raw Ed25519 public key, base64url; of a machine that is known by a code alone, its {@link digestKey}. */
  readonly installationKey: string;
  /** Empty where a code alone is known. */
  readonly bindings: readonly Binding[];
}

/** A machine that orders a license. */
export interface OrderingMachine extends MachineKeys {
  /** Computer ID: of its key, or as its code gives it. */
  readonly machineId: string;
  /** Finds the seat that it took by a code. */
  readonly digestKey: string;
}

/** What an installation code tells of its machine. */
export interface CodedMachine {
  /** 12 bytes. */
  readonly digest: Uint8Array;
  readonly machineId: string;
}

const mark = 'digest:';
/** For searches: matches {@link digestKey} of every machine. No key in base64url contains a colon. */
export const anyDigestKey = `${mark}%`;

/** @param digest 12 bytes, from `machineDigest` @returns what stands for an installation key that is unknown */
export function digestKey(digest: Uint8Array): string {
  return `${mark}${encodeBase64Url(digest)}`;
}

/** @returns whether a stored installation key is a digest, because its machine is known by a code alone */
export function isDigestKey(installationKey: string): boolean {
  return installationKey.startsWith(mark);
}

/** @returns {@link digestKey} of a machine with this key and hardware; its own where its key is one */
export function digestKeyOf(product: string, { installationKey, bindings }: MachineKeys): string {
  if (isDigestKey(installationKey)) return installationKey;
  const key = decodeBase64Url(installationKey) ?? new Uint8Array();
  return digestKey(machineDigest({ product, installationKey: key, bindings }));
}

/** @param installationKey raw Ed25519 public key, 32 bytes */
export function machineWithKey(
  product: string,
  installationKey: Uint8Array,
  bindings: readonly Binding[],
): OrderingMachine {
  const keys = { installationKey: encodeBase64Url(installationKey), bindings };
  return { ...keys, machineId: machineId(installationKey), digestKey: digestKeyOf(product, keys) };
}

/** @returns a machine of which nothing but its code is known */
export function machineWithCode({ digest, machineId: id }: CodedMachine): OrderingMachine {
  const key = digestKey(digest);
  return { installationKey: key, bindings: [], machineId: id, digestKey: key };
}
