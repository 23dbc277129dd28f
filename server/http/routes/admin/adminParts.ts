import type { Context } from 'hono';
import { isStorable } from '../../../../src/contract/fields.ts';
import { Refusal } from '../../../../src/refusal.ts';
import { type Products, productNamed, type SoldProduct } from '../../../licensing/products.ts';
import type { AppParts } from '../../appParts.ts';
import type { AppEnvironment } from '../../callContext.ts';

/** What the admin API works with. */
export type AdminParts = Pick<AppParts, 'products' | 'store' | 'writer' | 'now'>;

/** @returns the bearer of the token, as the audit trail names it */
export function actorOf(c: Context<AppEnvironment>): `token:${string}` {
  return `token:${c.get('bearer').name}`;
}

/** @returns the parameter `id` of the path; empty, which is the id of nothing, if no id can be like it */
function idOf(c: Context<AppEnvironment>): string {
  const id = c.req.param('id') ?? '';
  return isStorable(id) ? id : '';
}

/**
 * Reads the id in the path, for a token that may be limited to products: what belongs to another product does not exist
 * for it.
 *
 * @param productOf finds the product of what has the id
 * @throws Refusal with `code`
 */
export async function visibleId(
  c: Context<AppEnvironment>,
  productOf: (id: string) => Promise<string | undefined>,
  code: 'activation-unknown' | 'serial-unknown',
): Promise<string> {
  const id = idOf(c);
  const { products } = c.get('bearer');
  if (products !== null && !products.includes((await productOf(id)) ?? '')) throw new Refusal(code);
  return id;
}

/**
 * @param named the product that a search names; undefined or empty: all
 * @returns the products that it covers; undefined: all, also those that the service no longer has
 */
export function productsSearched(
  c: Context<AppEnvironment>,
  named: string | undefined,
): { readonly products: readonly string[] | undefined } {
  const { products } = c.get('bearer');
  if (named === undefined || named === '') return { products: products ?? undefined };
  const isVisible = isStorable(named) && (products === null || products.includes(named));
  return { products: isVisible ? [named] : [] };
}

/**
 * Chooses the product that a sale names, among those of the token.
 *
 * @throws Refusal as `productNamed`
 */
export function productSold(c: Context<AppEnvironment>, all: Products, named: string | undefined): SoldProduct {
  const { products } = c.get('bearer');
  return productNamed(products === null ? all : new Map([...all].filter(([id]) => products.includes(id))), named);
}
