import { expect, test } from 'vitest';
import { recognizeSearch } from '../../../../server/licensing/administration/recognizeSearch.ts';

test.each([
  ['', []],
  ['   ', []],
  ['Ada Lovelace', ['holder']],
  ['7K2QM', ['serial', 'holder']],
  ['smith', ['serial', 'holder']],
  ['*****-*****-*****-7K2QM', ['serial']],
  ['…7K2QM', ['holder']],
  ['-7K2QM', ['serial', 'holder']],
  ['AAAAA-AAAAA-AAAAA-AAAAA', ['serial']],
  ['K7QM-2X', ['phrase', 'holder']],
  ['k7qm2x', ['phrase', 'holder']],
  ['K7QM-2X3Y', ['machine', 'holder']],
  ['AAECAwQFBgcICQoLDA0ODw', ['id', 'holder']],
  ['AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8', ['installation']],
  ['AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8=', ['installation']],
])('“%s” may be %j', (text, kinds) => {
  expect(recognizeSearch(text).map(({ by }) => by)).toEqual(kinds);
});

test('only the last group of a whole serial number is used', () => {
  expect(JSON.stringify(recognizeSearch('AAAAA-BBBBB-CCCCC-7K2QM'))).not.toMatch(/BBBBB/i);
});

test('look-alike letters are recognized, and names are folded', () => {
  expect(recognizeSearch('7k2ol')).toEqual([
    { by: 'serial', masked: '*****-*****-*****-7K201' },
    { by: 'holder', prefix: '7k2ol' },
  ]);
});
