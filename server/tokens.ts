import { createHash, randomBytes } from 'node:crypto';
import { type Scope, scopes } from '../src/contract/scopes.ts';
import { toInstant } from '../src/documents/instant.ts';
import type { Occasion } from './store/serials.ts';
import type { AdminTokenTable, Store } from './store/tables.ts';
import type { WriteContext } from './store/writer.ts';

export { type Scope, scopes } from '../src/contract/scopes.ts';

/** A stored token, without its text. */
export interface Token {
  readonly id: string;
  /** Identifies the token in the audit trail; never reused. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Ids of the only products it sees and changes; null: all. */
  readonly products: readonly string[] | null;
  /** Instants, ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Absent: it is for all products. Not with {@link vendorWideScopes}. */
  readonly products?: readonly string[] | undefined;
  readonly expiresAt: string | null;
}

/** What these permit covers all products. */
export const vendorWideScopes: readonly Scope[] = ['audit:read', 'metrics:read'];

/** A prefix that secret scanners recognize, and 256 random bits. */
const tokenText = /^kfa_[A-Za-z0-9_-]{43}$/;
export const tokenName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** @returns the text of a new token; show it once and do not store it */
export function mintToken(): string {
  return `kfa_${randomBytes(32).toString('base64url')}`;
}

/**
 * Computes the digest that the store keeps. A fast hash suffices for 256 random bits, and looking up the digest does not
 * reveal by its timing how much of a guess is right.
 */
function digestOf(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

/**
 * Stores a new token.
 *
 * @param text from `mintToken`
 * @returns `name-taken` when another token has or had the name
 */
export async function addToken(
  { transaction, record }: WriteContext,
  text: string,
  { name, scopes: granted, products, expiresAt }: NewToken,
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
      products: products?.join(' ') ?? null,
      created_at: occasion.at,
      expires_at: expiresAt,
      revoked_at: null,
    })
    .execute();
  const limit = products && { products: products.join(' ') };
  record({ ...occasion, event: 'token-created', facts: { token: name, scopes: granted.join(' '), ...limit } });
  return 'added';
}

/** Revokes a token; it stops working at once and stays in the list. */
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

/** @returns all tokens, including expired and revoked ones, by name */
export async function listTokens(store: Store): Promise<Token[]> {
  const rows = await store.selectFrom('admin_tokens').selectAll().orderBy('name').execute();
  return rows.map(tokenOf);
}

/**
 * Finds the token of a call.
 *
 * @param text as sent by the caller
 * @returns null when the token does not exist, is revoked or has expired
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
    products: row.products?.split(' ') ?? null,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}
