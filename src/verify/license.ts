import { sameBytes } from '../crypto/bytes.ts';
import { type Binding, bindingComponents, matchBindings } from '../documents/bindings.ts';
import { millisecondsOf, toInstant } from '../documents/instant.ts';
import type { Keyset, SigningKey } from '../documents/keyset.ts';
import { openLicense, readLicense, type UnverifiedLicense } from '../documents/license.ts';
import { machineId } from '../documents/machineId.ts';
import { Refusal } from '../refusal.ts';
import { unknownKey } from './unknownKey.ts';

/** Milliseconds by which a machine's clock may be behind the service's. */
const CLOCK_SKEW = 5 * 60 * 1000;

declare const verified: unique symbol;

/**
 * A license that is valid for this product, on this machine, now. Only `verifyLicense` returns one.
 *
 * @interface
 */
export type VerifiedLicense = UnverifiedLicense & { readonly [verified]: true };

export interface IssuerContext {
  readonly keyset: Keyset;
  readonly product: string;
}

export interface MachineContext extends IssuerContext {
  /** This installation's raw Ed25519 public key, 32 bytes. */
  readonly installationKey: Uint8Array;
  /** Bindings of this machine now, of one component perhaps several; empty in a browser, which sees no hardware. */
  readonly bindings: readonly Binding[];
  /** Ids of the requests that this installation has sent. When absent, the license may answer any request. */
  readonly requestIds?: readonly string[];
  /** Ids of the licenses that this installation has returned; none by default. */
  readonly returned?: readonly string[];
  readonly now: Date;
}

/**
 * Verifies what any device can verify: that the vendor issued the license, for this product.
 *
 * @param file exact bytes
 * @throws Refusal every code of `openLicense` and `readLicense`; `key-unknown`, with `product` and `expected` where the
 *   license claims to be for another product; `key-revoked`, `key-outside-validity`,
 *   `license-revoked`, `product-other`
 */
export function authenticateLicense(file: Uint8Array, context: IssuerContext): UnverifiedLicense {
  const license = checkSignature(file, context);
  checkProduct(license, context.product);
  return license;
}

/**
 * Verifies that a license activates this machine. The checks run in this order; the first that fails decides.
 *
 * @param file exact bytes
 * @throws Refusal every code of {@link authenticateLicense}; `installation-other`; `machine-other` with `changed`,
 *   `equal` and `required`; `license-returned`; `request-other`; `license-not-yet-valid` with `startDate` and `now`; `license-expired` with
 *   `stopDate` and `now`
 */
export function verifyLicense(file: Uint8Array, context: MachineContext): VerifiedLicense {
  const license = checkSignature(file, context);
  checkProduct(license, context.product);
  checkInstallation(license, context.installationKey);
  checkMachine(license, context.bindings);
  checkReturned(license, context.returned);
  checkRequest(license, context.requestIds);
  checkDates(license, context.now);
  return license as VerifiedLicense;
}

function checkSignature(file: Uint8Array, { keyset, product }: IssuerContext): UnverifiedLicense {
  const sealed = openLicense(file);
  const key = keyset.keys.find(({ keyId }) => keyId === sealed.keyId);
  if (keyset.revokedKeys.includes(sealed.keyId)) throw new Refusal('key-revoked', { keyId: sealed.keyId });
  if (!key) throw unknownKey(sealed.envelope, product);
  const license = readLicense(sealed, key.publicKey);
  checkKeyValidity(key, license.issuedAt);
  if (keyset.revokedLicenses.includes(license.licenseId)) throw new Refusal('license-revoked');
  return license;
}

/** A key's dates limit when it may sign. What it signed in time stays valid. */
function checkKeyValidity({ keyId, notBefore, notAfter }: SigningKey, issuedAt: string): void {
  const issued = millisecondsOf(issuedAt);
  if (issued >= millisecondsOf(notBefore) && issued < millisecondsOf(notAfter)) return;
  throw new Refusal('key-outside-validity', { keyId, issuedAt, notBefore, notAfter });
}

function checkProduct(license: UnverifiedLicense, product: string): void {
  if (license.product !== product) throw new Refusal('product-other', { expected: product, found: license.product });
}

/** The installation key decides only where no hardware is bound: on the same hardware, a new key needs no new license. */
function checkInstallation(license: UnverifiedLicense, installationKey: Uint8Array): void {
  if (license.bindings.length > 0 || sameBytes(license.installationKey, installationKey)) return;
  throw new Refusal('installation-other', {
    machine: machineId(license.installationKey),
    here: machineId(installationKey),
  });
}

function checkMachine(license: UnverifiedLicense, shown: readonly Binding[]): void {
  const bound = license.bindings;
  if (bound.length === 0) return;
  const { sufficient, different, absent, equal } = matchBindings(bound, shown, license.requiredBindings);
  if (sufficient) return;
  const required = Math.min(license.requiredBindings, bound.length);
  const changed = bindingComponents.filter((one) => different.includes(one) || absent.includes(one));
  throw new Refusal('machine-other', { changed, equal, required });
}

function checkReturned({ licenseId }: UnverifiedLicense, returned: readonly string[] = []): void {
  if (returned.includes(licenseId)) throw new Refusal('license-returned');
}

/** A license that came as a code has its own id in the place of a request's: the digest ties it to the machine. */
function checkRequest(license: UnverifiedLicense, requestIds: readonly string[] | undefined): void {
  if (license.requestId === license.licenseId) return;
  if (requestIds && !requestIds.includes(license.requestId)) throw new Refusal('request-other');
}

function checkDates({ startDate, stopDate }: UnverifiedLicense, now: Date): void {
  const clock = toInstant(now);
  if (now.getTime() + CLOCK_SKEW < millisecondsOf(startDate)) {
    throw new Refusal('license-not-yet-valid', { startDate, now: clock });
  }
  if (stopDate !== undefined && now.getTime() >= millisecondsOf(stopDate)) {
    throw new Refusal('license-expired', { stopDate, now: clock });
  }
}
