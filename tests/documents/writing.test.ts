import { describe, expect, it } from 'vitest';
import { sealEnvelope } from '../../src/documents/envelope.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import { readRequest, writeRequest } from '../../src/documents/request.ts';
import { Refusal } from '../../src/refusal.ts';
import { golden, licenseFields, payloadOf, requestFields } from '../vectorMaker/golden.ts';
import { installation, signing, stranger } from '../vectorMaker/keys.ts';

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const license = (change: Partial<LicenseFields>) => writeLicense({ ...licenseFields, ...change }, signing);

describe('writing', () => {
  it('gives the same bytes for the same fields', async () => {
    expect(await license({})).toEqual(golden.license);
    expect(await writeRequest(requestFields, installation)).toEqual(golden.request);
  });

  it('lists bindings in one order, whatever the input order', async () => {
    expect(await license({ bindings: licenseFields.bindings.toReversed() })).toEqual(golden.license);
  });

  it.each([
    ['a holder that is too long', { holder: 'x'.repeat(201) }],
    ['a holder on two lines', { holder: 'a\nb' }],
    ['a lone surrogate', { holder: 'a\ud800b' }],
    ['a direction override', { holder: 'a\u202eb' }],
    ['an impossible date', { stopDate: '2026-02-30T00:00:00Z' }],
    ['a date with milliseconds', { issuedAt: '2026-02-03T00:00:00.000Z' }],
    ['a short license id', { licenseId: 'AAAA' }],
    ['another signer’s key ID', { keyId: 'AAAAAAAAAAA' }],
    ['a count of bindings below one', { requiredBindings: 0 }],
    ['a fraction', { requiredBindings: 2.5 }],
    ['a whole serial number', { serialMasked: 'AB12C-AB12C-AB12C-AB12C' }],
    ['a product id in capitals', { product: 'Orrery' }],
  ] satisfies [string, Partial<LicenseFields>][])(
    'returns nothing that could not be read back: %s',
    async (_, change) => {
      const code = await codeOf(license(change));
      expect(['payload-schema', 'payload-forbidden-construct']).toContain(code);
    },
  );

  it('returns nothing when the signer has another key or signs incorrectly', async () => {
    expect(await codeOf(writeRequest(requestFields, stranger))).toBe('key-unknown');
    const faulty = { publicKey: installation.publicKey, sign: () => new Uint8Array(64) };
    expect(await codeOf(writeRequest(requestFields, faulty))).toBe('signature-invalid');
    const short = { publicKey: installation.publicKey, sign: () => new Uint8Array(63) };
    expect(await codeOf(writeRequest(requestFields, short))).toBe('signature-malformed');
  });
});

describe('reading a payload that its signer chose freely', () => {
  it('does not change Object.prototype', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      const trick = payloadOf('request').replace(
        '<Product ',
        `<${name} Value="x"><polluted Value="y"/></${name}><Product `,
      );
      const other = payloadOf('request').replace('<Product ', `<Product ${name}="x" `);
      for (const payload of [trick, other]) {
        const file = await sealEnvelope('request', payload, installation);
        expect(await codeOf(Promise.resolve().then(() => readRequest(file)))).toBe('payload-schema');
      }
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect('polluted' in {}).toBe(false);
  });

  it('names the position of the error, but not the content', async () => {
    const payload = payloadOf('request').replace('<KeysetVersion Value="7"', '<KeysetVersion Value="0x1F"');
    const file = await sealEnvelope('request', payload, installation);
    const error = await Promise.resolve()
      .then(() => readRequest(file))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).details).toEqual({
      path: 'LicenseRequest/KeysetVersion@Value',
      fault: 'is not a decimal number from 0 to 2147483647',
      at: payload.indexOf('0x1F'),
    });
  });
});
