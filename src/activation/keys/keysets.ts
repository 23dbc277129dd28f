import type { Keyset } from '../../documents/keyset.ts';
import { Refusal } from '../../refusal.ts';
import type { VendorProfile } from '../../vendor/profile.ts';
import { isAtLeast, type KeysetAge, type KeysetContext, pinnedKeys, verifyKeyset } from '../../verify/keyset.ts';
import type { JournalPort } from '../ports/journal.ts';

/** The keyset in use on this device: the newest it has seen, in the page or behind a license. */
export interface Keysets {
  readonly current: Keyset;
  /** Exact file bytes of the keyset in use; null when it is the page's. */
  readonly newerKeyset: Uint8Array | null;
  /**
   * Uses a keyset from now on, unless it is the one in use. An older one is refused: it could bring back a revoked key.
   *
   * @param file exact bytes
   * @throws Refusal every code of `verifyKeyset`
   */
  consider(file: Uint8Array): void;
  /** Resolves once the keyset in use, or a newer one of another tab, is on disk. @throws Refusal `storage-…` */
  keep(): Promise<void>;
  /** Uses the keyset of another tab, where that is newer. */
  refresh(): Promise<void>;
}

interface StoredKeyset {
  readonly age: KeysetAge;
  /** The file as text; empty where only the age was stored. */
  readonly text: string;
}

/**
 * Chooses the keyset to use: the page's, or a newer one that this device stored earlier.
 *
 * @param journal where it cannot be read, the page's keyset is verified alone
 * @throws Refusal every code of `verifyKeyset`, for the page's keyset; it may be older than a stored one
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

  function use(file: Uint8Array, held: KeysetAge): void {
    const keyset = verifyKeyset(file, { ...context, held });
    if (isAtLeast(current, keyset)) return;
    current = keyset;
    text = new TextDecoder().decode(file);
    newerKeyset = file;
  }

  function adopt({ age, text: file }: StoredKeyset): void {
    if (file === text) return;
    try {
      use(new TextEncoder().encode(file), age);
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
  // Where only the age was stored, or another root key signed the file: older keysets stay refused.
  if (kept) verifyKeyset(new TextEncoder().encode(text), { ...context, held: kept.age });
  await keep().catch(() => {});

  return {
    get current() {
      return current;
    },
    get newerKeyset() {
      return newerKeyset;
    },
    consider: (file) => use(file, current),
    keep,
    async refresh() {
      const other = parseKept(await journal.readSetting('keyset').catch(() => null));
      if (other && !isAtLeast(current, other.age)) adopt(other);
    },
  };
}

function parseKept(value: string | null): StoredKeyset | null {
  const [, epoch, version, text = ''] = /^(\d+)\.(\d+)(?:\n([\s\S]*))?$/.exec(value ?? '') ?? [];
  return epoch && version ? { age: { epoch: Number(epoch), version: Number(version) }, text } : null;
}
