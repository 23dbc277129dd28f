import * as v from 'valibot';
import {
  type LicenseType,
  LicenseTypeSchema,
  LicenseTypes,
  mostNamedFeatures,
  ProductSchema,
  RequiredBindings,
} from './licenseType.ts';
import type { VendorProfile } from './profile.ts';
import { CoolDownDays, ReturnsPerYear } from './returnLimits.ts';

const Days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36525));
const Grant = v.pipe(v.string(), v.minLength(1), v.maxLength(120));

/**
 * From when the days of `validForDays` count. `request`: from each request, so that every new request begins them again.
 * `activation`: from the first activation of the serial number, for all its machines; of a trial, from the first one of the
 * machine. `sale`: from the day on which the serial number was sold.
 */
export const termStarts = ['request', 'activation', 'sale'] as const;
export type TermStart = (typeof termStarts)[number];

/** A license type with what a license of it grants. */
export const GrantedLicenseTypeSchema = v.pipe(
  v.strictObject({
    ...LicenseTypeSchema.entries,
    features: v.pipe(v.array(Grant), v.maxLength(32)),
    entitlements: v.pipe(v.array(v.strictObject({ namespace: Grant, tag: Grant, type: Grant })), v.maxLength(32)),
    /** Days after which a license expires; absent means never. */
    validForDays: v.exactOptional(Days),
    /** `request` where absent; of a trial, `activation`. */
    validFrom: v.exactOptional(v.picklist(termStarts)),
    /** Days after which a renewal is due; absent means never. */
    renewAfterDays: v.exactOptional(Days),
  }),
  v.forward(
    v.check(
      ({ trial, serialNumber }) => trial !== true || serialNumber === 'none',
      'a trial needs no serial number: serialNumber must be "none"',
    ),
    ['trial'],
  ),
  v.forward(
    v.check(
      ({ trial, validForDays }) => trial !== true || validForDays !== undefined,
      'a trial needs a number of days',
    ),
    ['validForDays'],
  ),
  v.forward(
    v.check(
      (type) => startsClearly(type),
      '"activation" and "sale" need a serial number; a trial always counts from activation',
    ),
    ['validFrom'],
  ),
);

interface StartingType {
  readonly serialNumber: 'required' | 'none';
  readonly validFrom?: TermStart;
  readonly trial?: boolean;
}

/** A machine without serial number is known by its trial alone, and has no sale. */
function startsClearly({ serialNumber, validFrom, trial }: StartingType): boolean {
  if (trial === true) return validFrom === undefined || validFrom === 'activation';
  return serialNumber === 'required' || validFrom === undefined || validFrom === 'request';
}

export type GrantedLicenseType = v.InferOutput<typeof GrantedLicenseTypeSchema>;

const ReturnRulesSchema = v.strictObject({
  perYear: v.optional(ReturnsPerYear, 2),
  coolDownDays: v.optional(CoolDownDays, 7),
});

const SelfServiceRulesSchema = v.strictObject({
  /** Whether customers see the computers of their serial number, get licenses again and remove lost computers. */
  enabled: v.optional(v.boolean(), true),
  /**
   * How many computers customers remove in 365 days for each ten seats of a serial number, a part of ten counting as ten;
   * absent: as `returns.perYear`.
   */
  releasesPerYear: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000))),
});

/** The vendor's catalog file. */
export const CatalogSchema = v.strictObject({
  format: v.literal(1),
  product: ProductSchema,
  requiredBindings: RequiredBindings,
  licenseTypes: LicenseTypes(GrantedLicenseTypeSchema),
  returns: v.optional(ReturnRulesSchema, {}),
  selfService: v.optional(SelfServiceRulesSchema, {}),
});

export type Catalog = v.InferOutput<typeof CatalogSchema>;

/** Answer to `GET /api/v1/catalog`: what there is to choose, not what it grants. */
export const PublicCatalogSchema = v.strictObject({
  product: ProductSchema,
  licenseTypes: v.array(LicenseTypeSchema),
  keyset: v.strictObject({ version: v.pipe(v.number(), v.integer()) }),
  /** Whether `POST /api/v1/computers` answers. */
  selfService: v.strictObject({ enabled: v.boolean() }),
});

export type PublicCatalog = v.InferOutput<typeof PublicCatalogSchema>;

/** Answer to `GET /api/v1/products`: the service's products, the main one first. */
export const ProductListSchema = v.strictObject({ products: v.array(PublicCatalogSchema) });

const PublicPartSchema = v.object(LicenseTypeSchema.entries);

/** @returns what people choose from, without what a license of the type grants; also for the vendor profile */
export function publicLicenseType(type: GrantedLicenseType): LicenseType {
  return v.parse(PublicPartSchema, type);
}

/** @returns all features of a catalog's license types, each once, for the vendor profile; nothing where they are too many */
export function namedFeatures({ licenseTypes }: Pick<Catalog, 'licenseTypes'>): Pick<VendorProfile, 'features'> {
  const features = [...new Set(licenseTypes.flatMap((type) => type.features))];
  return features.length > mostNamedFeatures ? {} : { features };
}

/** @returns what anyone may know of a catalog */
export function publicCatalog({ product, licenseTypes, selfService }: Catalog, keysetVersion: number): PublicCatalog {
  return {
    product,
    licenseTypes: licenseTypes.map(publicLicenseType),
    keyset: { version: keysetVersion },
    selfService: { enabled: selfService.enabled },
  };
}
