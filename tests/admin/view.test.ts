import { expect, test } from 'vitest';
import { fragmentOf, listOf, sectionOf, type View, viewOf } from '../../src/admin/model/view.ts';

const views: readonly View[] = [
  { at: 'activations' },
  { at: 'activation', id: 'A78DykXvIgLK7onKb-u5tw' },
  { at: 'serials' },
  { at: 'serial', id: '_-0' },
  { at: 'mint' },
  { at: 'telephone' },
  { at: 'telephone-return' },
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

test('each view belongs to a list, and to a section of the navigation', () => {
  const [activations, serials, telephone] = ['activations', 'serials', 'telephone'] as const;
  const ofMachines = [activations, activations];
  const ofSales = [serials, serials, serials];
  expect(views.map(listOf)).toEqual([...ofMachines, ...ofSales, activations, activations]);
  expect(views.map(sectionOf)).toEqual([...ofMachines, ...ofSales, telephone, telephone]);
});
