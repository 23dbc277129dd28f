import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from '../../src/crypto/base64.ts';
import { bindingValue } from '../../src/crypto/binding.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { preAuthEncode } from '../../src/crypto/preAuthEncoding.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { opensslPublicKey } from './openssl.ts';

describe('base64', () => {
  it('reads its own output, and writes the same text as Node', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
        expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(bytes);
      }),
    );
  });

  it('reads only text that it would write', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'AZaz09+/-_= \n\t\0é'), maxLength: 12 });
    fc.assert(
      fc.property(texts, (text) => {
        const plain = decodeBase64(text);
        const url = decodeBase64Url(text);
        if (plain) expect(encodeBase64(plain)).toBe(text);
        if (url) expect(encodeBase64Url(url)).toBe(text);
      }),
      { numRuns: propertyRuns(2000) },
    );
  });

  it.each(['A', 'AA', 'AAA', 'AA=', 'AA===', 'AB==', 'AAB=', 'A A=', 'AA==\n', '-_==', '====', 'QQ==QQ=='])(
    'refuses %j',
    (text) => {
      expect(decodeBase64(text)).toBeNull();
    },
  );

  it.each(['A', 'AB', 'AAB', 'AA==', '+/', 'AA ', 'AAAAA'])('refuses %j as base64url', (text) => {
    expect(decodeBase64Url(text)).toBeNull();
  });
});

describe('the signed bytes', () => {
  it('match the example of DSSE', () => {
    const encoded = preAuthEncode('http://example.com/HelloWorld', new TextEncoder().encode('hello world'));
    expect(new TextDecoder().decode(encoded)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  it('count bytes, not characters', () => {
    const encoded = preAuthEncode('t', new TextEncoder().encode('é🪐'));
    expect(new TextDecoder().decode(encoded)).toBe('DSSEv1 1 t 6 é🪐');
  });
});

describe('a key id', () => {
  it('is the beginning of the SHA-256 of the key in openssl’s encoding', () => {
    const { publicKey } = seedSigner(new Uint8Array(32).fill(8));
    const spki = opensslPublicKey(publicKey).export({ format: 'der', type: 'spki' });
    const digest = createHash('sha256').update(spki).digest();
    expect(keyIdOf(publicKey)).toBe(digest.subarray(0, 8).toString('base64url'));
  });
});

describe('a binding value', () => {
  it('is the beginning of an HMAC keyed by the product', () => {
    const digest = createHmac('sha256', 'orrery').update('bind/v1|disk|S5GXNX0T').digest();
    expect(bindingValue('orrery', 'disk', 'S5GXNX0T')).toBe(digest.subarray(0, 12).toString('base64url'));
  });

  it('differs for each product and component', () => {
    const values = [
      bindingValue('orrery', 'disk', 'x'),
      bindingValue('orrery', 'board', 'x'),
      bindingValue('planisphere', 'disk', 'x'),
    ];
    expect(new Set(values).size).toBe(3);
  });
});
