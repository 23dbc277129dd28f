import { keyIdOf } from '../../../src/crypto/keyId.ts';
import { toInstant } from '../../../src/documents/instant.ts';
import type { KeysetFields, SigningKey } from '../../../src/documents/keyset.ts';
import { limits } from '../../../src/documents/rules.ts';
import { CommandError } from '../../errors.ts';
import type { KeysetDraft } from './draft.ts';

const day = 24 * 60 * 60 * 1000;

/** For how many days keys may sign. */
export interface KeyLifetimes {
  /** The new key, from today. */
  readonly valid: number;
  /** The older keys, from now: until every service runs with the new key. */
  readonly overlap: number;
}

export const defaultLifetimes: KeyLifetimes = { valid: 730, overlap: 30 };

/** What the next keyset is based on. */
export interface DraftBasis {
  readonly product: string;
  /** The installed keyset; null before the first. */
  readonly current: KeysetFields | null;
  /** The pending draft; its changes are kept. */
  readonly waiting: KeysetDraft | null;
}

/** What the next keyset changes. */
export interface KeysetChange {
  /** Raw Ed25519 public key, 32 bytes, that signs from now on. */
  readonly newKey?: Uint8Array;
  readonly revokedKeys?: readonly string[];
  readonly revokedLicenses?: readonly string[];
}

/**
 * Computes the next keyset. Its version is one higher than the installed one's; so is its epoch if it revokes further keys.
 *
 * @throws CommandError `keyset-full` with `what` and `most`
 */
export function nextDraft(
  { product, current, waiting }: DraftBasis,
  change: KeysetChange,
  lifetimes: KeyLifetimes,
  now: Date,
): KeysetDraft {
  const nothing = { keys: [], revokedKeys: [], revokedLicenses: [] };
  const base = waiting ?? current ?? nothing;
  // A pending rotation already shortened the older keys' lifetimes, so the installed keyset is the basis.
  const keys = change.newKey ? nextKeys((current ?? nothing).keys, change.newKey, lifetimes, now) : base.keys;
  const revokedKeys = union(base.revokedKeys, change.revokedKeys);
  const isRevocation = revokedKeys.length > (current?.revokedKeys.length ?? 0);
  const draft: KeysetDraft = {
    product,
    version: (current?.version ?? 0) + 1,
    epoch: current ? current.epoch + Number(isRevocation) : 1,
    issuedAt: toInstant(now),
    // A revoked key is not listed: its licenses are refused either way.
    keys: keys.filter(({ keyId }) => !revokedKeys.includes(keyId)),
    revokedKeys,
    revokedLicenses: union(base.revokedLicenses, change.revokedLicenses),
  };
  checkLimits(draft);
  return draft;
}

function nextKeys(
  keys: readonly SigningKey[],
  newKey: Uint8Array,
  { valid, overlap }: KeyLifetimes,
  now: Date,
): readonly SigningKey[] {
  const keyId = keyIdOf(newKey);
  const lastDay = midnightAfter(now, overlap);
  const older = keys
    .filter((key) => key.keyId !== keyId)
    // An earlier end stays.
    .map((key) => (key.notAfter > lastDay ? { ...key, notAfter: lastDay } : key));
  // At midnight: a date is enough, and shorter.
  const notBefore = toInstant(new Date(Math.floor(now.getTime() / day) * day));
  return [...older, { keyId, publicKey: newKey, notBefore, notAfter: midnightAfter(now, valid) }];
}

function midnightAfter(now: Date, days: number): string {
  return toInstant(new Date(Math.ceil(now.getTime() / day + days) * day));
}

function union(known: readonly string[], further: readonly string[] = []): readonly string[] {
  return [...new Set([...known, ...further])];
}

function checkLimits({ keys, revokedKeys, revokedLicenses }: KeysetDraft): void {
  const rooms = [
    ['keys', keys, limits.keys],
    ['revoked keys', revokedKeys, limits.revokedKeys],
    ['revoked licenses', revokedLicenses, limits.revokedLicenses],
  ] as const;
  for (const [what, list, most] of rooms) if (list.length > most) throw new CommandError('keyset-full', { what, most });
}
