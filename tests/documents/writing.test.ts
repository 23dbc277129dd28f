import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { sealEnvelope } from '../../src/documents/envelope.ts';
import { type LicenseFields, openLicense, readLicense, writeLicense } from '../../src/documents/license.ts';
import { readRequest, writeRequest } from '../../src/documents/request.ts';
import { isText } from '../../src/documents/rules.ts';
import { Refusal } from '../../src/refusal.ts';
import { propertyRuns } from '../propertyRuns.ts';
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

  it('reads back any valid text unchanged', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 }).filter((one) => isText(one, 64) && one !== '');
    await fc.assert(
      fc.asyncProperty(text, text, async (holder, feature) => {
        const read = readLicense(openLicense(await license({ holder, features: [feature] })), signing.publicKey);
        expect([read.holder, read.features]).toEqual([holder, [feature]]);
      }),
      { numRuns: propertyRuns(60) },
    );
  });
});

describe('reading a payload that its signer chose freely', () => {
  const signer = seedSigner(new Uint8Array(32).fill(6));

  /** Cuts the golden payload into pieces and joins some of them, keeping the common beginning of every payload. */
  const shuffled = fc.array(fc.nat(60), { maxLength: 40 }).map((order) => {
    const pieces = payloadOf('request').split(/(?<=>)|(?= )/);
    return `${pieces.slice(0, 4).join('')}${order.map((index) => pieces[index % pieces.length]).join('')}</LicenseRequest>`;
  });

  it('returns a document that is identical when written again, or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async (payload) => {
        const file = await sealEnvelope('request', payload, signer);
        const code = await codeOf(Promise.resolve().then(() => readRequest(file)));
        expect(code).toMatch(/^(?:payload-|envelope-|signature-|key-)/);
      }),
      { numRuns: propertyRuns(200) },
    );
  });

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
