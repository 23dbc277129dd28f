import * as v from 'valibot';
import { ProfileSchema, type VendorProfile } from '../contract/profile.ts';
import { Refusal } from '../refusal.ts';

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
