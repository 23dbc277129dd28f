import { decodeBase64 } from '../crypto/base64.ts';
import type { Keyset } from '../documents/keyset.ts';
import type { VendorProfile } from '../vendor/profile.ts';
import { verifyKeyset } from '../verify/keyset.ts';
import type { JournalPort } from './ports.ts';

/**
 * Decides whether the keyset in the page may be relied on, and remembers how new it is: an older copy of the page, or one
 * that somebody has put an old keyset into, could bring a revoked key back.
 *
 * @param journal where nothing can be read or kept, the keyset is judged by itself
 * @throws Refusal every code of `verifyKeyset`
 */
export async function relyOnKeyset(profile: VendorProfile, journal: JournalPort): Promise<Keyset> {
  const held = parseAge(await journal.readSetting('keyset').catch(() => null));
  const keyset = verifyKeyset(new TextEncoder().encode(profile.keyset), {
    rootKeys: profile.rootKeys.map((key) => decodeBase64(key) ?? new Uint8Array()),
    product: profile.product.id,
    ...(held && { held }),
  });
  const isNewer = !held || keyset.epoch > held.epoch || keyset.version > held.version;
  if (isNewer) await journal.writeSetting('keyset', `${keyset.epoch}.${keyset.version}`).catch(() => {});
  return keyset;
}

function parseAge(kept: string | null): { epoch: number; version: number } | null {
  const [, epoch, version] = /^(\d+)\.(\d+)$/.exec(kept ?? '') ?? [];
  return epoch && version ? { epoch: Number(epoch), version: Number(version) } : null;
}
