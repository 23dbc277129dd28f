import { expect, it } from 'vitest';
import {
  type CarriedRequest,
  emptyDraft,
  emptyMachine,
  noFileTransfer,
  type Records,
} from '../../src/activation/records.ts';
import {
  hasCamera,
  hasCode,
  isTransient,
  type Order,
  presentOf,
  roleOf,
  type Screen,
  type ScreenAt,
  type ScreenId,
  screenBefore,
  screenIds,
  screenOf,
  stepOf,
  withoutOverlay,
} from '../../src/activation/screens.ts';

const own: Order = { for: 'this-machine' };
const carried: Order = { for: 'carried-requests', requestIds: ['a'] };

/** One screen of each name; a courier's order if there are several. */
const examples: { readonly [At in ScreenId]: ScreenAt<At> } = {
  opening: { at: 'opening' },
  'no-storage': { at: 'no-storage' },
  role: { at: 'role' },
  product: { at: 'product' },
  connecting: { at: 'connecting' },
  'no-network': { at: 'no-network' },
  review: { at: 'review' },
  request: { at: 'request' },
  'installation-code': { at: 'installation-code' },
  'confirmation-code': { at: 'confirmation-code' },
  collect: { at: 'collect' },
  'copied-code': { at: 'copied-code' },
  'license-type': { at: 'license-type', order: carried },
  'serial-number': { at: 'serial-number', order: carried },
  'serial-table': { at: 'serial-table', order: carried },
  outcome: { at: 'outcome', requestIds: ['a'] },
  changed: { at: 'changed', order: carried },
  waiting: { at: 'waiting', requestId: 'a' },
  license: { at: 'license', requestId: 'a' },
  licenses: { at: 'licenses' },
  'next-machine': { at: 'next-machine', requestIds: ['a'], current: 'a' },
  receive: { at: 'receive' },
  activated: { at: 'activated' },
  confirmation: { at: 'confirmation' },
  'replace-license': { at: 'replace-license' },
  'return-license': { at: 'return-license' },
  returned: { at: 'returned' },
  'return-code': { at: 'return-code' },
  receipt: { at: 'receipt', id: 'r' },
  computers: { at: 'computers' },
  settings: { at: 'settings' },
  software: { at: 'software' },
  'computer-list': { at: 'computer-list' },
  computer: { at: 'computer', id: 'c' },
  export: { at: 'export' },
  import: { at: 'import' },
  keyset: { at: 'keyset', product: 'orrery' },
  'file-transfer': { at: 'file-transfer' },
  sending: { at: 'sending' },
  arrived: { at: 'arrived' },
};
const all = Object.values<Screen>(examples);
const named = (isIt: (screen: Screen) => boolean) => all.filter(isIt).map(({ at }) => at);

it('lists every screen', () => {
  expect([...screenIds].sort()).toEqual(Object.keys(examples).sort());
});

it('groups the screens by step', () => {
  expect(named((screen) => stepOf(screen) === 0)).toEqual(['opening', 'no-storage', 'role', 'product']);
  expect(named((screen) => stepOf(screen) === 1)).toEqual([
    'connecting',
    'no-network',
    'review',
    'request',
    'installation-code',
  ]);
  expect(named((screen) => stepOf(screen) === 2)).toEqual([
    'collect',
    'copied-code',
    'license-type',
    'serial-number',
    'serial-table',
    'outcome',
    'changed',
    'waiting',
    'license',
    'licenses',
  ]);
  expect(named((screen) => stepOf(screen) === 3)).toEqual([
    'confirmation-code',
    'next-machine',
    'receive',
    'activated',
    'confirmation',
  ]);
});

it('lists the screens with a scanner, an enlargeable code, or no history entry', () => {
  expect(named(hasCamera)).toEqual(['collect', 'next-machine', 'receive', 'file-transfer']);
  expect(named(hasCode)).toEqual([
    'request',
    'license',
    'licenses',
    'next-machine',
    'confirmation',
    'returned',
    'sending',
  ]);
  expect(named(isTransient)).toEqual(['opening', 'no-storage', 'connecting']);
});

it('lists the role of each screen', () => {
  expect(named((screen) => roleOf(screen) === null)).toEqual([
    'opening',
    'no-storage',
    'role',
    'computers',
    'settings',
    'software',
    'computer-list',
    'computer',
    'keyset',
    'file-transfer',
    'sending',
    'arrived',
  ]);
  expect(named((screen) => roleOf(screen) === 'courier')).toEqual([
    'collect',
    'copied-code',
    'license-type',
    'serial-number',
    'serial-table',
    'outcome',
    'changed',
    'waiting',
    'license',
    'licenses',
    'next-machine',
    'receipt',
    'export',
    'import',
  ]);
  for (const at of ['license-type', 'serial-number', 'changed'] as const) {
    expect(roleOf({ at, order: own })).toBe('machine');
  }
});

it.each([
  [examples.review, { at: 'no-network' }],
  [examples.receive, { at: 'request' }],
  [examples['installation-code'], { at: 'request' }],
  [examples['confirmation-code'], { at: 'installation-code' }],
  [examples['return-code'], { at: 'returned' }],
  [{ at: 'receive', camera: true }, { at: 'receive' }],
  [
    { at: 'license', requestId: 'a', large: true },
    { at: 'license', requestId: 'a' },
  ],
  [examples['copied-code'], { at: 'collect' }],
  [examples['license-type'], { at: 'collect' }],
  [{ at: 'license-type', order: own }, null],
  [examples['serial-number'], { at: 'license-type', order: carried }],
  [
    { at: 'serial-number', order: own },
    { at: 'license-type', order: own },
  ],
  [examples.changed, { at: 'collect' }],
  [
    { at: 'changed', order: own },
    { at: 'license-type', order: own },
  ],
  [examples.waiting, { at: 'collect' }],
  [examples.license, { at: 'collect' }],
  [examples.licenses, { at: 'collect' }],
  [examples.receipt, { at: 'collect' }],
  [examples['return-license'], { at: 'activated' }],
  [examples['replace-license'], { at: 'activated' }],
  [examples.sending, { at: 'file-transfer' }],
  [examples.arrived, { at: 'file-transfer' }],
  [examples['file-transfer'], { at: 'role' }],
  [examples.keyset, { at: 'role' }],
  [examples.request, null],
  [examples.collect, null],
  [examples.activated, null],
  [examples.returned, null],
] as [Screen, Screen | null][])('goes back from %j to %j', (screen, before) => {
  expect(screenBefore(screen)).toEqual(before);
});

it('removes only camera and enlarged code from a screen', () => {
  expect(withoutOverlay({ at: 'collect', camera: true })).toEqual({ at: 'collect' });
  expect(withoutOverlay({ at: 'license', requestId: 'a', large: true })).toEqual({ at: 'license', requestId: 'a' });
});

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

it('has a screen for each stage of a carried request', () => {
  expect(screenOf(request)).toEqual(examples['license-type']);
  expect(screenOf({ ...request, stage: 'waiting' })).toEqual(examples.waiting);
  expect(screenOf({ ...request, stage: 'licensed' })).toEqual(examples.license);
  expect(screenOf({ ...request, refusal: { code: 'machine-changed', details: {} } })).toEqual(examples.changed);
  expect(screenOf({ ...request, refusal: { code: 'serial-refused', details: {} } })).toEqual(examples['license-type']);
});

it('shows no screen without its record', () => {
  const nothing: Records = {
    machine: emptyMachine,
    license: null,
    offer: null,
    carriedRequests: [],
    receipts: [],
    removed: null,
    computers: null,
    fileTransfer: noFileTransfer,
  };
  const gone = Object.fromEntries(all.map((screen) => [screen.at, presentOf(screen, nothing)?.at ?? null]));
  expect(gone).toEqual({
    opening: null,
    'no-storage': null,
    role: 'role',
    connecting: null,
    'no-network': 'no-network',
    review: 'review',
    request: null,
    'installation-code': null,
    'confirmation-code': null,
    collect: 'collect',
    'copied-code': 'copied-code',
    'license-type': null,
    'serial-number': null,
    changed: null,
    waiting: null,
    license: null,
    licenses: 'collect',
    'next-machine': 'collect',
    'serial-table': null,
    outcome: 'collect',
    confirmation: null,
    product: 'product',
    receive: 'receive',
    activated: null,
    'replace-license': null,
    'return-license': null,
    returned: null,
    'return-code': null,
    receipt: 'collect',
    computers: 'computers',
    'computer-list': 'computers',
    computer: 'computers',
    settings: 'settings',
    software: 'software',
    export: 'export',
    import: null,
    keyset: null,
    'file-transfer': 'file-transfer',
    sending: 'file-transfer',
    arrived: 'file-transfer',
  });
});
