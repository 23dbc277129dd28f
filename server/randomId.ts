import { randomBytes } from 'node:crypto';

/** 128 random bits, 22 base64url characters, the first of them no hyphen: typed as an argument, it is no option. */
export function randomId(): string {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}
