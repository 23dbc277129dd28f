import * as v from 'valibot';
import { LicenseTypeSchema, LicenseTypes, ProductSchema, RequiredBindings } from './licenseType.ts';

const Days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36525));
const Grant = v.pipe(v.string(), v.minLength(1), v.maxLength(120));

/** A license type with what a license of it grants. */
export const GrantedLicenseTypeSchema = v.strictObject({
  ...LicenseTypeSchema.entries,
  features: v.pipe(v.array(Grant), v.maxLength(32)),
  entitlements: v.pipe(v.array(v.strictObject({ namespace: Grant, tag: Grant, type: Grant })), v.maxLength(32)),
  /** Days after which a license expires; absent means never. */
  validForDays: v.exactOptional(Days),
  /** Days after which a renewal is due; absent means never. */
  renewAfterDays: v.exactOptional(Days),
});

export type GrantedLicenseType = v.InferOutput<typeof GrantedLicenseTypeSchema>;

const ReturnRulesSchema = v.strictObject({
  /** How many seat changes one machine has in 365 days, returns and moves to other hardware together; 0 is none. */
  perYear: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 2),
  /** Days between two returns of one machine. */
  coolDownDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365)), 7),
});

/** The vendor's catalog file. */
export const CatalogSchema = v.strictObject({
  format: v.literal(1),
  product: ProductSchema,
  requiredBindings: RequiredBindings,
  licenseTypes: LicenseTypes(GrantedLicenseTypeSchema),
  returns: v.optional(ReturnRulesSchema, {}),
});

export type Catalog = v.InferOutput<typeof CatalogSchema>;

/** Answer to `GET /api/v1/catalog`: what there is to choose, not what it grants. */
export const PublicCatalogSchema = v.strictObject({
  product: ProductSchema,
  licenseTypes: v.array(LicenseTypeSchema),
  keyset: v.strictObject({ version: v.pipe(v.number(), v.integer()) }),
});

export type PublicCatalog = v.InferOutput<typeof PublicCatalogSchema>;

/** Answer to `GET /api/v1/products`: the service's products, the main one first. */
export const ProductListSchema = v.strictObject({ products: v.array(PublicCatalogSchema) });

/** @returns what anyone may know of a catalog */
export function publicCatalog({ product, licenseTypes }: Catalog, keysetVersion: number): PublicCatalog {
  const publicPart = v.object(LicenseTypeSchema.entries);
  return {
    product,
    licenseTypes: licenseTypes.map((type) => v.parse(publicPart, type)),
    keyset: { version: keysetVersion },
  };
}
