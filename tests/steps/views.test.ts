import { expect, it } from 'vitest';
import { screenIds } from '../../src/activation/screens.ts';
import { views } from '../../src/steps/views.ts';

it('has a component for each screen, and no other', () => {
  expect([...views.keys()].sort()).toEqual([...screenIds].sort());
  for (const view of views.values()) expect(view).toBeTypeOf('function');
});
