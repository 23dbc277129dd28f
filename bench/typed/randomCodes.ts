import { makePrivateKey, nodeSigner } from '../../server/keys/nodeSigner.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { bindingComponents } from '../../src/documents/bindings.ts';
import { machineMark } from '../../src/documents/byCode/machineDigest.ts';
import type { Keyset } from '../../src/documents/keyset.ts';
import { crockfordAlphabet } from '../../src/documents/symbols/crockford.ts';
import { writeConfirmationCode } from '../../src/typed/confirmationCode.ts';
import type { LicenseByCodeFields } from '../../src/typed/licenseByCode.ts';
import type { CodeContext } from '../../src/typed/licenseFromCode.ts';
import { signForCode } from '../../src/typed/signedLicense.ts';
import { vocabulary } from '../../tests/typed/demonstration.ts';
import type { Draw } from '../../tests/typed/typist.ts';

/** A code as a vendor gives it, and the machine that it is for. */
export interface RandomCode {
  readonly groups: readonly string[];
  readonly context: CodeContext;
}

const keyCount = 3;
const machineCount = 500;

/** @returns makes a code of a random license for one of some hundred machines, signed by one of three keys */
export function codeMaker(draw: Draw): () => Promise<RandomCode> {
  const signers = Array.from({ length: keyCount }, () => nodeSigner(makePrivateKey()));
  const keyset = keysetOf(signers);
  const contexts = Array.from({ length: machineCount }, () => ({ machine: anyMachine(draw), vocabulary, keyset }));
  const marks = contexts.map(({ machine }) => machineMark(machine));
  return async () => {
    const at = draw(machineCount);
    const signer = signers[draw(keyCount)] as Signer;
    const license = anyLicense(draw, keyIdOf(signer.publicKey), marks[at] as Uint8Array);
    const { signature } = await signForCode(license, signer);
    return { groups: writeConfirmationCode(license, signature, vocabulary), context: contexts[at] as CodeContext };
  };
}

function keysetOf(signers: readonly Signer[]): Keyset {
  const keys = signers.map(({ publicKey }) => ({ keyId: keyIdOf(publicKey), publicKey }));
  // Reading a code needs nothing else of it.
  return { keys } as unknown as Keyset;
}

function anyMachine(draw: Draw): CodeContext['machine'] {
  const bindings = bindingComponents.slice(0, draw(6)).map((component) => ({ component, value: text(draw, 16) }));
  return { product: vocabulary.product, installationKey: bytes(draw, 32), bindings };
}

/** A tenth has names that the profile lacks, a quarter content of its own; dates and serial number may be absent. */
function anyLicense(draw: Draw, keyId: string, mark: Uint8Array): LicenseByCodeFields {
  const own = draw(10) === 0 ? ['Special', text(draw, 1 + draw(8))] : [];
  const issuedAt = second(draw);
  return {
    keyId,
    product: vocabulary.product,
    licenseType: own.length > 0 ? 'special' : (vocabulary.licenseTypes[draw(4)] as string),
    features: [...vocabulary.features.filter(() => draw(2) === 0), ...own],
    entitlements: Array.from({ length: draw(4) === 0 ? 1 + draw(2) : 0 }, () => ({
      ...{ namespace: 'orrery', tag: text(draw, 4), type: 'content' },
      ...(draw(2) === 0 && { validTo: midnight(draw) }),
    })),
    requiredBindings: 1 + draw(5),
    machineMark: mark,
    ...(draw(3) > 0 && { serialMasked: `*****-*****-*****-${text(draw, 5)}` }),
    startDate: midnight(draw),
    ...(draw(3) > 0 && { stopDate: draw(5) === 0 ? second(draw) : midnight(draw) }),
    ...(draw(2) > 0 && { updateDate: midnight(draw) }),
    initialActivationDate: draw(4) === 0 ? second(draw) : issuedAt,
    issuedAt,
    licenseVersion: vocabulary.licenseVersion,
  };
}

const beginning = Date.UTC(2026, 0, 1) / 1000;
const day = 24 * 60 * 60;

function second(draw: Draw): string {
  return instant(beginning + draw(4 * 365 * day));
}

function midnight(draw: Draw): string {
  return instant(beginning + day * draw(4 * 365));
}

function instant(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** @returns characters that serial numbers, words and bindings may have */
function text(draw: Draw, length: number): string {
  return Array.from({ length }, () => crockfordAlphabet.charAt(draw(32))).join('');
}

export function bytes(draw: Draw, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => draw(256));
}
