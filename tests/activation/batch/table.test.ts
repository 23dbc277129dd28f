import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/activation/batch/csv.ts';
import { previewTable, tableText } from '../../../src/activation/batch/table.ts';
import { type CarriedRequest, emptyDraft } from '../../../src/activation/records.ts';
import { mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import type { LicenseType } from '../../../src/vendor/profile.ts';

const serials = [1, 2, 3].map((fill) => mintSerialNumber(new Uint8Array(12).fill(fill)));
const [s1 = '', s2 = '', s3 = ''] = serials;

function request(requestId: string, machine: string, name: string): CarriedRequest {
  return {
    requestId,
    product: 'orrery',
    machine,
    name,
    request: new Uint8Array(),
    receivedAt: '2026-11-23T10:00:00Z',
    draft: emptyDraft,
    stage: 'open',
    license: null,
    refusal: null,
    deliveredAt: null,
    returnedAt: null,
  };
}

const left = request('a', 'K7QM-2X3Y', 'Line 3, left panel');
const right = request('b', 'W05S-AVB1', 'Line 3, right panel');
const oven = request('c', 'Y687-Z6M0', 'Öfen');
const twin = request('d', '0000-1111', 'Öfen');
const pro = { id: 'pro', name: 'Pro', serialNumber: 'required' } as LicenseType;
const personal = { id: 'personal', name: 'Personal', serialNumber: 'none' } as LicenseType;
const options: Parameters<typeof previewTable>[1] = { ordered: [left, right, oven], all: [left, right, oven], types: [personal, pro], chosen: pro };

const assigned = (text: string, change: Partial<Parameters<typeof previewTable>[1]> = {}) =>
  previewTable(text, { ...options, ...change }).assignments.map((one) => [
    one.request.requestId,
    one.type.id,
    one.serialNumber,
  ]);
const faults = (text: string, change: Partial<Parameters<typeof previewTable>[1]> = {}) =>
  previewTable(text, { ...options, ...change }).faults.map(({ line, fault }) => [line, fault]);

describe('a table', () => {
  const expected = [
    ['a', 'pro', s1],
    ['b', 'pro', s2],
  ];
  it.each([
    [
      'commas, quotes and a head',
      `Name,Serial number\r\n"Line 3, left panel",${s1}\r\n"Line 3, right panel",${s2}\r\n`,
    ],
    ['semicolons and a German head', `Seriennummer;Gerät\n${s1};Line 3, left panel\n${s2};LINE 3,  RIGHT PANEL`],
    ['tabs and no head', `K7QM-2X3Y\t${s1}\nw05sAVBl\t${s2.toLowerCase()}\n\n`],
    ['the columns in the other order', `${s1};K7QM-2X3Y\n${s2};W05S-AVB1`],
    ['a head with further columns', `Room,Computer ID,Serial,Note\n1,K7QM-2X3Y,${s1},x\n2,W05S-AVB1,${s2},`],
    ['a byte order mark', `\ufeffcomputer,serial\nK7QM-2X3Y,${s1}\nW05S-AVB1,${s2}`],
  ])('with %s assigns serial numbers to computers', (_, text) => {
    expect(assigned(text)).toEqual(expected);
    expect(faults(text)).toEqual([]);
  });

  it('may name license types', () => {
    const text = `Name;Typ;Seriennummer\nK7QM-2X3Y;PRO;${s1}\nW05S-AVB1;Personal;\nKiln;;${s3}`;
    const preview = previewTable(text, { ...options, chosen: null });
    expect(preview.assignments.map(({ type }) => type.id)).toEqual(['pro', 'personal']);
    expect(preview.faults).toMatchObject([{ line: 4, fault: 'nobody' }]);
    expect(preview.needsType).toBe(true);
    expect(faults(`öfen;${s3}`, { chosen: null })).toEqual([[1, 'type-missing']]);
  });

  it('names each line that cannot be used, and why', () => {
    const wrong = `${s1[0] === '0' ? '1' : '0'}${s1.slice(1)}`;
    const text = [
      'Name,Serial number,Type',
      `Line 9,${s1},`,
      `"Line 3, left panel",${wrong},`,
      `"Line 3, right panel",,`,
      `Öfen,${s2},Ultra`,
      `K7QM-2X3Y,${s1},`,
      `K7QM-2X3Y,${s3},`,
    ].join('\n');
    const preview = previewTable(text, options);
    expect(preview.faults.map(({ line, fault }) => [line, fault])).toEqual([
      [2, 'nobody'],
      [3, 'serial-mistyped'],
      [4, 'serial-missing'],
      [5, 'type-unknown'],
      [7, 'computer-twice'],
    ]);
    expect(preview.faults[1]?.suggestion).toBe(s1);
    expect(preview.missing).toEqual([right, oven]);
  });

  it('never guesses between two computers, and never orders for one that is not part of the order', () => {
    expect(faults(`Öfen,${s1}`, { ordered: [oven, twin], all: [oven, twin] })).toEqual([[1, 'several']]);
    expect(faults(`K7QM-2X3Y,${s1}`, { ordered: [oven] })).toEqual([[1, 'not-ticked']]);
    expect(assigned(`Öfen,${s1}`, { ordered: [oven], all: [oven, twin] })).toEqual([['c', 'pro', s1]]);
  });

  it.each(['', '\n\n', '"', ',,,', '"a\nb",c', '\ufeff', `${'x'.repeat(5000)},`])(
    'of %j is read without a fault of ours',
    (text) => {
      expect(previewTable(text, options).assignments).toEqual([]);
    },
  );

  it('keeps line numbers over cells of several lines', () => {
    expect(readCsv('a,"b\nc"\nd,e').map(({ line }) => line)).toEqual([1, 3]);
    expect(readCsv(`"a ""b""";'=c`)).toEqual([{ line: 1, cells: ['a "b"', '=c'] }]);
  });

  it('is decoded as spreadsheets write it', () => {
    expect(tableText(new TextEncoder().encode('Öfen'))).toBe('Öfen');
    expect(tableText(new Uint8Array([0xd6, 0x66]))).toBe('Öf');
    expect(tableText(new Uint8Array([0xff, 0xfe, 0xd6, 0x00]))).toBe('Ö');
  });
});
