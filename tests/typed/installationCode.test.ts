import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { machineDigest } from '../../src/documents/byCode/machineDigest.ts';
import { machineId } from '../../src/documents/machineId.ts';
import {
  type InstallationFacts,
  installationGroups,
  readInstallationCode,
  writeInstallationCode,
} from '../../src/typed/installationCode.ts';
import { productCheck, vocabularyCheck } from '../../src/typed/vocabulary.ts';
import { propertyRuns } from '../propertyRuns.ts';

const vocabulary = {
  product: 'orrery',
  licenseTypes: ['personal', 'plus', 'pro'],
  features: ['planets', 'moons'],
  licenseVersion: '5.x',
};
const installationKey = new Uint8Array(32);
const facts: InstallationFacts = {
  vocabulary,
  keysetVersion: 3,
  digest: machineDigest({ product: 'orrery', installationKey, bindings: [] }),
  machineId: machineId(installationKey),
};

test('has seven groups, and says what the machine said', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 12, maxLength: 12 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.nat(100_000),
      (digest, key, keysetVersion) => {
        const code = writeInstallationCode({ vocabulary, digest, machineId: machineId(key), keysetVersion });
        expect(code.map((group) => group.length)).toEqual(Array(installationGroups).fill(6));
        expect(readInstallationCode(code)).toEqual({
          product: productCheck('orrery'),
          vocabulary: vocabularyCheck(vocabulary),
          keysetVersion: keysetVersion % 256,
          digest,
          machineId: machineId(key),
        });
      },
    ),
    { numRuns: propertyRuns(100) },
  );
});

test('is always the same for the same machine', () => {
  expect(writeInstallationCode(facts).join(' ')).toMatchInlineSnapshot(
    `"4FCT0P W0SRHZ C0BB8P 5PSJ9X W950NN K6GYNK DZ3AVP"`,
  );
});

describe('is not taken', () => {
  const code = writeInstallationCode(facts);

  test('while a group is missing or wrong', () => {
    expect(readInstallationCode(code.slice(0, 6))).toBe('incomplete');
    expect(readInstallationCode(code.map((group, at) => (at === 2 ? code[3] : group) as string))).toBe('incomplete');
  });

  test('with a group too many', () => {
    expect(readInstallationCode([...code, '000000'])).toBe('mistyped');
  });

  test('when a group of another code of the same kind is among its own', () => {
    const other = writeInstallationCode({ ...facts, digest: facts.digest.map((byte) => byte ^ 0x5a) });
    for (const at of [1, 2, 3, 4]) {
      expect(readInstallationCode(code.map((group, place) => (place === at ? other[at] : group) as string))).toBe(
        'mistyped',
      );
    }
  });
});

test('the digest differs with product, key, and each binding', () => {
  const binding = (value: string) => ({ component: 'disk', value }) as const;
  const machine = { product: 'orrery', installationKey, bindings: [binding('OiWbACHEPeMdU9yB')] };
  const others = [
    machine,
    { ...machine, product: 'orrery2' },
    { ...machine, installationKey: installationKey.map(() => 1) },
    { ...machine, bindings: [] },
    { ...machine, bindings: [binding('OiWbACHEPeMdU9yC')] },
    { ...machine, bindings: [{ component: 'board', value: 'OiWbACHEPeMdU9yB' } as const] },
  ];
  expect(new Set(others.map((one) => `${machineDigest(one)}`)).size).toBe(others.length);
});
