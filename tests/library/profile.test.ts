import { expect, it } from 'vitest';
import { readLicenseProfile } from '../../library/profile.ts';
import { encodeBase64 } from '../../src/crypto/base64.ts';
import { rootSigner } from '../documents/sample.ts';

const profile = { product: { id: 'orrery' }, rootKeys: [encodeBase64(rootSigner.publicKey)], keyset: '' };

it('takes a vendor profile as an object or as the text of its file', () => {
  expect(readLicenseProfile(profile)).toBe(profile);
  expect(readLicenseProfile(JSON.stringify(profile))).toEqual(profile);
});

it.each([
  ['no JSON', 'orrery', /not JSON/],
  ['nothing', 'null', /lacks/],
  ['another object', '{}', /lacks/],
  ['no keyset', JSON.stringify({ ...profile, keyset: undefined }), /lacks/],
  ['a list', '[]', /lacks/],
  ['a short root key', JSON.stringify({ ...profile, rootKeys: ['AAAA'] }), /32 bytes/],
])('says what is wrong with a profile: %s', (_, text, reason) => {
  expect(() => readLicenseProfile(text)).toThrow(reason);
  expect(() => readLicenseProfile(text)).toThrow(TypeError);
});
