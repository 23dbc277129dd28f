import { verify as nodeVerify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { documentTypes } from '../../src/documents/documentType.ts';
import { openLicense, readLicense } from '../../src/documents/license.ts';
import { opensslPublicKey, opensslSigns, opensslVerifies } from '../crypto/openssl.ts';
import { golden, licenseFields } from '../vectorMaker/golden.ts';
import { installation, root, seedOf, signing } from '../vectorMaker/keys.ts';

const signers = {
  request: installation,
  license: signing,
  keyset: root,
  return: installation,
  activation: installation,
};

/** Parses a file by docs/format.md only, without any of the code under test. */
function takeApart(file: Uint8Array, type: string): { message: Buffer; signature: Buffer } {
  const [, , payload = '', signatureLine = ''] = Buffer.from(file).toString('utf8').split('\n');
  const mediaType = `application/vnd.keyferry.${type}.v1+xml`;
  const length = Buffer.byteLength(payload);
  return {
    message: Buffer.from(`DSSEv1 ${mediaType.length} ${mediaType} ${length} ${payload}`, 'utf8'),
    signature: Buffer.from(/>(.*)</.exec(signatureLine)?.[1] ?? '', 'base64'),
  };
}

describe.each(documentTypes)('openssl, on our %s', (type) => {
  const { message, signature } = takeApart(golden[type], type);
  const { publicKey } = signers[type];

  it('accepts the signature', () => {
    expect(opensslVerifies(publicKey, message, signature)).toBe(true);
    expect(nodeVerify(null, message, opensslPublicKey(publicKey), signature)).toBe(true);
  });

  it('refuses it with another byte or another type', () => {
    const changed = Buffer.from(message);
    changed[changed.length - 1] = 0x20;
    expect(opensslVerifies(publicKey, changed, signature)).toBe(false);
    const otherType = type === 'license' ? 'keyset' : 'license';
    expect(opensslVerifies(publicKey, takeApart(golden[type], otherType).message, signature)).toBe(false);
  });
});

describe('a license that openssl signed', () => {
  it('is read like one of ours', () => {
    const { message } = takeApart(golden.license, 'license');
    const payload = Buffer.from(golden.license).toString('utf8').split('\n')[2];
    const signature = Buffer.from(opensslSigns(seedOf('signing'), message)).toString('base64');
    const signatureLine = `<Signature Algorithm="Ed25519" KeyId="${keyIdOf(signing.publicKey)}">${signature}</Signature>`;
    const file = `<?xml version="1.0" encoding="UTF-8"?>\n<root>\n${payload}\n${signatureLine}\n</root>\n`;
    expect(readLicense(openLicense(new TextEncoder().encode(file)), signing.publicKey)).toEqual(licenseFields);
  });
});
