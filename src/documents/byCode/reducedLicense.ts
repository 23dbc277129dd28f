import { decodeBase64, encodeBase64Url } from '../../crypto/base64.ts';
import { sha256 } from '../../crypto/hash.ts';
import { machineIdLength } from '../machineId.ts';
import { hardwareDigest, machineDigestOf, markOf } from './machineDigest.ts';

/** `Algorithm` of a license that came as a code. */
export const codeAlgorithm = 'Ed25519-Code';

const LICENSE_ID_BYTES = 16;

/** Where the machine's part begins. No value of a canonical payload contains it. */
const machinePart = '<MachineBindings ';
const HEAD =
  /^<License id="Terms"><LicenseID Value="([A-Za-z0-9_-]{22})"\/><RequestID Value="([A-Za-z0-9_-]{22})"\/>(<KeyID Value="[A-Za-z0-9_-]{11}"\/><Product Value="([a-z0-9.-]{1,64})"\/>[^\n]*)$/;
const MACHINE =
  /^<MachineBindings Required="([1-5])"(?:\/>|>((?:<Binding Key="[a-z]{2,7}" Value="[A-Za-z0-9_-]{16}"\/>){1,5})<\/MachineBindings>)<InstallationKey Value="([A-Za-z0-9+/]{43}=)"\/>([^\n]*<\/License>)$/;

/**
 * Reduces a license to what a vendor knows who is told only a machine's digest: the text that it signed.
 *
 * The ids are left out: both are the first 16 bytes of SHA-256 over this text. In the place of bindings and installation key
 * stand their digest and the computer ID. A license whose machine part was changed has others, and its signature does not hold.
 *
 * @param payload not authentic
 * @param mark 17 bytes, `markOf` the machine, that take the place of the payload's own; for the vendor, who does not know it
 * @returns null when it is no license, or its ids are others
 */
export function reduceLicense(payload: string, mark?: Uint8Array): string | null {
  const at = payload.indexOf(machinePart);
  const [headMatch, machineMatch] = [HEAD.exec(payload.slice(0, at)), MACHINE.exec(payload.slice(at))];
  if (!headMatch || !machineMatch) return null;
  const [, licenseId, requestId, head, product = ''] = headMatch;
  const [, required, bindings = '', key = '', tail] = machineMatch;
  const machine = mark ?? markOf(machineDigestOf(product, key, hardwareDigest(bindings)), computerOf(key));
  const text = `<License id="Terms">${head}<MachineBindings Required="${required}"/><MachineDigest Value="${encodeBase64Url(machine)}"/>${tail}`;
  if (mark) return text;
  const id = idOfReduced(text);
  return licenseId === id && requestId === id ? text : null;
}

/** @param key installation key in base64 @returns the 5 bytes of its computer ID */
export function computerOf(key: string): Uint8Array {
  return sha256(decodeBase64(key) ?? new Uint8Array()).subarray(0, machineIdLength);
}

/** @param reduced from {@link reduceLicense} @returns license and request id, 22 base64url characters */
export function idOfReduced(reduced: string): string {
  return encodeBase64Url(sha256(new TextEncoder().encode(reduced)).subarray(0, LICENSE_ID_BYTES));
}
