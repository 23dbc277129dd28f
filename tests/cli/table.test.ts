import { expect, test } from 'vitest';
import { factsOf, tableOf } from '../../cli/table.ts';

test('columns are aligned, also with wide or combining characters', () => {
  const rows = [
    ['NAME', 'SEATS', 'NOTE'],
    ['東京', '1', 'two columns each'],
    ['e\u0301te\u0301', '22', 'marks take no column'],
    ['👩', '3', ''],
    ['❤️', '4', 'drawn as an emoji'],
    ['🇩🇪', '5', 'one flag'],
    ['\u1112\u1161\u11ab', '6', 'one syllable'],
    ['é', '7', ''],
  ];
  expect(tableOf(rows)).toBe(
    [
      'NAME  SEATS  NOTE',
      '東京  1      two columns each',
      'e\u0301te\u0301   22     marks take no column',
      '👩    3',
      '❤️    4      drawn as an emoji',
      '🇩🇪    5      one flag',
      '\u1112\u1161\u11ab    6      one syllable',
      'é     7',
      '',
    ].join('\n'),
  );
});

test('text from users cannot control the terminal', () => {
  expect(tableOf([['A'], ['\u001b[2Jx\u202ey']])).toBe('A\n\ufffd[2Jx\ufffdy\n');
});

test('facts without a value are omitted', () => {
  expect(factsOf({ Id: 'a', Holder: '', Ends: null, Seats: 0, 'License type': 'pro' })).toBe(
    'Id            a\nSeats         0\nLicense type  pro\n',
  );
});
