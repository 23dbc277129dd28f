import { createHash, randomBytes } from 'node:crypto';
import { type Scope, scopes } from '../src/contract/scopes.ts';
import { toInstant } from '../src/documents/instant.ts';
import type { Occasion } from './store/serials.ts';
import type { AdminTokenTable, Store } from './store/tables.ts';
import type { WriteContext } from './store/writer.ts';

export { type Scope, scopes } from '../src/contract/scopes.ts';

/** A token as the service knows it: never its text. */
export interface Token {
  readonly id: string;
  /** Stands in the audit trail for whoever bears it, so no second token ever gets it. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Instants, ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: string | null;
}

/** As a search finds it that looks through files and logs for secrets: a prefix, and 256 random bits. */
const tokenText = /^kfa_[A-Za-z0-9_-]{43}$/;
export const tokenName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** @returns a new token, to be shown once */
export function mintToken(): string {
  return `kfa_${randomBytes(32).toString('base64url')}`;
}

/**
 * What the store keeps of a token. A fast hash is enough for 256 random bits; and because the digest is what is looked
 * up, no comparison takes longer the more of a guess is right.
 */
function digestOf(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/** @param text from `mintToken` */
export async function addToken(
  { transaction, record }: WriteContext,
  text: string,
  { name, scopes: granted, expiresAt }: NewToken,
  occasion: Occasion,
): Promise<'added' | 'name-taken'> {
  const taken = await transaction.selectFrom('admin_tokens').select('id').where('name', '=', name).executeTakeFirst();
  if (taken !== undefined) return 'name-taken';
  await transaction
    .insertInto('admin_tokens')
    .values({
      id: randomBytes(16).toString('base64url'),
      name,
      digest: digestOf(text),
      scopes: granted.join(' '),
      created_at: occasion.at,
      expires_at: expiresAt,
      revoked_at: null,
    })
    .execute();
  record({ ...occasion, event: 'token-created', facts: { token: name, scopes: granted.join(' ') } });
  return 'added';
}

/** From the next call on, the token is good for nothing; it stays in the list. */
export async function revokeToken(
  { transaction, record }: WriteContext,
  name: string,
  occasion: Occasion,
): Promise<'revoked' | 'revoked-before' | 'unknown'> {
  const token = await transaction.selectFrom('admin_tokens').selectAll().where('name', '=', name).executeTakeFirst();
  if (token === undefined) return 'unknown';
  if (token.revoked_at !== null) return 'revoked-before';
  await transaction.updateTable('admin_tokens').set({ revoked_at: occasion.at }).where('id', '=', token.id).execute();
  record({ ...occasion, event: 'token-revoked', facts: { token: name } });
  return 'revoked';
}

/** @returns every token there ever was, by name */
export async function listTokens(store: Store): Promise<Token[]> {
  const rows = await store.selectFrom('admin_tokens').selectAll().orderBy('name').execute();
  return rows.map(tokenOf);
}

/**
 * @param text whatever a caller has sent
 * @returns the token; null when there is none, or it is revoked or has expired
 */
export async function findToken(store: Store, text: string, now: Date): Promise<Token | null> {
  if (!tokenText.test(text)) return null;
  const row = await store
    .selectFrom('admin_tokens')
    .selectAll()
    .where('digest', '=', digestOf(text))
    .executeTakeFirst();
  if (row === undefined) return null;
  const token = tokenOf(row);
  return isInForce(token, now) ? token : null;
}

/** @returns whether a token is neither revoked nor expired */
export function isInForce({ revokedAt, expiresAt }: Token, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || toInstant(now) < expiresAt);
}

function tokenOf(row: AdminTokenTable): Token {
  return {
    id: row.id,
    name: row.name,
    scopes: scopes.filter((scope) => row.scopes.split(' ').includes(scope)),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}
