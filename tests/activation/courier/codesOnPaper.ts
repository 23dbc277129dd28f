import { seedSigner } from '../../../src/crypto/ed25519.ts';
import { machineDigest } from '../../../src/documents/byCode/machineDigest.ts';
import { openEnvelope } from '../../../src/documents/envelope.ts';
import { machineId } from '../../../src/documents/machineId.ts';
import { writeReturnReceipt } from '../../../src/documents/returnReceipt.ts';
import { writeInstallationCode } from '../../../src/typed/installationCode.ts';
import { writeReturnCode } from '../../../src/typed/returnCode.ts';
import { nonceForCode } from '../../../src/typed/returnNonce.ts';
import { vocabularyOf } from '../../../src/typed/vocabulary.ts';
import { profileWith } from '../environment.ts';

const signerOf = (machine: number) => seedSigner(new Uint8Array(32).fill(machine));

/** @returns the computer ID of one of the machines */
export const idOf = (machine: number): string => machineId(signerOf(machine).publicKey);

/** @param machine a number for each machine @returns the groups that it shows */
export async function installationCodeOf(machine: number, product?: { id: string }): Promise<string[]> {
  const profile = await profileWith({ version: 1, epoch: 1 });
  const vocabulary = vocabularyOf({ ...profile, product: { ...profile.product, ...product } });
  const described = { product: vocabulary.product, installationKey: signerOf(machine).publicKey, bindings: [] };
  const digest = machineDigest(described);
  return writeInstallationCode({ vocabulary, keysetVersion: 1, digest, machineId: idOf(machine) });
}

/** @returns the groups that a machine shows after it returned a license */
export async function returnCodeOf(machine: number, licenseId: string, counter = 1): Promise<string[]> {
  const signer = signerOf(machine);
  const fields = {
    ...{ product: 'orrery', licenseId, counter, nonce: nonceForCode(licenseId, counter) },
    installationKey: signer.publicKey,
    returnedAt: '2026-11-23T11:00:00Z',
  };
  const { signature } = openEnvelope(await writeReturnReceipt(fields, signer), 'return');
  return writeReturnCode(fields, signature, new Uint8Array(12));
}
