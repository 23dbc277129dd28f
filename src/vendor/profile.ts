import * as v from 'valibot';
import { ProfileSchema, type VendorProfile } from '../contract/profile.ts';
import { Refusal } from '../refusal.ts';
import type { Profiles } from './packedProfiles.ts';

export type { LicenseType } from '../contract/licenseType.ts';
export type { VendorProfile } from '../contract/profile.ts';

/**
 * Reads a vendor profile.
 *
 * @param json the profile as JSON text
 * @returns the profile, every field checked
 * @throws Refusal `profile-invalid` with `path` (such as `licenseTypes[2].name`, empty when it is not JSON at all), `fault`
 *   and `kind`: `json`, a field that is `missing`, one that is `unknown`, or a `value` that cannot be
 */
export function readProfile(json: string): VendorProfile {
  return read(ProfileSchema, json);
}

/**
 * Reads the profiles of a page that serves all products of a vendor.
 *
 * @param main the profile in `<script id="vendor">`, JSON text
 * @param others the array in `<script id="other-products">`, JSON text; null when there is none: the page has one product
 * @throws Refusal as `readProfile`; in the array the path begins with a position, such as `[0].product`
 */
export function readProfiles(main: string, others: string | null): Profiles {
  const profiles: Profiles = [readProfile(main), ...(others === null ? [] : read(v.array(ProfileSchema), others))];
  const ids = profiles.map(({ product }) => product.id);
  const twice = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  if (twice < 0) return profiles;
  throw new Refusal('profile-invalid', { path: `[${twice - 1}].product.id`, fault: 'twice', kind: 'value' });
}

function read<Schema extends v.GenericSchema>(schema: Schema, json: string): v.InferOutput<Schema> {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    throw new Refusal('profile-invalid', { path: '', fault: 'not JSON', kind: 'json' });
  }
  const result = v.safeParse(schema, data);
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
