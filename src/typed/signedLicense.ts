import { verifySignature } from '../crypto/ed25519.ts';
import type { Signer } from '../crypto/signer.ts';
import { type DigestedMachine, machineMark } from '../documents/byCode/machineDigest.ts';
import { codeAlgorithm, idOfReduced, reduceLicense } from '../documents/byCode/reducedLicense.ts';
import { bytesSignedForCode, writeFile } from '../documents/envelope.ts';
import type { SigningKey } from '../documents/keyset.ts';
import { licenseDeclaration } from '../documents/license.ts';
import { readPayload, writePayload } from '../documents/payload/declaration.ts';
import type { AuthenticPayload } from '../documents/payload/reader.ts';
import { type ConfirmedLicense, keyHintOf } from './confirmationCode.ts';
import type { LicenseByCodeFields } from './licenseByCode.ts';

/** What the vendor keeps of a license that it gave as a code. */
export interface SignedForCode {
  /** 22 base64url characters. */
  readonly licenseId: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/**
 * @param signer a signing key; `fields.keyId` is its id
 * @throws Refusal `payload-schema` when no document may hold a field, so that no machine would take the license
 */
export async function signForCode(fields: LicenseByCodeFields, signer: Signer): Promise<SignedForCode> {
  readPayload(licenseDeclaration, payloadOf(fields, nobody, anyId) as AuthenticPayload);
  const reduced = reducedOf(fields, nobody, fields.machineMark);
  return { licenseId: idOfReduced(reduced), signature: await signer.sign(bytesSignedForCode(reduced)) };
}

/**
 * Rebuilds the license that a code gives to this machine.
 *
 * @param machine as in the request behind its installation code
 * @param keys of the machine's keyset
 * @returns the file's exact bytes, for `verifyLicense`; null when no key signed this license for this machine
 */
export function rebuildLicense(
  { fields, keyHint, signature }: ConfirmedLicense,
  machine: DigestedMachine,
  keys: readonly SigningKey[],
): Uint8Array | null {
  for (const { keyId, publicKey } of keys.filter((key) => keyHintOf(key.keyId) === keyHint)) {
    const named = { ...fields, keyId, product: machine.product };
    const reduced = reducedOf(named, machine);
    if (!verifySignature(signature, bytesSignedForCode(reduced), publicKey)) continue;
    const payload = payloadOf(named, machine, idOfReduced(reduced));
    return writeFile(payload, { algorithm: codeAlgorithm, keyId, signature });
  }
  return null;
}

/** Takes the machine's place where only its digest is known. */
const nobody: DigestedMachine = { product: '', installationKey: new Uint8Array(32), bindings: [] };
const anyId = 'AAAAAAAAAAAAAAAAAAAAAA';

type NamedLicense = Omit<LicenseByCodeFields, 'machineMark'>;

function reducedOf(fields: NamedLicense, machine: DigestedMachine, mark?: Uint8Array): string {
  const payload = payloadOf(fields, machine, anyId);
  const reduced = reduceLicense(payload, mark ?? machineMark(machine));
  if (reduced === null) throw new RangeError('a field of the license');
  return reduced;
}

function payloadOf(fields: NamedLicense, { installationKey, bindings }: DigestedMachine, id: string): string {
  return writePayload(licenseDeclaration, {
    ...fields,
    licenseId: id,
    requestId: id,
    holder: '',
    bindings,
    installationKey,
    clientProvidedVersion: fields.licenseVersion,
  });
}
