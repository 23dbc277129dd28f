import sodium from 'libsodium-wrappers-sumo';
import { computeWith } from '../../src/crypto/ed25519.ts';
import { checkInNode } from './nodeVerifier.ts';

/**
 * Makes this process check keys with libsodium and signatures with Node's Ed25519, which takes a tenth of the time.
 * (libsodium's signature check uses the cofactored equation.)
 */
export async function computeNatively(): Promise<void> {
  await sodium.ready;
  computeWith({
    isPrimeOrderPoint: (bytes) => sodium.crypto_core_ed25519_is_valid_point(bytes),
    checkFor: checkInNode,
  });
}
