import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Which products a search covers; absent: all. */
export interface ProductFilter {
  readonly products?: readonly string[] | undefined;
}

/**
 * @param column such as `licenses.product`
 * @returns a condition that no index serves: a search has a better one than that of its product
 */
export function inProducts(column: string, products: readonly string[] | undefined): RawBuilder<SqlBool> {
  if (products === undefined) return sql`1 = 1`;
  if (products.length === 0) return sql`1 = 0`;
  return sql`(${sql.ref(column)} || '') in (${sql.join(products)})`;
}
