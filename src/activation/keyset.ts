import type { Keyset } from '../documents/keyset.ts';
import { Refusal } from '../refusal.ts';
import type { VendorProfile } from '../vendor/profile.ts';
import { isAtLeast, type KeysetAge, type KeysetContext, pinnedKeys, verifyKeyset } from '../verify/keyset.ts';
import type { JournalPort } from './ports.ts';

/** The keyset that this device relies on: the newest it has seen, in the page or behind a license. */
export interface Keysets {
  readonly current: Keyset;
  /** The file of it, exact bytes; null when it is the one in the page. */
  readonly newerKeyset: Uint8Array | null;
  /**
   * Relies on a keyset from here on, unless it is the one in use. A copy of an old one could bring a revoked key back.
   *
   * @param file exact bytes
   * @throws Refusal every code of `verifyKeyset`
   */
  consider(file: Uint8Array): void;
  /** Resolves once the keyset in use, or a newer one of another tab, is on the disk. @throws Refusal `storage-…` */
  keep(): Promise<void>;
  /** Takes over what another tab relies on. */
  refresh(): Promise<void>;
}

interface Kept {
  readonly age: KeysetAge;
  /** Its file as text; empty where only its age was kept. */
  readonly text: string;
}

/**
 * Decides which keyset may be relied on: that of the page, or a newer one that came to this device before.
 *
 * @param journal where nothing can be read or kept, the page's keyset is judged by itself
 * @throws Refusal every code of `verifyKeyset`, for the page's; one that is merely older than what is kept does no harm
 */
export async function openKeysets(profile: VendorProfile, journal: JournalPort): Promise<Keysets> {
  const context: KeysetContext = {
    rootKeys: pinnedKeys(profile.rootKeys),
    product: profile.product.id,
  };
  const kept = parseKept(await journal.readSetting('keyset').catch(() => null));
  let newerKeyset: Uint8Array | null = null;
  let current = verifyKeyset(new TextEncoder().encode(profile.keyset), context);
  let text = profile.keyset;

  function rely(file: Uint8Array, held: KeysetAge): void {
    const keyset = verifyKeyset(file, { ...context, held });
    if (isAtLeast(current, keyset)) return;
    current = keyset;
    text = new TextDecoder().decode(file);
    newerKeyset = file;
  }

  function adopt({ age, text: file }: Kept): void {
    if (file === text) return;
    try {
      rely(new TextEncoder().encode(file), age);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  async function keep(): Promise<void> {
    const value = `${current.epoch}.${current.version}\n${text}`;
    await journal.changeSetting('keyset', (before) => {
      const known = parseKept(before);
      return !known || (isAtLeast(current, known.age) && !isAtLeast(known.age, current)) ? value : before;
    });
  }

  if (kept) adopt(kept);
  // Only how old it is was kept, or another root key signed it: what is older than that stays refused.
  if (kept) verifyKeyset(new TextEncoder().encode(text), { ...context, held: kept.age });
  await keep().catch(() => {});

  return {
    get current() {
      return current;
    },
    get newerKeyset() {
      return newerKeyset;
    },
    consider: (file) => rely(file, current),
    keep,
    async refresh() {
      const other = parseKept(await journal.readSetting('keyset').catch(() => null));
      if (other && !isAtLeast(current, other.age)) adopt(other);
    },
  };
}

function parseKept(value: string | null): Kept | null {
  const [, epoch, version, text = ''] = /^(\d+)\.(\d+)(?:\n([\s\S]*))?$/.exec(value ?? '') ?? [];
  return epoch && version ? { age: { epoch: Number(epoch), version: Number(version) }, text } : null;
}
