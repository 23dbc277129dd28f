import { expect, test } from 'vitest';
import { fragmentOf, listOf, type View, viewOf } from '../../src/admin/model/view.ts';

const views: readonly View[] = [
  { at: 'activations' },
  { at: 'activation', id: 'A78DykXvIgLK7onKb-u5tw' },
  { at: 'serials' },
  { at: 'serial', id: '_-0' },
  { at: 'mint' },
];

test.each(views)('a link opens the view it was created from: %j', (view) => {
  expect(viewOf(fragmentOf(view))).toEqual(view);
});

test.each(['', 'nothing', 'activation=', 'activation=../../x', 'serial=<b>', `serial=${'a'.repeat(65)}`, '__proto__'])(
  'an invalid link opens the activations: %s',
  (fragment) => {
    expect(viewOf(fragment)).toEqual({ at: 'activations' });
  },
);

test('each view belongs to a list', () => {
  expect(views.map(listOf)).toEqual(['activations', 'activations', 'serials', 'serials', 'serials']);
});
