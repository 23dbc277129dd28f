import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase64Url } from '../../src/crypto/base64.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { rules } from '../../src/documents/rules.ts';
import { checkCode, writeCode } from '../../src/typed/code.ts';
import {
  inVocabularyOrder,
  keyHintOf,
  readConfirmationCode,
  readHeading,
  writeConfirmationCode,
} from '../../src/typed/confirmationCode.ts';
import type { LicenseByCodeFields } from '../../src/typed/licenseByCode.ts';
import { vocabularyCheck } from '../../src/typed/vocabulary.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { demonstrationLicense, vocabulary } from './demonstration.ts';

const signer = seedSigner(Uint8Array.from({ length: 32 }, (_, at) => at));
const signature = (await signer.sign(new TextEncoder().encode('any license'))) as Uint8Array;

const license: LicenseByCodeFields = {
  ...demonstrationLicense,
  keyId: 'BuP9j9opu2A',
  machineMark: Uint8Array.from({ length: 17 }, (_, at) => at + 7),
};

function read(code: readonly string[], names = vocabulary) {
  const found = readConfirmationCode(code, names);
  if (typeof found === 'string') return found;
  const { keyId, product, machineMark } = license;
  return { ...found.fields, keyId, product, machineMark };
}

test('of the demonstration vendor takes 26 groups, and gives the license and its signature', () => {
  const code = writeConfirmationCode(license, signature, vocabulary);
  expect(code).toHaveLength(26);
  expect(read(code)).toEqual(license);
  expect(readConfirmationCode(code, vocabulary)).toMatchObject({ signature, keyHint: keyHintOf(license.keyId) });
});

test('says in its first group how long it is and whose', () => {
  const [first = ''] = writeConfirmationCode(license, signature, vocabulary);
  const heading = { groups: 26, isSupported: true, machine: 7, vocabulary: vocabularyCheck(vocabulary) };
  expect(readHeading(first)).toEqual(heading);
  expect(readHeading(first.slice(0, 5))).toBeNull();
});

const instant = fc
  .integer({ min: 0, max: 2 ** 32 - 1 })
  .map((seconds) => `${new Date(1_577_836_800_000 + seconds * 1000).toISOString().slice(0, 19)}Z`);
const midnight = instant.map((text) => `${text.slice(0, 10)}T00:00:00Z`);
const date = fc.oneof(instant, midnight);
const word = fc.oneof(
  fc.constantFrom(...vocabulary.features, '観測'),
  fc.string({ minLength: 1, maxLength: 4, unit: 'binary-ascii' }).filter((text) => rules.word(text) === true),
);

const anyLicense = fc.record(
  {
    licenseType: fc.constantFrom('plus', 'pro', 'not-in-the-profile'),
    licenseVersion: fc.constantFrom('5.x', '5.x', '6.x', 'Winter ❄'),
    features: fc.uniqueArray(word, { maxLength: 4 }),
    entitlements: fc.array(
      fc.record(
        { namespace: word, tag: word, type: word, validTo: date },
        { requiredKeys: ['namespace', 'tag', 'type'] },
      ),
      { maxLength: 2 },
    ),
    requiredBindings: fc.integer({ min: 1, max: 5 }),
    serialMasked: fc.constantFrom('*****-*****-*****-9189V', '*****-*****-*****-00ZZ7'),
    startDate: date,
    stopDate: date,
    updateDate: date,
    initialActivationDate: instant,
    issuedAt: instant,
  },
  {
    requiredKeys: [
      ...(['licenseType', 'licenseVersion', 'features', 'entitlements', 'requiredBindings'] as const),
      ...(['startDate', 'initialActivationDate', 'issuedAt'] as const),
    ],
  },
);

test('gives any license back, with names that the profile has and with others', () => {
  fc.assert(
    fc.property(anyLicense, fc.boolean(), (some, isSpelled) => {
      const features = inVocabularyOrder(some.features, vocabulary);
      const one = { ...license, ...some, features } as LicenseByCodeFields;
      const { serialMasked, stopDate, updateDate, ...rest } = one;
      const wanted = {
        ...rest,
        ...('serialMasked' in some && { serialMasked }),
        ...('stopDate' in some && { stopDate }),
        ...('updateDate' in some && { updateDate }),
      } as LicenseByCodeFields;
      const code = writeConfirmationCode(wanted, signature, isSpelled ? null : vocabulary);
      expect(read(code)).toEqual(wanted);
    }),
    { numRuns: propertyRuns(200) },
  );
});

describe('is not taken', () => {
  const code = writeConfirmationCode(license, signature, vocabulary);

  test('while groups are missing or wrong', () => {
    for (const length of [0, 1, 13, 25])
      expect(readConfirmationCode(code.slice(0, length), vocabulary)).toBe('incomplete');
    const [first = '', ...others] = code;
    expect(readConfirmationCode([first, ...others.reverse()], vocabulary)).toBe('incomplete');
  });

  test('with a group too many', () => {
    expect(readConfirmationCode([...code, code[25] as string], vocabulary)).toBe('mistyped');
  });

  test('when nothing is written like this, whatever the groups say', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(31), { minLength: 130, maxLength: 130 }), (symbols) => {
        const any = writeCode('confirmation', symbols);
        const found = readConfirmationCode(any, vocabulary);
        if (typeof found === 'string') expect(['incomplete', 'mistyped']).toContain(found);
        else expect(found.signature).toHaveLength(64);
      }),
      { numRuns: propertyRuns(200) },
    );
  });
});

test('a license that does not fit in a code is refused before it is written', () => {
  const entitlements = Array.from({ length: 32 }, () => ({ namespace: 'ü'.repeat(30), tag: 'x', type: 'y' }));
  expect(() => writeConfirmationCode({ ...license, entitlements }, signature, null)).toThrow(RangeError);
});

test('three bits of the signature are left out, because they are always zero', () => {
  expect((signature[63] as number) >> 5).toBe(0);
  expect(encodeBase64Url(signature)).toHaveLength(86);
  expect(checkCode('confirmation', writeConfirmationCode(license, signature, vocabulary)).data).toHaveLength(130);
});
