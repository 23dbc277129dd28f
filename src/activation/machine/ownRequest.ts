import { encodeBase64Url } from '../../crypto/base64.ts';
import { toInstant } from '../../documents/instant.ts';
import { writeRequest } from '../../documents/request.ts';
import type { Engine } from '../engine.ts';

/**
 * Creates and stores this machine's request.
 *
 * @returns exact file bytes
 * @throws Refusal `storage-…` where the installation key cannot be stored
 */
export async function makeRequest({ ports, vendor, keepMachine }: Engine): Promise<Uint8Array> {
  const { product } = vendor.profile;
  const signer = await ports.installation.signer();
  const requestId = encodeBase64Url(ports.randomBytes(16));
  const request = await writeRequest(
    {
      requestId,
      product: product.id,
      productVersion: product.version,
      createdAt: toInstant(ports.now()),
      installationKey: signer.publicKey,
      keysetVersion: vendor.keysets.current.version,
      // A page cannot read hardware: its request is bound to the installation key alone.
      bindingStrength: 'weak',
      bindings: [],
    },
    signer,
  );
  await keepMachine((machine) => ({ ...machine, request, requestIds: [...machine.requestIds, requestId] }));
  return request;
}
