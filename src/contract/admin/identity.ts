import * as v from 'valibot';
import { List, NullableInstant } from '../fields.ts';
import { scopes } from '../scopes.ts';

/** Name and permissions of the token that a call is made with. */
export const IdentitySchema = v.strictObject({
  name: v.string(),
  scopes: List(v.picklist(scopes)),
  products: v.pipe(
    v.nullable(List(v.string())),
    v.description('Ids of the only products that the token sees and changes; null: all.'),
  ),
  expiresAt: NullableInstant,
});

export type Identity = v.InferOutput<typeof IdentitySchema>;
