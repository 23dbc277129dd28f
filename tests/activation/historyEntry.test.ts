import { expect, it } from 'vitest';
import { screenIn } from '../../src/activation/historyEntry.ts';

it.each([
  [
    { at: 'collect', camera: true },
    { at: 'collect', camera: true },
  ],
  [
    { at: 'license', requestId: 'a', large: true },
    { at: 'license', requestId: 'a', large: true },
  ],
  [
    { at: 'receipt', id: 'b' },
    { at: 'receipt', id: 'b' },
  ],
  [
    { at: 'serial-number', order: { for: 'this-machine' } },
    { at: 'serial-number', order: { for: 'this-machine' } },
  ],
  [
    { at: 'license-type', order: { for: 'carried-requests', requestIds: ['a'] } },
    { at: 'license-type', order: { for: 'carried-requests', requestIds: ['a'] } },
  ],
])('reads an entry of this version: %j', (entry, screen) => {
  expect(screenIn(entry)).toEqual(screen);
});

it.each([
  [{ at: 'carry' }, { at: 'file-transfer' }],
  [
    { at: 'carry', camera: true },
    { at: 'file-transfer', camera: true },
  ],
  [{ at: 'give-back' }, { at: 'return-license' }],
  [
    { at: 'changed', order: { for: 'errands', requestIds: ['a'] } },
    { at: 'changed', order: { for: 'carried-requests', requestIds: ['a'] } },
  ],
])('reads an entry of an earlier version: %j', (entry, screen) => {
  expect(screenIn(entry)).toEqual(screen);
});

it.each([
  [null],
  [{}],
  [{ at: 1 }],
  [{ at: 'later' }],
  [{ at: 'toString' }],
  [{ at: '__proto__' }],
  [{ at: 'changed', order: null }],
  [{ at: 'changed', order: { for: 'later' } }],
])('reads %j as no screen', (entry) => {
  expect(screenIn(entry)).toBeNull();
});
