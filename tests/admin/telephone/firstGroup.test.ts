import { expect, test } from 'vitest';
import { productsOfCode, refuseFirstGroup } from '../../../src/admin/model/telephone/firstGroup.ts';
import { writeCode } from '../../../src/typed/code.ts';
import { machineWith } from '../../server/machines.ts';
import { returnCodeOf } from '../../server/typedCodes.ts';
import { codeFor, profiles } from './onTheTelephone.ts';

const licenseId = 'A'.repeat(22);
const idsOf = (kind: 'installation' | 'return', groups: readonly string[]) =>
  productsOfCode(kind, groups, profiles).map(({ product }) => product.id);

test('the first group tells the product, however it is typed', async () => {
  const typed = (codeFor('nova')[0] ?? '').toLowerCase();
  expect(idsOf('installation', [typed])).toEqual(['nova']);
  expect(idsOf('return', (await returnCodeOf(machineWith('a'), licenseId)).split(' '))).toEqual(['orrery']);
});

test.each([[[]], [['']], [['4FB']], [['4FBA1U']]])('while it is not right, all products are possible: %j', (groups) => {
  expect(idsOf('installation', groups)).toEqual(['orrery', 'nova']);
});

test('a code for these products is not refused', async () => {
  for (const product of ['orrery', 'nova']) {
    expect(refuseFirstGroup('installation', codeFor(product)[0] ?? '', profiles)).toBeNull();
  }
  expect(refuseFirstGroup('installation', '4FBA1U', profiles)).toBeNull();
});

test('a code of another kind, of another product and of a newer form is refused by its first group', async () => {
  const [returned = ''] = (await returnCodeOf(machineWith('a'), licenseId)).split(' ');
  expect(refuseFirstGroup('installation', returned, profiles)).toMatchObject({
    code: 'code-of-another-kind',
    details: { kind: 'return', expected: 'installation' },
  });
  const [installation = ''] = codeFor('orrery');
  expect(refuseFirstGroup('return', installation, profiles)).toMatchObject({ code: 'code-of-another-kind' });
  expect(refuseFirstGroup('installation', codeFor('sextant')[0] ?? '', profiles)).toMatchObject({
    code: 'code-other-product',
  });
  const [newer = ''] = writeCode('installation', [31, 0, 0, 0, 0]);
  expect(refuseFirstGroup('installation', newer, profiles)).toMatchObject({ code: 'code-version-unsupported' });
});
