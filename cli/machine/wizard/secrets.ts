import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** @returns 256 random bits, 43 base64url characters */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in constant time, whatever the lengths. */
export function isSameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
