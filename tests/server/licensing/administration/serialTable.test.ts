import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSerialTable, writeSerialTable } from '../../../../server/licensing/administration/serialTable.ts';
import { soldSerialColumnNames } from '../../../../src/contract/csvColumns.ts';
import { protectCell, unprotectCell } from '../../../../src/contract/csvText.ts';
import { readExpiry } from '../../../../src/contract/expiry.ts';
import { mintSerialNumber } from '../../../../src/documents/serialNumber.ts';
import { Refusal } from '../../../../src/refusal.ts';

const serialNumber = fc.uint8Array({ minLength: 12, maxLength: 12 }).map(mintSerialNumber);
/** Any text that is hard to parse in a table. */
const text = fc.string({ unit: fc.constantFrom(...',;"\'\t é漢=+-@＝a'), maxLength: 12 });
const terms = fc.record(
  {
    licenseType: fc.constantFrom('pro', 'plus'),
    seats: fc.integer({ min: 1, max: 1_000_000 }),
    termDays: fc.integer({ min: 1, max: 36_525 }),
    features: fc.array(
      text.map((some) => some.replaceAll(';', '')).filter((some) => some.trim() !== '' && some.trim() === some),
      { minLength: 1, maxLength: 4 },
    ),
    expiresAt: fc.constantFrom('2027-01-01T00:00:00Z', '2030-06-30T12:00:00Z'),
    holder: text.filter((some) => some !== ''),
    note: text.filter((some) => some !== ''),
  },
  { requiredKeys: ['licenseType', 'seats'] },
);

const head = 'serialNumber,licenseType,seats';

/** Reads as spreadsheets do: quotes count at the beginning of a cell, and what follows the closing one belongs to it. */
function respectingQuotes(table: string, delimiter: string): string[] {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)(?:"|$))?([^${delimiter}\\r\\n]*)(?:${delimiter}|\\r\\n|$)`, 'gy');
  return [...table.matchAll(cell)].map(([, quoted = '', rest = '']) => quoted.replaceAll('""', '"') + rest);
}

describe('a table of serial numbers', () => {
  test('is read back as written', () => {
    fc.assert(
      fc.property(fc.array(serialNumber, { minLength: 1, maxLength: 5 }), terms, (numbers, sold) => {
        const read = readSerialTable(writeSerialTable(numbers, sold));
        expect(read).toEqual(
          numbers.map((number, index) => ({
            termDays: undefined,
            features: undefined,
            expiresAt: undefined,
            holder: undefined,
            note: undefined,
            ...sold,
            serialNumber: number,
            line: index + 2,
          })),
        );
      }),
    );
  });

  test.each([',', ';', '\t'])('has no cell that a spreadsheet that splits at %j would execute', (delimiter) => {
    fc.assert(
      fc.property(serialNumber, text, text, (number, holder, note) => {
        const table = writeSerialTable([number], { licenseType: 'pro', seats: 1, holder, note });
        const ignoringQuotes = table.split(/\r|\n/).flatMap((line) => line.split(delimiter));
        const cells = [...respectingQuotes(table, delimiter), ...ignoringQuotes].map((cell) => cell.trim());
        expect(cells.filter((cell) => /^[=+\-@＝]/.test(cell))).toEqual([]);
      }),
    );
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['x;=cmd|calc', "x;'=cmd|calc"],
    ['x\t@a', "x\t'@a"],
    ['x, "-1"', `x, "'-1"`],
    ["'=x", "''=x"],
    ['＝1', "'＝1"],
    ['a-b; c=d', 'a-b; c=d'],
  ])('writes %j as %j', (holder, cell) => {
    expect(protectCell(holder)).toBe(cell);
    expect(unprotectCell(cell)).toBe(holder);
  });

  test('is accepted with changes by spreadsheets: other separators, order, case, empty lines and a byte order mark', () => {
    const rows = readSerialTable(
      '\ufeffSeats;Serial Number;LICENSE TYPE;features;Expires at\r\n\r\n3; AAAAA ;pro;"a; b";2027-12-31\r\n;;;;\r\n',
    );
    expect(rows).toMatchObject([
      {
        line: 3,
        seats: 3,
        serialNumber: 'AAAAA',
        licenseType: 'pro',
        features: ['a', 'b'],
        expiresAt: '2028-01-01T00:00:00Z',
      },
      { line: 4, serialNumber: '', seats: Number.NaN },
    ]);
    expect(readSerialTable('serial-number\tlicense_type\tseats\nAAAAA\tpro\t1\n')).toHaveLength(1);
  });

  test.each([
    ['', { line: 1, fault: 'empty' }],
    [`${head}\n`, { line: 1, fault: 'empty' }],
    [
      'AAAAA-AAAAA-AAAAA-AAAAA,pro,1\nBBBBB,pro,1\n',
      { line: 1, fault: 'column-unknown', position: 1, columns: soldSerialColumnNames },
    ],
    ['serialNumber,seats\nA,1\n', { line: 1, fault: 'column-missing', column: 'licenseType' }],
    [`${head},SEATS\nA,pro,1,1\n`, { line: 1, fault: 'column-twice', column: 'seats' }],
    [`${head}\nA,pro,1\nB,pro\n`, { line: 3, fault: 'columns-differ' }],
    [`${head}\nA,pro,1\n"B\n,pro,1\n`, { line: 3, fault: 'quotes' }],
    [`${head},note\nA,pro,1,"two\nlines"\nB,pro\n`, { line: 4, fault: 'columns-differ' }],
    [`${head}\n${'A,pro,1\n'.repeat(20_001)}`, { line: 20_002, fault: 'too-many-lines', most: 20_000 }],
  ])('is refused when invalid: %#', (table, details) => {
    expect(() => readSerialTable(table)).toThrow(expect.objectContaining({ code: 'import-malformed', details }));
  });

  test('is read or refused, whatever its content, and a refusal repeats nothing of it', () => {
    const piece = fc.constantFrom(head, 'AAAAA', 'pro', ',', ';', '"', '\n', '\r\n', '1', 'ß', 'SECRET');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          readSerialTable(pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          expect(JSON.stringify((error as Refusal).details)).not.toContain('SECRET');
        }
      }),
    );
  });
});

test.each([
  ['2027-12-31', '2028-01-01T00:00:00Z'],
  ['2028-02-28', '2028-02-29T00:00:00Z'],
  ['2027-12-31T12:00:00Z', '2027-12-31T12:00:00Z'],
  ['2027-02-30', '2027-02-30'],
  ['soon', 'soon'],
])('a serial number that expires %s ends at %s', (text, instant) => {
  expect(readExpiry(text)).toBe(instant);
});
