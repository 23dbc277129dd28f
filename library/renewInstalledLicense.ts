import { surveyThisMachineAsync } from '../hardware/survey.ts';
import { openDelivery } from '../installed/delivery.ts';
import { thisHost } from '../installed/host.ts';
import { InstallationError } from '../installed/installationError.ts';
import { installLicense } from '../installed/installLicense.ts';
import { installTargetFor } from '../installed/installTarget.ts';
import { judgeKept, type LicensedMachine, openMachine } from '../installed/licensedMachine.ts';
import { writeMachineRequest } from '../installed/makeRequest.ts';
import type { LicenseOrder } from '../src/contract/calls/order.ts';
import { answerBytes, callTimeout } from '../src/contract/clientLimits.ts';
import * as mediaTypes from '../src/contract/mediaTypes.ts';
import { callService } from '../src/device/service/serviceCall.ts';
import type { LicenseFields } from '../src/documents/license.ts';
import { Refusal, type RefusalCode, type RefusalDetails } from '../src/refusal.ts';
import type { VendorProfile } from '../src/vendor/profile.ts';
import { authenticateLicense } from '../src/verify/license.ts';
import { type InstalledLicense, type InstalledOptions, readInstalledLicense } from './installed.ts';
import { type LicenseProfile, readLicenseProfile } from './profile.ts';

/** The parts of the vendor profile that a renewal needs. */
export interface RenewalProfile extends LicenseProfile {
  readonly product: LicenseProfile['product'] & { readonly version: string };
  /** Address of the activation service. */
  readonly serviceUrl: string;
}

export interface RenewalOptions extends Omit<InstalledOptions, 'profile'> {
  /** The vendor profile that is part of your product: as an object, or the text of `vendor.json`. */
  readonly profile: RenewalProfile | string;
  /** As the person typed it, if the service refused with `renewal-refused`, or a new one. Machines do not keep it. */
  readonly serialNumber?: string;
  /** Whether the person agreed to what `machine-changed` says. */
  readonly confirmChange?: boolean;
  /** Whether the person agreed to a license that is worse than the installed one; see `lost`. */
  readonly replace?: boolean;
}

/** What a renewal led to, and the license that the product uses from now on. */
export type Renewal = { readonly license: InstalledLicense } & (
  | { readonly outcome: 'renewed' }
  /**
   * The new license lacks what the installed one has, `lost`: features and entitlements; or the installed one was issued
   * later, which `replace` does not change. Nothing was changed.
   */
  | { readonly outcome: 'worse'; readonly lost: readonly string[] }
  /**
   * `code`: `license-missing` or `license-returned` without a license to renew; `network-offline`, `service-…`: try
   * later; any other code of `POST /api/v1/activations` in docs/integration.md, of verification, or
   * `installation-key-damaged`, `keep-failed`.
   */
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly details: RefusalDetails }
);

/**
 * Renews the installed license over the network: sends a request that the stored installation key signs, verifies the
 * answer and installs it. Needs no serial number on the account that activated. For Node and the main process of Electron.
 *
 * @returns the outcome; a network, service or disk that fails never makes it throw
 * @throws TypeError as `readInstalledLicense`
 */
export async function renewInstalledLicense(options: RenewalOptions): Promise<Renewal> {
  const profile = readLicenseProfile(options.profile);
  const survey = await surveyThisMachineAsync();
  const { serialNumber: _, confirmChange: __, replace: ___, ...reading } = options;
  const read = () => readInstalledLicense(reading);
  try {
    const host = thisHost();
    const whole = { ...profile, rootKeys: [...profile.rootKeys] } as unknown as VendorProfile;
    const target = installTargetFor(whole, host, options.licenseFile);
    const system = { ...host, now: options.now ?? new Date(), survey: () => survey };
    const lost = await renew(openMachine(whole, system, target), options);
    return lost === null ? { outcome: 'renewed', license: read() } : { outcome: 'worse', lost, license: read() };
  } catch (error) {
    return { outcome: 'refused', ...refusalOf(error), license: read() };
  }
}

/** @returns null when the new license is in use; else what it lacks */
async function renew(machine: LicensedMachine, options: RenewalOptions): Promise<readonly string[] | null> {
  const earlier = licenseToRenew(machine);
  const { file } = await writeMachineRequest(machine);
  const request = new TextDecoder().decode(file);
  const { serialNumber, confirmChange = false, replace = false } = options;
  const sold = serialNumber === undefined ? { renews: earlier.licenseId } : { serialNumber };
  const order = { request, licenseType: earlier.licenseType, holder: earlier.holder, confirmChange, ...sold };
  const answer = await orderFollowingTheSale(machine.profile.serviceUrl, order);
  const delivery = openDelivery(answer);
  if (delivery.licenses.length === 0) throw new Refusal('service-answer-not-ours');
  try {
    const installed = installLicense(machine, delivery, { replace, source: null });
    return 'comparison' in installed ? installed.comparison.lost : null;
  } catch (error) {
    // Where the product's file cannot be written, this account's copy counts.
    if (error instanceof InstallationError && error.code.startsWith('target-')) return null;
    throw error;
  }
}

/** It may have ended. @throws Refusal `license-missing`, `license-returned` */
function licenseToRenew(machine: LicensedMachine): LicenseFields {
  const kept = judgeKept(machine);
  if (kept === null) throw new Refusal('license-missing');
  if (kept.state.state !== 'refused') return kept.state.license;
  if (kept.state.code === 'license-returned') throw new Refusal(kept.state.code, kept.state.details);
  return authenticateLicense(kept.file, { keyset: machine.keyset.keyset, product: machine.profile.product.id });
}

/** A serial number may have been changed to another license type since. */
async function orderFollowingTheSale(serviceUrl: string, order: LicenseOrder): Promise<Uint8Array> {
  try {
    return await send(serviceUrl, order);
  } catch (error) {
    const sold =
      error instanceof Refusal && error.code === 'license-type-not-covered' ? error.details.licenseTypes : [];
    const [licenseType, ...others] = Array.isArray(sold) ? sold : [];
    if (licenseType === undefined || others.length > 0) throw error;
    return send(serviceUrl, { ...order, licenseType });
  }
}

async function send(serviceUrl: string, order: LicenseOrder): Promise<Uint8Array> {
  const init = { method: 'POST', headers: { 'content-type': mediaTypes.json }, body: JSON.stringify(order) };
  const call = { url: `${serviceUrl}/api/v1/activations`, init, timeoutMs: callTimeout, limit: answerBytes };
  const answer = await callService({ fetch, navigator: { onLine: true } }, call);
  if (answer.mediaType !== mediaTypes.license) throw new Refusal('service-answer-not-ours');
  return answer.body;
}

function refusalOf(error: unknown): { readonly code: RefusalCode; readonly details: RefusalDetails } {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  if (error instanceof InstallationError && error.code !== 'home-missing' && error.code !== 'target-unclear')
    return { code: error.code, details: error.details };
  if (error instanceof InstallationError) return { code: 'license-nowhere', details: error.details };
  throw error;
}
