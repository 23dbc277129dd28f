import { expect, test } from 'vitest';
import { recognizeSearch } from '../../../../../server/licensing/administration/search/recognizeSearch.ts';

test.each([
  ['', []],
  ['   ', []],
  ['…!', []],
  ['Ada Lovelace', ['holder', 'note']],
  ['7K2QM', ['serial', 'holder', 'note']],
  ['smith', ['serial', 'holder', 'note']],
  ['*****-*****-*****-7K2QM', ['serial']],
  ['…7K2QM', ['holder', 'note']],
  ['-7K2QM', ['serial', 'holder', 'note']],
  ['AAAAA-AAAAA-AAAAA-AAAAA', ['serial']],
  ['K7QM-2X', ['holder', 'note', 'serial']],
  ['k7qm2x', ['holder', 'note', 'serial']],
  ['K7QM-2X3Y', ['machine', 'holder', 'note', 'serial']],
  ['AAECAwQFBgcICQoLDA0ODw', ['id', 'holder', 'note']],
  ['AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8', ['installation']],
  ['AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8=', ['installation']],
  ['1128', ['serial', 'holder', 'note']],
  ['*****1128', ['serial']],
  ['B8A5-91D7-CB9A-DAE4-4F6E-1128', ['serial', 'holder', 'note']],
  ['ABC-1234567', ['holder', 'note', 'serial']],
  ['1234 5678 9012 3456', ['serial', 'holder', 'note']],
  ['AB12-CD34', ['machine', 'holder', 'note', 'serial']],
  ['Order 1576', ['holder', 'note']],
])('“%s” may be %j', (text, kinds) => {
  expect(recognizeSearch(text).map(({ by }) => by)).toEqual(kinds);
});

test('of a serial number of another system, only the end is searched as one', () => {
  const masks = ['1128', '*****1128', 'b8a5-91d7-cb9a-dae4-4f6e-1128'].map((text) => recognizeSearch(text)[0]);
  expect(masks).toEqual(masks.map(() => ({ by: 'serial', masked: '*****1128' })));
});

test('a whole serial number of another system is found by as much of its end as the store shows', () => {
  expect(recognizeSearch('abc-1234567').at(-1)).toEqual({ by: 'serial', masked: '*****567' });
});

test('only the last group of a whole serial number is used', () => {
  expect(JSON.stringify(recognizeSearch('AAAAA-BBBBB-CCCCC-7K2QM'))).not.toMatch(/BBBBB/i);
});

test('look-alike letters are recognized, and names are folded', () => {
  expect(recognizeSearch('7k2ol')).toEqual([
    { by: 'serial', masked: '*****-*****-*****-7K201' },
    { by: 'holder', words: ['7k2ol'] },
    { by: 'note', words: ['7k2ol'] },
  ]);
});
