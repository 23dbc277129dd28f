import { randomBytes } from 'node:crypto';

/** @returns 128 random bits as 22 base64url characters; never begins with a hyphen, so it cannot look like an option */
export function randomId(): string {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}
