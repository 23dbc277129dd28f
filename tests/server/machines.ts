import { randomBytes } from 'node:crypto';
import { makePrivateKey, nodeSigner } from '../../server/keys/nodeSigner.ts';
import { bindingValue } from '../../src/crypto/binding.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { type Binding, bindingComponents } from '../../src/documents/bindings.ts';
import { type RequestFields, writeRequest } from '../../src/documents/request.ts';

/** A machine with an installation key and hardware. */
export interface Machine {
  readonly signer: Signer;
  readonly bindings: readonly Binding[];
}

/** @param hardware name from which the identifiers are derived; the same name is the same computer */
export function machineWith(hardware: string): Machine {
  return { signer: nodeSigner(makePrivateKey()), bindings: bindingsOf(hardware) };
}

export function bindingsOf(hardware: string, product = 'orrery'): Binding[] {
  return bindingComponents.map((component) => ({
    component,
    value: bindingValue(product, component, `${hardware}-${component}`),
  }));
}

/** Creates a request file, as text. */
export async function requestOf(machine: Machine, changes: Partial<RequestFields> = {}): Promise<string> {
  const fields: RequestFields = {
    requestId: randomBytes(16).toString('base64url'),
    product: 'orrery',
    productVersion: '5.2',
    createdAt: '2026-11-23T09:58:07Z',
    installationKey: machine.signer.publicKey,
    keysetVersion: 1,
    bindingStrength: machine.bindings.length >= 3 ? 'strong' : 'weak',
    bindings: machine.bindings,
    ...changes,
  };
  return new TextDecoder().decode(await writeRequest(fields, machine.signer));
}
