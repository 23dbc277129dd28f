import { expect, test } from 'vitest';
import { readForeignDay, readForeignEnd } from '../../../../cli/serials/migration/foreignDate.ts';

test.each(['', ' ', 'permanent', 'PERMANENT', 'perpetual', 'never', 'null', 'unlimited', '1-jan-0', '1-jan-0000', '0'])(
  '“%s” is no end',
  (text) => {
    expect(readForeignEnd(text, false)).toBeUndefined();
    expect(readForeignDay(text)).toBeUndefined();
  },
);

test.each([
  ['31-dec-2027', '2028-01-01T00:00:00Z'],
  ['31-Dec-2027', '2028-01-01T00:00:00Z'],
  ['2027-12-31', '2028-01-01T00:00:00Z'],
  ['2027/12/31', '2028-01-01T00:00:00Z'],
  ['2027-12-31 23:59:59', '2028-01-01T00:00:00Z'],
  ['Dec 31, 2027', '2028-01-01T00:00:00Z'],
  ['31 December 2027', '2028-01-01T00:00:00Z'],
  ['31. Dezember 2027', '2028-01-01T00:00:00Z'],
  ['1. März 2027', '2027-03-02T00:00:00Z'],
  ['3.1.2027', '2027-01-04T00:00:00Z'],
  ['12/31/2027', '2028-01-01T00:00:00Z'],
  ['31/12/2027', '2028-01-01T00:00:00Z'],
  ['2027-12-31T10:00:00.000Z', '2027-12-31T10:00:00Z'],
  ['2027-12-31T10:00:00+02:00', '2027-12-31T08:00:00Z'],
])('“%s” ends at %s', (text, end) => {
  expect(readForeignEnd(text, false)).toBe(end);
});

test('an instant stands for its day where a system counts by days', () => {
  expect(readForeignEnd('2027-12-31T00:00:00Z', true)).toBe('2028-01-01T00:00:00Z');
});

test.each(['03/04/2027', '31-foo-2027', '2027-02-30', 'soon', '2027', '31.12.27', '99/99/2027'])(
  '“%s” stays as it is, to be refused',
  (text) => {
    expect(readForeignEnd(text, false)).toBe(text);
  },
);
