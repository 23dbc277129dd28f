import type { Context } from 'hono';
import type { AppParts } from '../../appParts.ts';
import type { AppEnvironment } from '../../callContext.ts';

/** What the admin API works with. */
export type AdminParts = Pick<AppParts, 'catalog' | 'keyset' | 'keystore' | 'store' | 'writer' | 'now'>;

/** @returns the bearer of the token, as the audit trail names it */
export function actorOf(c: Context<AppEnvironment>): `token:${string}` {
  return `token:${c.get('bearer').name}`;
}

/** @returns the parameter `id` of the path */
export function idOf(c: Context<AppEnvironment>): string {
  return c.req.param('id') ?? '';
}
