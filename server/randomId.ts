import { randomBytes } from 'node:crypto';

/** 128 random bits, 22 base64url characters. */
export function randomId(): string {
  return randomBytes(16).toString('base64url');
}
