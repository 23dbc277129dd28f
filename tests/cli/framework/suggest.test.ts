import { expect, test } from 'vitest';
import { suggest } from '../../../cli/framework/suggest.ts';

const words = ['serials', 'activations', 'audit', 'keys', 'qr'];

test.each([
  ['serial', 'serials'],
  ['sreials', 'serials'],
  ['activation', 'activations'],
  ['adit', 'audit'],
  ['kesy', 'keys'],
  ['qr', 'qr'],
  ['qt', 'qr'],
  ['license', null],
  ['', null],
])('“%s” is close to %s', (typed, meant) => {
  expect(suggest(typed, words)).toBe(meant);
});
