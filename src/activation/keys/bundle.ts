import { joinBundle, splitBundle } from '../../documents/bundle.ts';
import { chooseCandidate } from '../../documents/heal/choose.ts';
import type { HealedDocument } from '../../documents/heal/damage.ts';
import { exactDocumentsIn } from '../../documents/heal/exactDocuments.ts';
import { Refusal } from '../../refusal.ts';
import type { SendingEngine } from '../engine.ts';
import { refusalOf } from '../keptRefusal.ts';
import type { SendingProduct, Vendor } from '../products/products.ts';

/** Documents that arrived together. */
export interface Contents<Document extends HealedDocument> {
  /** All documents except keysets, in their order. */
  readonly documents: readonly Document[];
  /** Id of the product of the last accepted keyset; of this device's product when there is none. */
  readonly product: string;
  /** Why the first refused keyset is refused; null when none is. */
  readonly refusal: Refusal | null;
}

/**
 * Separates keysets from other documents, and uses those that are authentic and newer than the current one. They are
 * in use before anything is verified, and on disk before anything that needs them.
 *
 * @param all from `documentsIn` or `exactDocumentsIn`
 */
export async function takeKeysets<Document extends HealedDocument>(
  { vendor, update }: Pick<SendingEngine, 'vendor' | 'update'>,
  all: readonly Document[],
): Promise<Contents<Document>> {
  const before = new Map(vendor.products.map(({ keysets }) => [keysets, keysets.current]));
  let refusal: Refusal | null = null;
  let product = vendor.profile.product.id;
  for (const document of all.filter(({ type }) => type === 'keyset')) {
    try {
      product = useKeyset(vendor, document).profile.product.id;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal ??= error;
    }
  }
  for (const [keysets, current] of before) {
    if (keysets.current !== current) await keysets.keep().catch((error) => update({ storageError: refusalOf(error) }));
  }
  return { documents: all.filter(({ type }) => type !== 'keyset'), product, refusal };
}

/**
 * @returns the product whose keyset it is
 * @throws Refusal why that product refuses it; why the first does, when it is a keyset of no product of the page
 */
function useKeyset({ products }: Vendor<SendingProduct>, document: HealedDocument): SendingProduct {
  let why: Refusal | null = null;
  for (const product of products) {
    try {
      chooseCandidate(document, product.keysets.consider);
      return product;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const isOthers = error.code === 'key-unknown' || error.code === 'product-other';
      why = isOthers ? (why ?? error) : error;
    }
  }
  throw why;
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
