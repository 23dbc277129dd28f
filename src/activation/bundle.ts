import { joinBundle, splitBundle } from '../documents/bundle.ts';
import { recognize } from '../documents/recognize.ts';
import { Refusal } from '../refusal.ts';
import { type Engine, refusalOf } from './engine.ts';

/** What came in together. */
export interface Contents {
  /** Everything but the keysets, in the order in which it stood there. */
  readonly documents: readonly Uint8Array[];
  /** Why the first of the keysets is not relied on that are not; null when all are, or there is none. */
  readonly refusal: Refusal | null;
}

/**
 * Takes the keysets out of what came in, and relies on them as far as they are genuine and newer than the one in use:
 * before anything is verified with it, and on the disk before anything that needs it.
 *
 * @param parts documents, as `splitBundle` gives them
 */
export async function takeKeysets({ vendor, update }: Engine, parts: readonly Uint8Array[]): Promise<Contents> {
  const before = vendor.keysets.current;
  const refusal = considerAll(vendor.keysets, parts.filter(isKeyset));
  if (vendor.keysets.current !== before) {
    await vendor.keysets.keep().catch((error) => update({ storageError: refusalOf(error) }));
  }
  return { documents: parts.filter((part) => !isKeyset(part)), refusal };
}

/** @returns why the first of those is refused that are */
function considerAll(keysets: Engine['vendor']['keysets'], files: readonly Uint8Array[]): Refusal | null {
  let first: Refusal | null = null;
  for (const file of files) {
    try {
      keysets.consider(file);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      first ??= error;
    }
  }
  return first;
}

/** @returns the license of an answer of the service, without the keyset behind it */
export function licenseIn(answer: Uint8Array): Uint8Array {
  const [license = answer] = splitBundle(answer).filter((part) => !isKeyset(part));
  return license;
}

/** @returns the documents of several bundles as one; what all of them bring along, such as a keyset, stands there once */
export function mergeBundles(bundles: readonly Uint8Array[]): Uint8Array {
  const decoder = new TextDecoder();
  return joinBundle([
    ...new Map(bundles.flatMap(splitBundle).map((part) => [decoder.decode(part), part] as const)).values(),
  ]);
}

function isKeyset(part: Uint8Array): boolean {
  return recognize(part) === 'keyset';
}
