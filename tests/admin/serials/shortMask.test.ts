import { expect, test } from 'vitest';
import { shortMask } from '../../../src/admin/serials/shortMask.ts';

test.each([
  ['*****-*****-*****-7K2QM', '…7K2QM'],
  ['*****QC6A', '…QC6A'],
  ['*****9', '…9'],
  ['*****', '*****'],
])('%s is shown as %s', (masked, shown) => {
  expect(shortMask(masked)).toBe(shown);
});
