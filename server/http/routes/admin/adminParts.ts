import type { Context } from 'hono';
import { isStorable } from '../../../../src/contract/fields.ts';
import type { AppParts } from '../../appParts.ts';
import type { AppEnvironment } from '../../callContext.ts';

/** What the admin API works with. */
export type AdminParts = Pick<AppParts, 'catalog' | 'keyset' | 'keystore' | 'store' | 'writer' | 'now'>;

/** @returns the bearer of the token, as the audit trail names it */
export function actorOf(c: Context<AppEnvironment>): `token:${string}` {
  return `token:${c.get('bearer').name}`;
}

/** @returns the parameter `id` of the path; empty, which is the id of nothing, if no id can be like it */
export function idOf(c: Context<AppEnvironment>): string {
  const id = c.req.param('id') ?? '';
  return isStorable(id) ? id : '';
}
