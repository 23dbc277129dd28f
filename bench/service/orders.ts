import { randomBytes } from 'node:crypto';
import { demoCatalog } from '../../server/demo/vendor.ts';
import type { Keystore } from '../../server/keys/keystore.ts';
import { makePrivateKey, nodeSigner } from '../../server/keys/nodeSigner.ts';
import type { InstalledKeyset } from '../../server/keys/vendorCheck.ts';
import { createActivations } from '../../server/licensing/activations.ts';
import { productRules } from '../../server/licensing/issueContext.ts';
import { byProduct } from '../../server/licensing/products.ts';
import { serialDigest } from '../../server/licensing/serialDigest.ts';
import { addSerial } from '../../server/store/serials.ts';
import type { Store } from '../../server/store/tables.ts';
import { createWriter } from '../../server/store/writer.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { writeLicense } from '../../src/documents/license.ts';
import { readRequest } from '../../src/documents/request.ts';
import { maskSerialNumber, mintSerialNumber } from '../../src/documents/serialNumber.ts';
import { decideIssue } from '../../src/issue/decideIssue.ts';
import { installedKeyset } from '../../tests/server/keys/keysets.ts';
import { machineWith, requestOf } from '../../tests/server/machines.ts';

export interface Keys {
  readonly keystore: Keystore;
  readonly keyset: InstalledKeyset;
}

export async function makeKeys(): Promise<Keys> {
  const keystore: Keystore = { signers: [nodeSigner(makePrivateKey())], pepper: randomBytes(32) };
  const { keyset } = await installedKeyset(keystore.signers, 1);
  return { keystore, keyset };
}

/** Creates signed requests of different machines. */
export async function makeRequests(count: number): Promise<string[]> {
  const requests: string[] = [];
  for (let index = 0; index < count; index += 1) requests.push(await requestOf(machineWith(`bench-${randomId()}`)));
  return requests;
}

/** @returns issues a license through the whole service without the network */
export async function openIssuer(
  store: Store,
  { keystore, keyset }: Keys,
): Promise<(request: string) => Promise<void>> {
  const writer = createWriter(store);
  const serialNumber = mintSerialNumber(randomBytes(12));
  const serial = {
    id: randomId(),
    digest: serialDigest(keystore.pepper, serialNumber),
    masked: maskSerialNumber(serialNumber),
    product: demoCatalog.product.id,
    licenseType: 'pro',
    seats: 1_000_000,
  };
  await writer.write((context) => addSerial(context, serial, { at: '2026-11-23T10:00:00Z', actor: 'command-line' }));
  const products = byProduct([{ catalog: demoCatalog, keystore, keyset }]);
  const activations = createActivations({ products, writer, now: () => new Date() });
  return async (request) => {
    const { outcome } = await activations.activate({ request, licenseType: 'pro', serialNumber });
    if (outcome !== 'issued') throw new Error(`expected a new license, got ${outcome}`);
  };
}

/** @returns processes an order without a store: reads it, decides and writes the license */
export function openDocumentIssuer({ keystore }: Keys): (request: string) => Promise<void> {
  const [signer] = keystore.signers;
  const context = { product: productRules(demoCatalog), keyId: keyIdOf(signer.publicKey), now: new Date() };
  return async (text) => {
    const request = readRequest(new TextEncoder().encode(text));
    const order = { request, licenseType: 'personal', serial: 'none', holder: '', confirmChange: false } as const;
    const decision = decideIssue(
      { ...order, seatsTaken: 0, seats: [], trialSince: null },
      { ...context, licenseId: randomId() },
    );
    if (decision.outcome !== 'issued') throw new Error(`expected a license, got ${decision.code}`);
    await writeLicense(decision.fields, signer);
  };
}

function randomId(): string {
  return randomBytes(16).toString('base64url');
}
