import { decodeBase64 } from '../../crypto/base64.ts';
import { machineId } from '../../documents/machineId.ts';
import type { CarriedReceipt, CarriedRequest } from '../records.ts';

/**
 * @param record as stored, possibly by an earlier version of the page
 * @returns the record with the fields that it lacks
 */
export function wholeRequest(record: CarriedRequest): CarriedRequest {
  if (record.machine !== undefined) return record;
  const { request, license } = record;
  const machine = machineIn(request) ?? (license && machineIn(license)) ?? '';
  return { ...record, machine, name: '', deliveredAt: null, returnedAt: null };
}

/** As {@link wholeRequest}. */
export function wholeReceipt(record: CarriedReceipt): CarriedReceipt {
  return record.licenseId === undefined ? { ...record, licenseId: valueIn(record.file, licenseId) ?? '' } : record;
}

/** @returns the id that a license names first; null when there is none */
export function licenseIdIn(license: Uint8Array): string | null {
  const known = licenseIds.get(license) ?? valueIn(license, licenseId);
  if (known !== null) licenseIds.set(license, known);
  return known;
}

/** @returns id of the license that a request got; null before that, or where its file names none */
export function licenseIdOf({ license, code }: CarriedRequest): string | null {
  return license ? licenseIdIn(license) : (code?.answer?.licenseId ?? null);
}

/** The list asks for it each time that anything in it changes. */
const licenseIds = new WeakMap<Uint8Array, string>();

const installationKey = /<InstallationKey Value="([A-Za-z0-9+/=]{44})"\/>/;
const licenseId = /<LicenseID Value="([A-Za-z0-9_-]{22})"\/>/;

/** Verified when it was taken in; verifying hundreds of signatures again would take seconds. */
function valueIn(file: Uint8Array, pattern: RegExp): string | null {
  return pattern.exec(new TextDecoder().decode(file))?.[1] ?? null;
}

function machineIn(file: Uint8Array): string | null {
  const key = decodeBase64(valueIn(file, installationKey) ?? '');
  return key && key.length > 0 ? machineId(key) : null;
}
