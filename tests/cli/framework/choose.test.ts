import { expect, test } from 'vitest';
import { allCommands } from '../../../cli/commands.ts';
import { choose } from '../../../cli/framework/choose.ts';

test.each([
  ['nothing', [], { does: 'misuse', group: null, word: null }],
  ['an unknown word', ['sail'], { does: 'misuse', group: null, word: 'sail' }],
  ['a group only', ['qr'], { does: 'misuse', group: 'qr', word: null }],
  ['an unknown word after a group', ['qr', 'scan'], { does: 'misuse', group: 'qr', word: 'scan' }],
  ['a word that only begins like a command', ['qr', 'encoder'], { does: 'misuse', group: 'qr', word: 'encoder' }],
  ['help', ['--help'], { does: 'list', group: null }],
  ['help of a group', ['qr', '-h'], { does: 'list', group: 'qr' }],
  ['help about a group', ['help', 'qr'], { does: 'list', group: 'qr' }],
  ['help about a command', ['help', 'qr', 'encode'], { does: 'help', name: 'qr encode' }],
  ['help about an unknown word', ['help', 'sail'], { does: 'misuse', group: null, word: 'sail' }],
  ['the version', ['--version'], { does: 'version' }],
  ['a command', ['qr', 'encode', 'a', '-o', 'b'], { does: 'run', name: 'qr encode', args: ['a', '-o', 'b'] }],
  ['help of a command', ['qr', 'encode', 'a', '--help'], { does: 'help', name: 'qr encode' }],
  [
    'a file called --help',
    ['qr', 'encode', '--', '--help'],
    { does: 'run', name: 'qr encode', args: ['--', '--help'] },
  ],
])('%s', (_, args, choice) => {
  expect(choose(allCommands, args)).toEqual(choice);
});
