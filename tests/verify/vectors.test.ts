import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../src/crypto/base64.ts';
import { exactDocumentsIn } from '../../src/documents/heal/exactDocuments.ts';
import { readRequest } from '../../src/documents/request.ts';
import { Refusal } from '../../src/refusal.ts';
import { verifyActivationReceipt } from '../../src/verify/activationReceipt.ts';
import { deliveryOf, newestKeyset } from '../../src/verify/delivery.ts';
import { type KeysetContext, verifyKeyset } from '../../src/verify/keyset.ts';
import { type VerifiedLicense, verifyLicense } from '../../src/verify/license.ts';
import { judgeLicenses } from '../../src/verify/licenseState.ts';
import { verifyReturnReceipt } from '../../src/verify/returnReceipt.ts';
import type { Context } from '../vectorMaker/contexts.ts';

interface Vector {
  readonly file: string;
  readonly type: 'request' | 'license' | 'keyset' | 'return' | 'activation' | 'delivery';
  readonly context: string;
  readonly expect: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly keysetVersion?: number;
}

// This test reads only the manifest, so that a verifier in another language needs no more either.
const folder = new URL('../vectors/', import.meta.url);
const read = (path: string) => new Uint8Array(readFileSync(new URL(path, folder)));
const { contexts, cases } = JSON.parse(new TextDecoder().decode(read('manifest.json'))) as {
  contexts: Readonly<Record<string, Context>>;
  cases: readonly Vector[];
};

const bytes = (base64: string) => decodeBase64(base64) ?? new Uint8Array();

function keysetContext({ product, rootKeys }: Context): KeysetContext {
  return { product, rootKeys: rootKeys.map(bytes) };
}

function verify(file: Uint8Array, type: Vector['type'], context: Context): unknown {
  const { product, machine, seat, now } = context;
  if (type === 'request') return readRequest(file);
  if (type === 'keyset') return verifyKeyset(file, { ...keysetContext(context), held: context.held });
  if (type === 'return') {
    const license = { licenseId: seat.licenseId, installationKey: bytes(seat.installationKey) };
    return verifyReturnReceipt(file, { product, license, lastCounter: seat.lastCounter }, seat.takenNonces);
  }
  if (type === 'activation') {
    const { licenseId, installationKey } = seat;
    return verifyActivationReceipt(file, () => ({ product, licenseId, installationKey: bytes(installationKey) }));
  }
  if (type === 'delivery') return deliver(file, context);
  // The keyset is of the same product as the vectors, whatever product the machine is asked about.
  const keyset = verifyKeyset(read(context.keyset), { ...keysetContext(context), product: 'orrery' });
  return verifyLicense(file, {
    keyset,
    product,
    installationKey: bytes(machine.installationKey),
    bindings: machine.bindings,
    requestIds: machine.requestIds,
    now: new Date(now),
  });
}

/** The best license of a delivery, and the version of the newest keyset. */
function deliver(file: Uint8Array, context: Context): { keysetVersion: number } & VerifiedLicense {
  const { product, machine, now, keyset, kept } = context;
  const { keysets, licenses } = deliveryOf(exactDocumentsIn(file));
  const newest = newestKeyset([...[keyset, ...kept].map(read), ...keysets], keysetContext(context));
  const [first, ...others] = licenses;
  if (!first) throw new Refusal('document-type-wrong');
  const { state } = judgeLicenses([first, ...others], {
    keyset: newest.keyset,
    product,
    installationKey: bytes(machine.installationKey),
    bindings: machine.bindings,
    requestIds: machine.requestIds,
    returned: machine.returned,
    now: new Date(now),
    lastSeen: [],
  });
  if (state.state === 'refused') throw new Refusal(state.code);
  return { ...state.license, keysetVersion: newest.keyset.version };
}

function outcome({ file, type, context }: Vector): { code: string; result?: unknown } {
  const known = contexts[context];
  if (!known) throw new Error(`no context ${context}`);
  try {
    return { code: 'pass', result: verify(read(file), type, known) };
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code };
    throw error;
  }
}

describe.each(['pass', 'refused'])('vectors: %s', (group) => {
  it.each(cases.filter((one) => (one.expect === 'pass') === (group === 'pass')))('$file: $expect', (vector) => {
    const { code, result } = outcome(vector);
    expect(code).toBe(vector.expect);
    if (vector.fields) expect(result).toMatchObject(vector.fields);
    if (vector.keysetVersion) expect(result).toMatchObject({ keysetVersion: vector.keysetVersion });
  });
});
