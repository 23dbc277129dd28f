import * as v from 'valibot';

/** Field types of the vendor profile and the catalog. */

/** An id in documents, addresses and database names: 1 to 64 characters. */
export const Id = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/));
/** A short text: 1 to 120 characters. */
export const Line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));

export const ProductSchema = v.strictObject({ id: Id, name: Line, version: Line });

/** How many of a license's bindings a machine must show, out of at most five. */
export const RequiredBindings = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5));

/** What people choose from. The service's catalog adds what a license of the type grants. */
export const LicenseTypeSchema = v.strictObject({
  /** As a license names it, for example `pro`. */
  id: Id,
  /** As people read it, for example `Pro`. */
  name: Line,
  /** One sentence that says who it is for. */
  description: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** Whether the wizard asks for a serial number. */
  serialNumber: v.picklist(['required', 'none']),
  /**
   * `keyferry`, and absent: serial numbers that Keyferry made, whose check symbols show typing errors. `any`: also those of
   * another system, any text of 1 to 64 characters.
   */
  serialNumbers: v.optional(v.picklist(['keyferry', 'any'])),
  /** Once per machine, and never renewed. Only for types without serial number. */
  trial: v.exactOptional(v.boolean()),
});

/** Features that the vendor profile names at most, because each takes a bit of a code that people type. */
export const mostNamedFeatures = 64;

export type LicenseType = v.InferOutput<typeof LicenseTypeSchema>;

/** @param item one license type */
export const LicenseTypes = <const Item extends v.GenericSchema>(item: Item) =>
  v.pipe(v.array(item), v.minLength(1), v.maxLength(20));
