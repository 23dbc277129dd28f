import { seedSigner } from '../../src/crypto/ed25519.ts';
import { sha256 } from '../../src/crypto/hash.ts';

/**
 * WORTHLESS KEYS. Every private key of the vectors is derived from its name, so that the files can be created again byte
 * for byte; everyone who reads this has them all. Never pin or list one of them anywhere else.
 */
export function seedOf(name: string): Uint8Array {
  return sha256(new TextEncoder().encode(`keyferry test vectors, worthless key: ${name}`));
}

const signerOf = (name: string) => seedSigner(seedOf(name));

export const root = signerOf('root');
export const secondRoot = signerOf('second root');
export const signing = signerOf('signing');
export const retired = signerOf('retired signing');
export const nextSigning = signerOf('next signing');
export const revoked = signerOf('revoked signing');
export const stranger = signerOf('stranger');
export const installation = signerOf('installation');
export const otherInstallation = signerOf('other installation');

/** @returns 16 bytes in base64url in place of random ones */
export function idOf(name: string): string {
  return Buffer.from(seedOf(`id ${name}`).subarray(0, 16)).toString('base64url');
}
