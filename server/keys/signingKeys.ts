import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { toInstant } from '../../src/documents/instant.ts';
import type { KeysetFields, SigningKey } from '../../src/documents/keyset.ts';

/** What of a keyset decides who signs. */
type KeyList = Pick<KeysetFields, 'keys' | 'revokedKeys'>;

/**
 * - `signing`: signs now
 * - `listed`: could sign, or did; its licenses are good, and another one signs
 * - `waiting`: in the keystore and not in the keyset yet, or its first day has not come
 * - `ended`: signs no more; what it signed stays good
 * - `revoked`: no license by it is good any more
 */
export type KeyState = 'signing' | 'listed' | 'waiting' | 'ended' | 'revoked';

export interface KeyReport {
  readonly keyId: string;
  readonly state: KeyState;
  /** Whether the keystore has its private half. */
  readonly held: boolean;
  /** Instants; absent where the keyset does not list it. */
  readonly notBefore?: string;
  readonly notAfter?: string;
}

/**
 * The newest key of the keystore that the keyset lists, has not revoked, and lets sign now.
 *
 * @param signers newest last
 * @returns null when there is none
 */
export function chooseSigner(signers: readonly Signer[], keyset: KeyList, now: Date): Signer | null {
  return signers.findLast(({ publicKey }) => maySign(keyIdOf(publicKey), keyset, now)) ?? null;
}

function maySign(keyId: string, { keys, revokedKeys }: KeyList, now: Date): boolean {
  const key = keys.find((one) => one.keyId === keyId);
  return key !== undefined && !revokedKeys.includes(keyId) && phaseOf(key, now) === 'running';
}

/** Instants of one spelling sort by time as text. */
function phaseOf({ notBefore, notAfter }: SigningKey, now: Date): 'early' | 'running' | 'over' {
  const moment = toInstant(now);
  if (moment < notBefore) return 'early';
  return moment < notAfter ? 'running' : 'over';
}

/**
 * Every key that keystore or keyset knows of, newest first, then those that are revoked and no longer listed.
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
