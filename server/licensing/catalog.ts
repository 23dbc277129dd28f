import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { ConfigurationError } from '../configurationError.ts';

/** What the vendor sells: the product, and what a license of each type grants. Held in the data folder. */

const Id = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/));
const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const Days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36525));

const EntitlementSchema = v.strictObject({ namespace: Line, tag: Line, type: Line });

const LicenseTypeSchema = v.strictObject({
  id: Id,
  name: Line,
  description: v.optional(v.pipe(v.string(), v.maxLength(200))),
  serialNumber: v.picklist(['required', 'none']),
  features: v.pipe(v.array(Line), v.maxLength(32)),
  entitlements: v.pipe(v.array(EntitlementSchema), v.maxLength(32)),
  /** Days after which a license ends; absent means never. */
  validForDays: v.exactOptional(Days),
  /** Days after which a renewal is due. */
  renewAfterDays: Days,
});

const ReturnsSchema = v.strictObject({
  /** How often in 365 days one machine may give its seat back, or take it along to other hardware; 0 is never. */
  perYear: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 2),
  /** Days from one return of a machine to the next. */
  coolDownDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365)), 7),
});

const CatalogSchema = v.strictObject({
  format: v.literal(1),
  product: v.strictObject({ id: Id, name: Line, version: Line }),
  /** How many of its bindings a machine must show later on. */
  requiredBindings: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  licenseTypes: v.pipe(v.array(LicenseTypeSchema), v.minLength(1), v.maxLength(20)),
  returns: v.optional(ReturnsSchema, {}),
});

export type Catalog = v.InferOutput<typeof CatalogSchema>;

/**
 * Reads the catalog file.
 *
 * @param file path of the JSON file
 * @throws ConfigurationError with the path of the first error
 */
export function readCatalog(file: string): Catalog {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ConfigurationError(`The catalog ${file} cannot be read as JSON.`);
  }
  const { catalog, error } = checkCatalog(data);
  if (catalog) return catalog;
  throw new ConfigurationError(`The catalog ${file} has an error at "${error.path}": ${error.message}.`);
}

type CheckedCatalog =
  | { readonly catalog: Catalog; readonly error?: never }
  | { readonly catalog?: never; readonly error: { readonly path: string; readonly message: string } };

/** @returns the catalog, or path and message of the first error */
export function checkCatalog(data: unknown): CheckedCatalog {
  const result = v.safeParse(CatalogSchema, data);
  if (result.success) return { catalog: result.output };
  const [issue] = result.issues;
  return { error: { path: v.getDotPath(issue) ?? '', message: issue.message } };
}
