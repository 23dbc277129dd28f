import { TextField } from './fields.ts';

/** Names one of the service's products in a call of the admin API. */
export const ProductField = TextField('Id of a product. Absent in a search: all products; elsewhere: the only one.');

/** Query parameter of calls that concern one product. */
export const productQuery = {
  product: 'Id of a product; needed when the service has several.',
} as const;

/** Query parameter of calls that list what all products have. */
export const productFilter = { product: 'Id of a product. Absent: all products.' } as const;
