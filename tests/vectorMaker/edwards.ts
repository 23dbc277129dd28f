import { Point, utils } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import type { Signer } from '../../src/crypto/signer.ts';
import { concat } from './bytes.ts';

const { p: prime, n: order } = Point.CURVE();

/** A point of order 8: multiplying any curve point by the prime order leaves its part in the small subgroup. */
const torsion = findTorsion();

/** The eight points of small order, in their canonical encodings. */
export const smallOrderPoints: readonly Uint8Array[] = Array.from({ length: 8 }, (_, count) =>
  times(torsion, count).toBytes(),
);

/**
 * Encodings of points with y at or above the prime, or with a sign for x = 0: two of small order, one of large order, one
 * with an unnecessary sign.
 */
export const nonCanonicalKeys: readonly Uint8Array[] = [
  toBytes(prime),
  toBytes(prime + 1n),
  toBytes(prime + smallestLargeOrderY()),
  toBytes(1n | (1n << 255n)),
];

export interface Forgery {
  readonly r?: 'identity' | 'identity-non-canonical' | 'mixed-order' | 'mixed-order-2' | 'not-on-curve';
  readonly s?: 'plus-order' | 'top-bit';
}

/**
 * Signs like RFC 8032, with one deviation. All except `not-on-curve` satisfy the verification equation in one reading
 * or another.
 *
 * @param seed 32-byte private key
 */
export function forge(seed: Uint8Array, message: Uint8Array, { r: rFault, s: sFault }: Forgery): Uint8Array {
  const { scalar, pointBytes } = utils.getExtendedPublicKey(seed);
  const nonce = rFault?.startsWith('identity') ? 0n : reduce(sha512(concat(seed, message)));
  const commitment = times(Point.BASE, nonce);
  const r = encodeCommitment(commitment, rFault);
  const s = (nonce + reduce(sha512(concat(r, pointBytes, message))) * scalar) % order;
  const spoiled = sFault === 'plus-order' ? s + order : sFault === 'top-bit' ? s | (1n << 255n) : s;
  return concat(r, toBytes(spoiled));
}

/** @returns the private scalar of a seed, reduced, 32 bytes little-endian */
export function scalarOf(seed: Uint8Array): Uint8Array {
  return toBytes(utils.getExtendedPublicKey(seed).scalar % order);
}

/**
 * @param seed 32-byte private key
 * @param torsionOrder of the added point of small order: libraries have missed 2 and caught 8
 */
export function mixedOrderKey(seed: Uint8Array, torsionOrder: 2 | 4 | 8): Signer {
  const { scalar } = utils.getExtendedPublicKey(seed);
  const publicKey = times(Point.BASE, scalar)
    .add(times(torsion, 8 / torsionOrder))
    .toBytes();
  const sign = (message: Uint8Array) => {
    const nonce = reduce(sha512(concat(seed, message)));
    const r = times(Point.BASE, nonce).toBytes();
    return concat(r, toBytes((nonce + reduce(sha512(concat(r, publicKey, message))) * scalar) % order));
  };
  return { publicKey, sign };
}

function encodeCommitment(point: Point, error: Forgery['r']): Uint8Array {
  if (error === 'identity-non-canonical') return toBytes(prime + 1n);
  if (error === 'mixed-order') return point.add(torsion).toBytes();
  if (error === 'mixed-order-2') return point.add(times(torsion, 4)).toBytes();
  return error === 'not-on-curve' ? toBytes(2n) : point.toBytes();
}

function findTorsion(): Point {
  for (let y = 2n; ; y++) {
    const point = decode(toBytes(y));
    const rest = point && times(point, order);
    if (rest && !times(rest, 4n).is0()) return rest;
  }
}

function smallestLargeOrderY(): bigint {
  for (let y = 2n; ; y++) if (decode(toBytes(y))?.isSmallOrder() === false) return y;
}

/** Double and add: noble's own multiplication does not accept multiples of the order. */
function times(point: Point, factor: bigint | number): Point {
  let sum = Point.ZERO;
  for (const bit of BigInt(factor).toString(2)) {
    sum = sum.double();
    if (bit === '1') sum = sum.add(point);
  }
  return sum;
}

function decode(bytes: Uint8Array): Point | null {
  try {
    return Point.fromBytes(bytes, false);
  } catch {
    return null;
  }
}

function toBytes(number: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) => Number((number >> BigInt(8 * index)) & 255n));
}

function reduce(hash: Uint8Array): bigint {
  return hash.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) % order;
}
