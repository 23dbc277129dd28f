import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { layouts } from '../../src/documents/keyboard/layouts.ts';
import { crockfordAlphabet } from '../../src/documents/symbols/crockford.ts';
import { splitCode, writeCode } from '../../src/typed/code.ts';
import { writeInstallationCode } from '../../src/typed/installationCode.ts';
import { codeInAnyLayout } from '../../src/typed/scannedCode.ts';
import { typedOn } from '../documents/keyboard/typedOn.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { vocabulary } from './demonstration.ts';
import { drawFrom, mistype } from './typist.ts';

const [us, ...others] = layouts;
const desks = [
  ...others.flatMap((computer) =>
    [null, ...computer.capsLock].map((capsLock) => ({ scanner: us, computer, capsLock })),
  ),
  ...others.map((scanner) => ({ scanner, computer: us, capsLock: null })),
];
const count = 26;
/** Its first group says that there are 26. */
const anyCode = fc
  .array(fc.nat(31), { minLength: count * 5 - 2, maxLength: count * 5 - 2 })
  .map((rest) => writeCode('confirmation', [count >> 1, ((count & 1) << 4) | 2, ...rest]));
const installation = writeInstallationCode({
  ...{ vocabulary, keysetVersion: 1, machineId: 'ABCD-EFGH' },
  digest: Uint8Array.from({ length: 12 }, (_, at) => at),
});

test('a code that a scanner types on any keyboard is the same code', () => {
  fc.assert(
    fc.property(fc.constantFrom(...desks), anyCode, fc.constantFrom(' ', '-', '\n', ''), (desk, code, between) => {
      for (const groups of [code, installation]) {
        const typed = typedOn(desk, groups.join(between)) ?? '';
        expect(splitCode(codeInAnyLayout(typed)).join(' ').toUpperCase()).toBe(groups.join(' '));
      }
    }),
    { numRuns: propertyRuns(100) },
  );
});

it('a mistyped code, and every other text, stays as it is', () => {
  const draw = drawFrom(5);
  fc.assert(
    fc.property(anyCode, fc.string({ maxLength: 200 }), fc.stringMatching(/^[0-9A-Z]{6,48}$/), (code, text, label) => {
      const typed = mistype(code, draw);
      if (`${typed}` !== `${code}`) expect(codeInAnyLayout(typed.join(' '))).toBe(typed.join(' '));
      expect(codeInAnyLayout(text)).toBe(text);
      expect(codeInAnyLayout(label)).toBe(label);
    }),
    { numRuns: propertyRuns(100) },
  );
});

it('knows a code of a German typist by its swapped Y and Z', () => {
  const typed = typedOn({ scanner: us, computer: others[0] ?? us }, `${crockfordAlphabet}YZ`) ?? '';
  expect(typed).toBe('0123456789ABCDEFGHJKMNPQRSTVWXZYZY');
});
