import { describe, expect, it } from 'vitest';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { exactDocumentsIn } from '../../src/documents/heal/exactDocuments.ts';
import { writeKeyset } from '../../src/documents/keyset.ts';
import { writeLicense } from '../../src/documents/license.ts';
import { deliveryOf, newestKeyset } from '../../src/verify/delivery.ts';
import {
  keysetFields,
  licenseFields,
  product,
  rootSigner,
  signingSigner,
  strangerSigner,
} from '../documents/sample.ts';
import { refusalOf } from '../refusalOf.ts';

const context = { rootKeys: [rootSigner.publicKey], product };
const license = await writeLicense(licenseFields, signingSigner);
const third = await writeKeyset(keysetFields, rootSigner);
const fourth = await writeKeyset({ ...keysetFields, version: 4 }, rootSigner);
const forged = await writeKeyset(
  { ...keysetFields, version: 9, rootKeyId: keyIdOf(strangerSigner.publicKey) },
  strangerSigner,
);

describe('a delivery', () => {
  it('is split into keysets and the rest, in order', () => {
    const opened = (file: Uint8Array) => deliveryOf(exactDocumentsIn(file));
    const exact = (file: Uint8Array) => ({ type: 'license', candidates: [file], damages: [] });
    expect(opened(joinBundle([license, third]))).toEqual({ keysets: [third], licenses: [exact(license)] });
    expect(opened(joinBundle([fourth, license, license]))).toEqual({
      keysets: [fourth],
      licenses: [exact(license), exact(license)],
    });
    expect(opened(license)).toEqual({ keysets: [], licenses: [exact(license)] });
    expect(opened(new Uint8Array())).toEqual({ keysets: [], licenses: [exact(new Uint8Array())] });
  });
});

describe('the newest keyset', () => {
  it('is found in any order, among older and forged ones', () => {
    for (const files of [
      [third, fourth, forged],
      [forged, fourth, third],
      [fourth, forged],
    ]) {
      expect(newestKeyset(files, context).keyset.version).toBe(4);
    }
    expect(newestKeyset([third], context)).toMatchObject({ file: third });
  });

  it('is null when none is genuine', () => {
    expect(refusalOf(() => newestKeyset([forged, license], context))).toBe('key-unknown');
    expect(refusalOf(() => newestKeyset([], context))).toBe('keyset-missing');
  });
});
