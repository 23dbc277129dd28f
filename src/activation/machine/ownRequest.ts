import { encodeBase64Url } from '../../crypto/base64.ts';
import { toInstant } from '../../documents/instant.ts';
import { readRequest, writeRequest } from '../../documents/request.ts';
import type { Engine } from '../engine.ts';

/**
 * Creates and stores this machine's request.
 *
 * @returns exact file bytes
 * @throws Refusal `storage-…` where the installation key cannot be stored
 */
export async function makeRequest(engine: Engine): Promise<Uint8Array> {
  const request = await signRequest(engine);
  await keepRequest(engine, request);
  return request;
}

/** @param request from {@link signRequest} */
export async function keepRequest({ keepMachine }: Pick<Engine, 'keepMachine'>, request: Uint8Array): Promise<void> {
  const { requestId } = readRequest(request);
  await keepMachine((machine) => ({ ...machine, request, requestIds: [...machine.requestIds, requestId] }));
}

/**
 * Creates this machine's request and stores nothing but the installation key that signs it.
 *
 * @returns exact file bytes
 * @throws Refusal `storage-…` where the installation key cannot be stored
 */
export async function signRequest({ ports, vendor }: Engine): Promise<Uint8Array> {
  const { product } = vendor.profile;
  const signer = await ports.installation.signer();
  return writeRequest(
    {
      requestId: encodeBase64Url(ports.randomBytes(16)),
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
}
