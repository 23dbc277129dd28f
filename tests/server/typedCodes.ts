import { namedFeatures } from '../../src/contract/catalog.ts';
import { hardwareDigest, machineDigest } from '../../src/documents/byCode/machineDigest.ts';
import { openEnvelope } from '../../src/documents/envelope.ts';
import type { Keyset } from '../../src/documents/keyset.ts';
import { type LicenseFields, openLicense, readLicense } from '../../src/documents/license.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { bindingsField } from '../../src/documents/payload/bindingsField.ts';
import { writeReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { writeInstallationCode } from '../../src/typed/installationCode.ts';
import { licenseFromCode } from '../../src/typed/licenseFromCode.ts';
import { writeReturnCode } from '../../src/typed/returnCode.ts';
import { nonceForCode } from '../../src/typed/returnNonce.ts';
import { type Vocabulary, vocabularyOf } from '../../src/typed/vocabulary.ts';
import type { TestService } from './http/adminCalls.ts';
import type { Machine } from './machines.ts';

const product = 'orrery';
const digested = ({ signer, bindings }: Machine) => ({ product, installationKey: signer.publicKey, bindings });

/** @returns the names of the profile that the service's catalog makes */
export function vocabularyFor({ catalog }: Pick<TestService, 'catalog'>): Vocabulary {
  return vocabularyOf({ ...catalog, ...namedFeatures(catalog) });
}

/** @returns the installation code that a machine shows, as a person types it */
export function installationCodeOf(
  machine: Machine,
  vocabulary: Vocabulary,
  { keysetVersion = 1, computer = machineId(machine.signer.publicKey) } = {},
): string {
  const facts = { vocabulary, keysetVersion, digest: machineDigest(digested(machine)), machineId: computer };
  return writeInstallationCode(facts).join(' ');
}

/** Types a confirmation code at a machine. @returns the license that the signature is of */
export function licenseAt(machine: Machine, groups: readonly string[], service: TestService): LicenseFields {
  const vocabulary = vocabularyFor(service);
  const keyset = service.keyset as unknown as Keyset;
  const file = licenseFromCode(groups, { machine: digested(machine), vocabulary, keyset });
  return readLicense(openLicense(file), service.keystore.signers[0].publicKey);
}

/** @param knowsKey whether the vendor has the machine's key, because its license came as a file */
export async function returnCodeOf(
  { signer, bindings }: Machine,
  licenseId: string,
  { counter = 1, knowsKey = false } = {},
): Promise<string> {
  const nonce = nonceForCode(licenseId, counter);
  const fields = {
    ...{ product, licenseId, counter, nonce },
    installationKey: signer.publicKey,
    returnedAt: '2026-11-23T09:59:00Z',
  };
  const { signature } = openEnvelope(await writeReturnReceipt(fields, signer), 'return');
  const hardware = hardwareDigest(bindingsField.write(bindings).children.join(''));
  return writeReturnCode(fields, signature, knowsKey ? null : hardware).join(' ');
}
