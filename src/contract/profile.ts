import * as v from 'valibot';
import {
  LicenseTypeSchema,
  LicenseTypes,
  Line,
  mostNamedFeatures,
  ProductSchema,
  RequiredBindings,
} from './licenseType.ts';
import { ReturnLimitsSchema } from './returnLimits.ts';
import { ServiceUrl } from './serviceUrl.ts';

const HttpUrl = v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//));
const FileEnding = v.pipe(v.string(), v.regex(/^\.[a-z0-9]{1,12}$/));
const PathFrom = (start: RegExp) => v.pipe(v.string(), v.regex(start), v.maxLength(400));
const PublicKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{43}=$/));

/** What a vendor sets once and ships inside every page: product, license types, service, pinned keys, appearance. */
export const ProfileSchema = v.strictObject({
  format: v.literal(1),
  vendor: v.strictObject({ name: Line }),
  product: ProductSchema,
  licenseTypes: LicenseTypes(LicenseTypeSchema),
  /** What licenses can grant, in a fixed order: license codes that people type name features by their places. */
  features: v.exactOptional(v.pipe(v.array(Line), v.maxLength(mostNamedFeatures))),
  /** Address of the activation service, which serves the phone's page as well. */
  serviceUrl: ServiceUrl,
  statusUrl: v.optional(HttpUrl),
  support: v.optional(
    v.strictObject({
      email: v.optional(v.pipe(v.string(), v.email())),
      url: v.optional(HttpUrl),
      phone: v.optional(Line),
    }),
  ),
  /** Pinned root keys: raw 32-byte Ed25519 public keys in base64. */
  rootKeys: v.pipe(v.array(PublicKey), v.minLength(1), v.maxLength(8)),
  /** The text of the keyset that is current when the page is packed. */
  keyset: v.pipe(v.string(), v.maxLength(65536)),
  fileEndings: v.strictObject({ request: FileEnding, license: FileEnding, return: FileEnding }),
  requiredBindings: RequiredBindings,
  /** The catalog's limits of returns, so that machines know them without the service; absent: unknown. */
  returns: v.optional(ReturnLimitsSchema),
  /** `guide`: pages also show the names that the steps have in the vendor's guide. */
  stepNames: v.optional(v.picklist(['plain', 'guide'])),
  /** The vendor's color as `#rrggbb`; the wizard corrects it where its contrast is too low. */
  accent: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-fA-F]{6}$/))),
  /** A picture as a data: URL, so that the page stays one file. */
  logo: v.optional(v.pipe(v.string(), v.regex(/^data:image\/(?:png|svg\+xml|webp);base64,/), v.maxLength(65536))),
  /**
   * Where the product reads its license, by operating system. The path is absolute, or begins with `~/` or, on Windows,
   * with a variable such as `%ProgramData%`.
   */
  licenseFile: v.optional(
    v.strictObject({
      linux: v.optional(PathFrom(/^(?:~\/|\/)/)),
      macos: v.optional(PathFrom(/^(?:~\/|\/)/)),
      windows: v.optional(PathFrom(/^(?:~[\\/]|%\w+%[\\/]|[A-Za-z]:[\\/])/)),
    }),
  ),
  /**
   * Where `Start using PRODUCT` leads, for example `orrery://start`. A path, which begins with one slash, is on the host of
   * the page, where a web product shares the page's storage; other pages do not show the link.
   */
  deepLink: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(?:\/(?![/\\])|(?!(?:javascript|data|vbscript|blob|file):)[a-z][a-z0-9+.-]*:)/i),
      v.maxLength(200),
    ),
  ),
});

export type VendorProfile = v.InferOutput<typeof ProfileSchema>;
