import { encodeBase64Url } from '../../../src/crypto/base64.ts';
import { seedSigner } from '../../../src/crypto/ed25519.ts';
import { writeRequest } from '../../../src/documents/request.ts';

/** @returns the request file of each machine, which its number makes unique */
export function requestsOf(machines: readonly number[], product = 'orrery'): Promise<readonly Uint8Array[]> {
  return Promise.all(
    machines.map((machine) => {
      const signer = seedSigner(new Uint8Array(32).fill(machine));
      return writeRequest(
        {
          installationKey: signer.publicKey,
          requestId: encodeBase64Url(new Uint8Array(16).fill(machine)),
          product,
          productVersion: '5.2',
          createdAt: '2026-11-23T10:00:00Z',
          keysetVersion: 1,
          bindingStrength: 'weak',
          bindings: [],
        },
        signer,
      );
    }),
  );
}
