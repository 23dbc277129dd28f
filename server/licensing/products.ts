import { Refusal } from '../../src/refusal.ts';
import type { Keystore } from '../keys/keystore.ts';
import type { InstalledKeyset } from '../keys/vendorCheck.ts';
import type { Catalog } from './catalog.ts';

/** A product with what deciding, signing and recognizing its serial numbers need. */
export interface SoldProduct {
  readonly catalog: Catalog;
  readonly keystore: Keystore;
  readonly keyset: InstalledKeyset;
}

/** Products by their ids; the main one first. */
export type Products<Product = SoldProduct> = ReadonlyMap<string, Product>;

/** @param products the main one first */
export function byProduct<Product extends { readonly catalog: Catalog }>(
  products: readonly Product[],
): Products<Product> {
  return new Map(products.map((product) => [product.catalog.product.id, product]));
}

/**
 * Chooses the product that a call names.
 *
 * @param id undefined or empty: the only product
 * @throws Refusal `product-unclear` with `products`; `product-unknown` with `found` and `products`
 */
export function productNamed<Product>(all: Products<Product>, id: string | undefined): Product {
  const products = [...all.keys()];
  if (id === undefined || id === '') {
    const [only, ...others] = all.values();
    if (only === undefined || others.length > 0) throw new Refusal('product-unclear', { products });
    return only;
  }
  const found = all.get(id);
  if (found === undefined) throw new Refusal('product-unknown', { found: id, products });
  return found;
}

/**
 * Chooses the product that a signed document names.
 *
 * @throws Refusal `product-other` with `found`, `expected` and, where there are several, `products`
 */
export function productOfDocument<Product>(all: Products<Product>, { product }: { readonly product: string }): Product {
  const found = all.get(product);
  if (found !== undefined) return found;
  const products = [...all.keys()];
  const several = products.length > 1 && { products };
  throw new Refusal('product-other', { found: product, expected: products.join(', '), ...several });
}
