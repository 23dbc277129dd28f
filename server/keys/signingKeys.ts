import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { toInstant } from '../../src/documents/instant.ts';
import type { KeysetFields, SigningKey } from '../../src/documents/keyset.ts';

/** The parts of a keyset that determine which key signs. */
type KeyList = Pick<KeysetFields, 'keys' | 'revokedKeys'>;

/**
 * - `signing`: signs now
 * - `listed`: may sign, but another key does; its licenses are valid
 * - `waiting`: not yet in the keyset, or not yet valid
 * - `ended`: no longer signs; its licenses stay valid
 * - `revoked`: its licenses are invalid
 */
export type KeyState = 'signing' | 'listed' | 'waiting' | 'ended' | 'revoked';

export interface KeyReport {
  readonly keyId: string;
  readonly state: KeyState;
  /** Whether the keystore has the private key. */
  readonly held: boolean;
  /** Instants; absent when the keyset does not list the key. */
  readonly notBefore?: string;
  readonly notAfter?: string;
}

/**
 * Chooses the newest key of the keystore that the keyset lists, has not revoked and allows to sign now.
 *
 * @param signers newest last
 * @returns null when no key may sign
 */
export function chooseSigner(signers: readonly Signer[], keyset: KeyList, now: Date): Signer | null {
  return signers.findLast(({ publicKey }) => maySign(keyIdOf(publicKey), keyset, now)) ?? null;
}

/**
 * Chooses the oldest of the keys among which {@link chooseSigner} chooses the newest: a machine with an older keyset knows it
 * most probably.
 *
 * @param signers newest last
 * @returns null when no key may sign
 */
export function chooseLongestListed(signers: readonly Signer[], keyset: KeyList, now: Date): Signer | null {
  return signers.find(({ publicKey }) => maySign(keyIdOf(publicKey), keyset, now)) ?? null;
}

function maySign(keyId: string, { keys, revokedKeys }: KeyList, now: Date): boolean {
  const key = keys.find((one) => one.keyId === keyId);
  return key !== undefined && !revokedKeys.includes(keyId) && phaseOf(key, now) === 'running';
}

/** Instants are compared as text, because they all have the same format. */
function phaseOf({ notBefore, notAfter }: SigningKey, now: Date): 'early' | 'running' | 'over' {
  const moment = toInstant(now);
  if (moment < notBefore) return 'early';
  return moment < notAfter ? 'running' : 'over';
}

/**
 * Reports all keys of keystore and keyset, newest first, followed by revoked keys that are no longer listed.
 *
 * @param signers newest last
 * @param keyset null before the first one is installed
 */
export function reportKeys(signers: readonly Signer[], keyset: KeyList | null, now: Date): KeyReport[] {
  const { keys, revokedKeys } = keyset ?? { keys: [], revokedKeys: [] };
  const held = signers.map(({ publicKey }) => keyIdOf(publicKey)).reverse();
  const others = keys.map(({ keyId }) => keyId).reverse();
  const signer = keyset && chooseSigner(signers, keyset, now);
  const signing = signer && keyIdOf(signer.publicKey);
  return [...new Set([...held, ...others, ...revokedKeys])].map((keyId) => {
    const key = keys.find((one) => one.keyId === keyId);
    const state = stateOf(key, now, { isRevoked: revokedKeys.includes(keyId), isSigning: keyId === signing });
    const dates = key && { notBefore: key.notBefore, notAfter: key.notAfter };
    return { keyId, state, held: held.includes(keyId), ...dates };
  });
}

function stateOf(
  key: SigningKey | undefined,
  now: Date,
  { isRevoked, isSigning }: { readonly isRevoked: boolean; readonly isSigning: boolean },
): KeyState {
  if (isRevoked) return 'revoked';
  if (isSigning) return 'signing';
  if (key === undefined) return 'waiting';
  return ({ early: 'waiting', running: 'listed', over: 'ended' } as const)[phaseOf(key, now)];
}
