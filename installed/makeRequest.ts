import { randomBytes } from 'node:crypto';
import { toInstant } from '../src/documents/instant.ts';
import { type RequestFields, writeRequest } from '../src/documents/request.ts';
import { obtainInstallationKey } from './installationKey.ts';
import type { LicensedMachine } from './licensedMachine.ts';
import { tryToStore } from './storedFile.ts';

export interface RequestFile {
  /** Exact bytes. */
  readonly file: Uint8Array;
  readonly fields: RequestFields;
  /** Null if a copy was stored, which the wizard shows again; else the system's error code. */
  readonly storageError: string | null;
}

/**
 * Creates a license request for this machine. The key that signs it is stored first.
 *
 * @throws InstallationError `installation-key-damaged`, `keep-failed`
 */
export async function makeRequest(machine: LicensedMachine): Promise<RequestFile> {
  const request = await writeMachineRequest(machine);
  return { ...request, storageError: tryToStore(machine.paths.request, request.file) };
}

/**
 * Creates a license request that is sent at once: what is stored for the wizard stays.
 *
 * @throws InstallationError `installation-key-damaged`, `keep-failed`
 */
export async function writeMachineRequest(machine: LicensedMachine): Promise<Omit<RequestFile, 'storageError'>> {
  const { system, profile, paths, keyset, identity } = machine;
  const signer = obtainInstallationKey(paths.installationKey);
  const fields: RequestFields = {
    installationKey: signer.publicKey,
    requestId: randomBytes(16).toString('base64url'),
    product: profile.product.id,
    productVersion: profile.product.version,
    createdAt: toInstant(system.now),
    keysetVersion: keyset.keyset.version,
    bindingStrength: identity.strength,
    bindings: identity.bindings,
  };
  return { file: await writeRequest(fields, signer), fields };
}
