import { expect, test } from 'vitest';
import { allCommands } from '../../../cli/commands.ts';
import { nearestCommand, suggest } from '../../../cli/framework/suggest.ts';

const words = ['serials', 'activations', 'audit', 'keys', 'qr', 'metrics:read', 'serials:read', 'serials:write'];

test.each([
  ['serial', 'serials'],
  ['sreials', 'serials'],
  ['SERIALS', 'serials'],
  ['activation', 'activations'],
  ['adit', 'audit'],
  ['kesy', 'keys'],
  ['qr', 'qr'],
  ['qt', 'qr'],
  ['metrics', 'metrics:read'],
  ['activ', 'activations'],
  // Several begin like it.
  ['seri', null],
  ['license', null],
  ['', null],
  ['m', null],
  ['s'.repeat(100_000), null],
])('“%s” is close to %s', (typed, meant) => {
  expect(suggest(typed, words)).toBe(meant);
});

test.each([
  ['serials mnt', undefined, 'serials mint'],
  ['keys inti', undefined, 'keys init'],
  ['serials', undefined, 'serials'],
  ['keys sail', 'FILE', null],
  ['serial', 'mint', 'serials mint'],
  ['serial', 'FILE', 'serials'],
  ['serials-mint', undefined, 'serials mint'],
  ['mint', undefined, 'serials mint'],
  ['rotate', undefined, 'keys rotate'],
  ['keys mint', undefined, 'serials mint'],
  ['isue', 'a.licreq', 'issue'],
  ['Serve', undefined, 'serve'],
  ['list', undefined, null],
  ['sail', undefined, null],
])('“%s” followed by %s means the command %s', (typed, next, meant) => {
  expect(nearestCommand(Object.keys(allCommands.commands), typed, next)).toBe(meant);
});
