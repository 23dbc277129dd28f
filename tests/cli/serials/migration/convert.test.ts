import { describe, expect, it } from 'vitest';
import { type ConversionSettings, convertSerials } from '../../../../cli/serials/migration/convert.ts';
import { readForeignRecords } from '../../../../cli/serials/migration/foreignRecords.ts';
import { plainName } from '../../../../cli/serials/migration/systems.ts';

const settingsOf = (changes: Partial<ConversionSettings>): ConversionSettings => ({
  system: 'csv',
  columns: new Map(),
  licenseTypes: new Map(),
  seats: undefined,
  ...changes,
});
const convert = (text: string, changes: Partial<ConversionSettings>) =>
  convertSerials(readForeignRecords(text), settingsOf(changes));
const refusedBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
const lines = (...rows: string[]) => `${rows.join('\r\n')}\r\n`;

describe('an export of FlexNet Operations', () => {
  const settings = { system: 'flexnet', licenseTypes: new Map([['Orrery Pro', 'pro']]) } as const;

  it('becomes serial numbers: activation ids with product, quantity, end, customer and order', () => {
    const text = lines(
      'EntitlementID,EntitlementState,End Customer|AccountName,ActivationID,LineItemState,ProductName,ProductVersion,Quantity,StartDate,ExpirationDate,OrderID',
      '9f3c-01,DEPLOYED,Observatory of Hven,act-0a5f-77c1,DEPLOYED,Orrery Pro,5.2,25,2025-01-31,31-dec-2027,PO 1576',
      '9f3c-02,DEPLOYED,"Brahe, Tycho",act-0a5f-77c2,DEPLOYED,Orrery Plus,5.2,1,,permanent,',
      '9f3c-03,DEPLOYED,Kepler,act-0a5f-77c3,OBSOLETE,Orrery Pro,5.2,1,,permanent,',
    );
    const { serials, leftOut, used } = convert(text, settings);
    expect(serials).toEqual([
      {
        line: 2,
        serialNumber: 'act-0a5f-77c1',
        licenseType: 'pro',
        seats: 25,
        expiresAt: '2028-01-01T00:00:00Z',
        soldAt: '2025-01-31T00:00:00Z',
        holder: 'Observatory of Hven',
        note: '9f3c-01, PO 1576',
      },
      {
        ...{ line: 3, serialNumber: 'act-0a5f-77c2', licenseType: 'Orrery Plus', seats: 1 },
        ...{ holder: 'Brahe, Tycho', note: '9f3c-02' },
      },
    ]);
    expect(leftOut).toEqual([{ line: 4, state: 'obsolete' }]);
    expect(used).toContainEqual({ theirs: 'ActivationID', ours: 'serialNumber' });
    expect(used.map(({ theirs }) => theirs)).not.toContain('ProductVersion');
  });

  it('is read with the names of its reports too, and with others on demand', () => {
    const report = lines(
      'Line Item Activation ID;Product Name;Total Quantity;Expiration Date;PO',
      'act-1;Orrery Pro;3;2027-12-31T00:00:00Z;1576',
    );
    expect(convert(report, { ...settings, columns: new Map([['po', 'note']]) }).serials).toMatchObject([
      { serialNumber: 'act-1', licenseType: 'pro', seats: 3, expiresAt: '2028-01-01T00:00:00Z', note: '1576' },
    ]);
  });
});

describe('an export of Keygen', () => {
  const license = (attributes: object, policy = 'b8d2') => ({
    id: 'f5a2',
    type: 'licenses',
    attributes: {
      name: null,
      key: 'B8A5-91D7',
      expiry: null,
      status: 'ACTIVE',
      maxMachines: 5,
      metadata: {},
      ...attributes,
    },
    relationships: { policy: { data: { type: 'policies', id: policy } }, owner: { data: null } },
  });
  const settings = { system: 'keygen', licenseTypes: new Map([['b8d2', 'pro']]), seats: 1 } as const;

  it('becomes serial numbers: keys with policy, machines, expiry and metadata', () => {
    const data = [
      license({ expiry: '2027-12-31T10:00:00.000Z', metadata: { company: 'Observatory of Hven', orderId: 1576 } }),
      license({ key: 'B8A5-91D8', name: 'Ada', maxMachines: null, status: 'EXPIRED' }, 'other'),
      license({ key: 'B8A5-91D9', status: 'SUSPENDED' }),
    ];
    for (const text of [JSON.stringify({ data }), JSON.stringify(data)]) {
      const { serials, leftOut } = convert(text, settings);
      expect(serials).toEqual([
        {
          ...{ line: 1, serialNumber: 'B8A5-91D7', licenseType: 'pro', seats: 5, expiresAt: '2027-12-31T10:00:00Z' },
          ...{ holder: 'Observatory of Hven', note: '1576, f5a2' },
        },
        { line: 2, serialNumber: 'B8A5-91D8', licenseType: 'other', seats: 1, holder: 'Ada', note: 'f5a2' },
      ]);
      expect(leftOut).toEqual([{ line: 3, state: 'suspended' }]);
    }
  });

  it('may be a table', () => {
    const text = lines('id,key,name,expiry,status,maxMachines,policy', 'f5a2,K-1,Ada,,active,2,b8d2');
    expect(convert(text, settings).serials).toMatchObject([{ serialNumber: 'K-1', licenseType: 'pro', seats: 2 }]);
  });

  it.each(['{', '[1]', '{"data": 5}', '[null]'])('that is not a list of objects is refused: %s', (text) => {
    expect(refusedBy(() => convert(text, settings))).toMatchObject({
      code: 'import-malformed',
      details: { fault: 'json' },
    });
  });
});

describe('any table', () => {
  it('is read by usual names, and by those that are given, which go first', () => {
    const text = lines('License Key,Customer,Edition,Max Activations,Order,Key', 'K-1,Ada,gold,2,1576,inner');
    expect(convert(text, { licenseTypes: new Map([['*', 'pro']]) }).serials).toMatchObject([
      { serialNumber: 'K-1', holder: 'Ada', licenseType: 'pro', seats: 2, note: '1576' },
    ]);
    const columns = new Map([[plainName('Key'), 'serialNumber' as const]]);
    expect(convert(text, { columns }).serials).toMatchObject([{ serialNumber: 'inner', licenseType: 'gold' }]);
  });

  it.each([
    ['Name,Type,Seats', {}, 'serialNumber'],
    ['Serial,Name,Seats', {}, 'licenseType'],
    ['Serial,Type,Name', {}, 'seats'],
  ])('%s without %s is refused with our name', (head, changes, column) => {
    expect(refusedBy(() => convert(lines(head, 'a,b,1'), changes))).toMatchObject({
      code: 'import-malformed',
      details: { fault: 'column-missing', column },
    });
  });

  it('keeps what it cannot read, so that the import refuses it by line', () => {
    const text = lines('Serial,Type,Seats,Expires', 'K-1,pro,,03/04/2027');
    expect(convert(text, {}).serials).toMatchObject([{ line: 2, seats: Number.NaN, expiresAt: '03/04/2027' }]);
  });
});
