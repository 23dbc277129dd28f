import * as v from 'valibot';
import { Refusal } from '../refusal.ts';

/** An id that stands in documents, addresses and database names: short, lower case, without surprises. */
const Id = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/));
const Line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120));
const HttpUrl = v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//));
const FileEnding = v.pipe(v.string(), v.regex(/^\.[a-z0-9]{1,12}$/));
const PathFrom = (start: RegExp) => v.pipe(v.string(), v.regex(start), v.maxLength(400));
const PublicKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{43}=$/));

const LicenseTypeSchema = v.strictObject({
  /** As it stands in a license, for example `pro`. */
  id: Id,
  /** As a person reads it, for example `Pro`. */
  name: Line,
  /** One sentence: for whom it is. */
  description: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** Whether the wizard asks for a serial number. */
  serialNumber: v.picklist(['required', 'none']),
});

const ProfileSchema = v.strictObject({
  format: v.literal(1),
  vendor: v.strictObject({ name: Line }),
  product: v.strictObject({ id: Id, name: Line, version: Line }),
  licenseTypes: v.pipe(v.array(LicenseTypeSchema), v.minLength(1), v.maxLength(20)),
  /**
   * Address of the activation service, without a trailing slash; the phone's page is served there as well. No user,
   * query or fragment: what is appended to them would go to another place than it seems to.
   */
  serviceUrl: v.pipe(HttpUrl, v.regex(/^[^?#@\\]*[^/?#@\\]$/)),
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
  /** The keyset document current when the page was packed, exactly as its file reads. */
  keyset: v.pipe(v.string(), v.maxLength(65536)),
  fileEndings: v.strictObject({ request: FileEnding, license: FileEnding, return: FileEnding }),
  /** How many of a license's bindings a machine must show, out of at most five. */
  requiredBindings: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  /** The vendor's color as `#rrggbb`; the wizard corrects it where its contrast is too low. */
  accent: v.optional(v.pipe(v.string(), v.regex(/^#[0-9a-fA-F]{6}$/))),
  /** A picture as a data: URL, so that the page stays one file. */
  logo: v.optional(v.pipe(v.string(), v.regex(/^data:image\/(?:png|svg\+xml|webp);base64,/), v.maxLength(65536))),
  /**
   * Where the product reads its license, for each system on which it does. The path is absolute, or begins with `~/` or, on
   * Windows, with a variable such as `%ProgramData%`.
   */
  licenseFile: v.optional(
    v.strictObject({
      linux: v.optional(PathFrom(/^(?:~\/|\/)/)),
      macos: v.optional(PathFrom(/^(?:~\/|\/)/)),
      windows: v.optional(PathFrom(/^(?:~[\\/]|%\w+%[\\/]|[A-Za-z]:[\\/])/)),
    }),
  ),
  /** Where `Start using PRODUCT` leads, for example `orrery://start`. */
  deepLink: v.optional(
    v.pipe(v.string(), v.regex(/^(?!(?:javascript|data|vbscript|blob|file):)[a-z][a-z0-9+.-]*:/i), v.maxLength(200)),
  ),
});

/** What a vendor settles once and ships inside every page: product, license types, service, pinned keys, look. */
export type VendorProfile = v.InferOutput<typeof ProfileSchema>;
export type LicenseType = v.InferOutput<typeof LicenseTypeSchema>;

/**
 * Reads a vendor profile.
 *
 * @param json the profile as JSON text
 * @returns the profile, every field checked
 * @throws Refusal `profile-invalid` with `path` (such as `licenseTypes[2].name`, empty when it is not JSON at all), `fault`
 *   and `kind`: `json`, a field that is `missing`, one that is `unknown`, or a `value` that cannot be
 */
export function readProfile(json: string): VendorProfile {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    throw new Refusal('profile-invalid', { path: '', fault: 'not JSON', kind: 'json' });
  }
  const result = v.safeParse(ProfileSchema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Refusal('profile-invalid', { path: pathOf(issue), fault: issue.message, kind: kindOf(issue) });
}

function pathOf({ path }: v.BaseIssue<unknown>): string {
  const steps = (path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return steps.join('').replace(/^\./, '');
}

function kindOf({ type, expected, received }: v.BaseIssue<unknown>): 'missing' | 'unknown' | 'value' {
  if (type !== 'strict_object') return 'value';
  if (expected === 'never') return 'unknown';
  return received === 'undefined' ? 'missing' : 'value';
}
