import { expect, test } from 'vitest';
import { choose } from '../../cli/choose.ts';
import { commands } from '../../cli/commands.ts';

const [encode] = commands;

test.each([
  ['nothing', [], { does: 'misuse', group: null, word: null }],
  ['an unknown word', ['sail'], { does: 'misuse', group: null, word: 'sail' }],
  ['a group alone', ['qr'], { does: 'misuse', group: 'qr', word: null }],
  ['an unknown word behind a group', ['qr', 'scan'], { does: 'misuse', group: 'qr', word: 'scan' }],
  ['what only begins like a command', ['qr', 'encoder'], { does: 'misuse', group: 'qr', word: 'encoder' }],
  ['help', ['--help'], { does: 'list', group: null }],
  ['help of a group', ['qr', '-h'], { does: 'list', group: 'qr' }],
  ['the version', ['--version'], { does: 'version' }],
  ['a command', ['qr', 'encode', 'a', '-o', 'b'], { does: 'run', command: encode, args: ['a', '-o', 'b'] }],
  ['help of a command', ['qr', 'encode', 'a', '--help'], { does: 'help', command: encode }],
  ['a file called --help', ['qr', 'encode', '--', '--help'], { does: 'run', command: encode, args: ['--', '--help'] }],
])('%s', (_, args, choice) => {
  expect(choose(commands, args)).toEqual(choice);
});
