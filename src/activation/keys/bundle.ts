import { joinBundle, splitBundle } from '../../documents/bundle.ts';
import { chooseCandidate } from '../../documents/heal/choose.ts';
import type { HealedDocument } from '../../documents/heal/damage.ts';
import { exactDocumentsIn } from '../../documents/incoming.ts';
import { Refusal } from '../../refusal.ts';
import type { Engine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';

/** Documents that arrived together. */
export interface Contents {
  /** All documents except keysets, in their order. */
  readonly documents: readonly HealedDocument[];
  /** Why the first refused keyset is refused; null when none is. */
  readonly refusal: Refusal | null;
}

/**
 * Separates keysets from other documents, and uses those that are authentic and newer than the current one. They are
 * in use before anything is verified, and on disk before anything that needs them.
 *
 * @param all from `documentsIn` or `exactDocumentsIn`
 */
export async function takeKeysets({ vendor, update }: Engine, all: readonly HealedDocument[]): Promise<Contents> {
  const before = vendor.keysets.current;
  const refusal = considerAll(
    vendor.keysets,
    all.filter(({ type }) => type === 'keyset'),
  );
  if (vendor.keysets.current !== before) {
    await vendor.keysets.keep().catch((error) => update({ storageError: refusalOf(error) }));
  }
  return { documents: all.filter(({ type }) => type !== 'keyset'), refusal };
}

/** @returns why the first refused keyset is refused */
function considerAll(keysets: Engine['vendor']['keysets'], documents: readonly HealedDocument[]): Refusal | null {
  let first: Refusal | null = null;
  for (const document of documents) {
    try {
      chooseCandidate(document, keysets.consider);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      first ??= error;
    }
  }
  return first;
}

/** @returns the license in a service's answer, without the keyset behind it */
export function licenseIn(answer: Uint8Array): Uint8Array {
  const license = exactDocumentsIn(answer).find(({ type }) => type !== 'keyset');
  return license?.candidates[0] ?? answer;
}

/** @returns one bundle of several; a document that is in all of them, such as a keyset, occurs once */
export function mergeBundles(bundles: readonly Uint8Array[]): Uint8Array {
  const decoder = new TextDecoder();
  return joinBundle([
    ...new Map(bundles.flatMap(splitBundle).map((part) => [decoder.decode(part), part] as const)).values(),
  ]);
}
