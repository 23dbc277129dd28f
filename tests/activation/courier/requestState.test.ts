import { expect, it } from 'vitest';
import { nameOf, stateOf } from '../../../src/activation/courier/requestState.ts';
import { type CarriedRequest, emptyDraft } from '../../../src/activation/records.ts';

const request: CarriedRequest = {
  requestId: 'a',
  product: 'orrery',
  machine: 'K7QM-2X3Y',
  name: '',
  request: new Uint8Array(),
  receivedAt: '2026-11-23T10:00:00Z',
  draft: emptyDraft,
  stage: 'open',
  license: null,
  refusal: null,
  deliveredAt: null,
  returnedAt: null,
};
const instant = '2026-11-24T10:00:00Z';

it.each<[string, Partial<CarriedRequest>]>([
  ['new', {}],
  ['asks', { refusal: { code: 'machine-changed', details: {} } }],
  ['waiting', { stage: 'waiting' }],
  ['refused', { refusal: { code: 'serial-refused', details: {} } }],
  ['licensed', { stage: 'licensed' }],
  ['delivered', { stage: 'licensed', deliveredAt: instant }],
  ['returned', { stage: 'licensed', deliveredAt: instant, returnedAt: instant }],
])('is %s', (state, change) => {
  expect(stateOf({ ...request, ...change })).toBe(state);
});

it('finds the newest name of a machine', () => {
  const records = [
    { ...request, name: 'Line 3' },
    { ...request, name: 'Line 3 left panel', receivedAt: '2026-11-25T10:00:00Z' },
    { ...request, receivedAt: '2026-11-26T10:00:00Z' },
    { ...request, machine: '0000-0000', name: 'Oven', receivedAt: '2026-11-27T10:00:00Z' },
  ];
  expect(nameOf('K7QM-2X3Y', records)).toBe('Line 3 left panel');
  expect(nameOf('1111-1111', records)).toBe('');
});
