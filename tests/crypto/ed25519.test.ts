import { createPrivateKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto';
import { verify } from '@noble/ed25519';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeNatively } from '../../server/keys/nodeArithmetic.ts';
import { verifyNatively } from '../../server/keys/nodeVerifier.ts';
import { isAcceptablePublicKey, seedSigner, verifySignature } from '../../src/crypto/ed25519.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { concat } from '../vectorMaker/bytes.ts';
import { forge, mixedOrderKey, nonCanonicalKeys, scalarOf, smallOrderPoints } from '../vectorMaker/edwards.ts';
import { opensslPublicKey } from './openssl.ts';

/** Verifies as ZIP 215 allows, and as OpenSSL did for a long time: only the equation counts, whatever the key. */
const lenient = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) =>
  verify(signature, message, publicKey, { zip215: true });

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

/** Pages compute with noble; the service and the programs on machines with Node's implementation, which replaces noble. */
const arithmetics = [
  { name: 'noble', use: () => undefined },
  { name: 'libsodium and Node', use: computeNatively },
  { name: 'noble and Node', use: verifyNatively },
];

/** RFC 8032 section 7.1, tests 1 to 3. */
const rfc8032 = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const;

describe.each(arithmetics)('computed with $name', ({ use }) => {
  beforeAll(use);

  describe('Ed25519', () => {
    it.each(rfc8032)(
      'signs and verifies the vectors of RFC 8032 section 7.1: %#',
      (seed, publicKey, message, signature) => {
        const signer = seedSigner(hex(seed));
        expect(signer.publicKey).toEqual(hex(publicKey));
        expect(signer.sign(hex(message))).toEqual(hex(signature));
        expect(verifySignature(hex(signature), hex(message), hex(publicKey))).toBe(true);
      },
    );

    it('agrees with Node on every key and message', () => {
      fc.assert(
        fc.property(bytes(32), fc.uint8Array(), (seed, message) => {
          const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
          const signature = nodeSign(null, message, createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
          const { publicKey, sign } = seedSigner(seed);
          expect(sign(message)).toEqual(new Uint8Array(signature));
          expect(verifySignature(new Uint8Array(signature), message, publicKey)).toBe(true);
          expect(nodeVerify(null, message, opensslPublicKey(publicKey), signature)).toBe(true);
        }),
        { numRuns: propertyRuns(20) },
      );
    });

    it('returns false for any other bytes, without an exception', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array(), fc.uint8Array({ maxLength: 40 }), (a, b, c) => {
          expect(verifySignature(a, b, c)).toBe(false);
        }),
      );
      fc.assert(
        fc.property(bytes(64), bytes(32), (signature, key) => {
          expect(verifySignature(signature, new Uint8Array(), key)).toBe(false);
        }),
        { numRuns: propertyRuns(30) },
      );
    });

    it.each([0, 63, 65, 128])('refuses a signature of %i bytes', (length) => {
      const { publicKey, sign } = seedSigner(new Uint8Array(32).fill(9));
      const signature = sign(new Uint8Array()) as Uint8Array;
      const resized = Uint8Array.from({ length }, (_, index) => signature[index] ?? 0);
      expect(verifySignature(resized, new Uint8Array(), publicKey)).toBe(false);
    });
  });

  describe('a signature that satisfies some equation but is not the genuine one', () => {
    const seed = new Uint8Array(32).fill(7);
    const { publicKey } = seedSigner(seed);
    const message = new TextEncoder().encode('seats: 1000');

    it('is correctly generated: without a deviation it verifies', () => {
      expect(verifySignature(forge(seed, message, {}), message, publicKey)).toBe(true);
    });

    it.each([
      { s: 'plus-order' },
      { s: 'top-bit' },
      { r: 'identity' },
      { r: 'identity-non-canonical' },
      { r: 'mixed-order' },
      { r: 'not-on-curve' },
    ] as const)('is refused: %o', (deviation) => {
      expect(verifySignature(forge(seed, message, deviation), message, publicKey)).toBe(false);
    });

    it('is refused under the key 01 00 … 00, for which some verifiers accept it', () => {
      const identity = Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? 1 : 0));
      const signature = Uint8Array.from({ length: 64 }, (_, index) => (index === 0 ? 1 : 0));
      expect(lenient(signature, message, identity)).toBe(true);
      expect(verifySignature(signature, message, identity)).toBe(false);
    });
  });

  describe('a regular signature under a key of small order', () => {
    it('is refused, because it is valid for every message', () => {
      const seed = new Uint8Array(32).fill(7);
      const identity = smallOrderPoints[0] ?? new Uint8Array();
      const commitment = seedSigner(seed);
      // R = aB and S = a satisfy S·B = R + k·0, for every k.
      const signature = concat(commitment.publicKey, scalarOf(seed));
      for (const message of [new Uint8Array(), new TextEncoder().encode('seats: 1000')]) {
        expect(lenient(signature, message, identity)).toBe(true);
        expect(verifySignature(signature, message, identity)).toBe(false);
      }
    });
  });

  describe('the check of public keys', () => {
    it('accepts generated keys', () => {
      fc.assert(
        fc.property(bytes(32), (seed) => {
          expect(isAcceptablePublicKey(seedSigner(seed).publicKey)).toBe(true);
        }),
        { numRuns: propertyRuns(20) },
      );
    });

    it.each(smallOrderPoints.map((key) => Buffer.from(key).toString('hex')))('refuses small order: %s', (key) => {
      expect(isAcceptablePublicKey(hex(key))).toBe(false);
    });

    it.each(nonCanonicalKeys.map((key) => Buffer.from(key).toString('hex')))(
      'refuses a non-canonical key: %s',
      (key) => {
        expect(isAcceptablePublicKey(hex(key))).toBe(false);
      },
    );

    it('refuses a key with a component of small order', () => {
      for (const order of [2, 4, 8] as const) {
        expect(isAcceptablePublicKey(mixedOrderKey(new Uint8Array(32).fill(5), order).publicKey)).toBe(false);
      }
    });

    it.each([0, 31, 33, 64])('refuses %i bytes', (length) => {
      expect(isAcceptablePublicKey(new Uint8Array(length).fill(1))).toBe(false);
    });
  });
});
