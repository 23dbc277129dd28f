import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../../../src/crypto/base64.ts';
import { contentsOf } from '../../../src/documents/contents/contents.ts';
import { declarations } from '../../../src/documents/contents/declarations.ts';
import { identifies } from '../../../src/documents/contents/identifies.ts';
import { documentTypes } from '../../../src/documents/documentType.ts';
import { writeKeyset } from '../../../src/documents/keyset.ts';
import { writeLicense } from '../../../src/documents/license.ts';
import { writeRequest } from '../../../src/documents/request.ts';
import {
  installationSigner,
  keysetFields,
  licenseFields,
  requestFields,
  rootSigner,
  signingSigner,
} from '../sample.ts';

const keys = [rootSigner.publicKey, signingSigner.publicKey];

/** Every text between quotation marks, and the signature, in the order of the file. */
function textsIn(file: Uint8Array): string[] {
  const text = new TextDecoder().decode(file);
  const payload = text.split('\n')[2] ?? '';
  const written = [...payload.replace(' id="Terms"', '').matchAll(/="([^"]*)"/g)].map(([, value]) => value ?? '');
  return [...written, /">([^<]*)<\/Signature>/.exec(text)?.[1] ?? ''];
}

describe('everything that a document holds', () => {
  it.each([
    ['request', () => writeRequest(requestFields, installationSigner)],
    ['license', () => writeLicense(licenseFields, signingSigner)],
    ['keyset', () => writeKeyset(keysetFields, rootSigner)],
  ] as const)('is listed in the order of the file: %s', async (type, write) => {
    const file = await write();
    const { fields, signature } = contentsOf(file, type, keys);
    const listed = fields.flatMap(({ items }) => items.flatMap((item) => item.map(({ text }) => text)));
    expect([...listed, signature.text]).toEqual(textsIn(file));
  });

  it('says what is left out, and which texts are instants', async () => {
    const { stopDate: _, ...endless } = licenseFields;
    const { fields } = contentsOf(await writeLicense(endless, signingSigner), 'license', keys);
    const of = (name: string) => fields.find((field) => field.name === name)?.items;
    expect(of('stopDate')).toEqual([]);
    expect(of('issuedAt')).toEqual([[{ name: 'Value', text: licenseFields.issuedAt, isInstant: true }]]);
  });

  it('is not listed when its signature cannot be checked', async () => {
    const license = await writeLicense(licenseFields, signingSigner);
    expect(() => contentsOf(license, 'license', [rootSigner.publicKey])).toThrow(
      expect.objectContaining({ code: 'key-unknown' }),
    );
    const request = await writeRequest(requestFields, installationSigner);
    const forged = new TextDecoder().decode(request).replace('5.2', '5.3');
    expect(() => contentsOf(new TextEncoder().encode(forged), 'request', keys)).toThrow(
      expect.objectContaining({ code: 'signature-invalid' }),
    );
  });

  it('has the key as it stands in the file', async () => {
    const { fields } = contentsOf(await writeRequest(requestFields, installationSigner), 'request', []);
    expect(fields[0]?.items[0]?.[0]?.text).toBe(encodeBase64(installationSigner.publicKey));
  });
});

it.each(documentTypes)('says of every declared field whom it identifies, and of no other: %s', (type) => {
  expect(Object.keys(identifies[type])).toEqual(Object.keys(declarations[type].fields));
});
