import { describe, expect, it } from 'vitest';
import { normalizeAddress, normalizeSerial, normalizeUuid } from '../../src/machine/normalize.ts';

describe('placeholders', () => {
  it.each([
    'To be filled by O.E.M.',
    'To Be Filled By O.E.M. ',
    'Default string',
    'System Serial Number',
    'Base Board Serial Number',
    'Type2 - Board Serial Number',
    'Not Applicable',
    'Not Specified',
    'None',
    'none.',
    'N/A',
    'OEM',
    'INVALID',
    'Unknown',
    '.',
    '..............',
    '0',
    '00000000',
    '0000-0000-0000',
    'FFFFFFFF',
    'ffff ffff',
    'XXXXXXXXXX',
    '0123456789',
    '123456789',
    '1234567890',
    'MB-1234567890',
    'BSN12345678901234567',
    'QM00001',
    'drive-scsi0',
    'drive-virtio0',
    'drive-scsi0-0-0-0',
    'persistent-disk-0',
    '0x00000000',
    '0xdeadbeef',
    'SYS-1234567890',
    'SN-12345',
    '1234567890ABCDEF',
    '0123456789ABCDEF',
    '123456789ABCDEF',
    'Not Settable',
    'Unknow',
    '(null string)',
    'TBD',
    'No Asset Tag',
    '\u00ff\u00ff\u00ff\u00ff',
  ])('of serial numbers: %j', (text) => {
    expect(normalizeSerial(text)).toBe('placeholder');
  });

  it.each([
    'PF2K81ZQ0007',
    '/7JK2XQ3/CNFCW0098S00RT/',
    'S5GXNX0T',
    '0025_3858_1140_5EA7.',
    'VB1f3a-88d2c1',
    '201073550',
    'C02XK0ABJG5H',
    '0x3a5b7c91',
    'vol0f1e2d3c4b5a69788',
    'GoogleCloud-5F0C7BE2A1D94F27',
    '6002248012ab34cd',
    'MZVLB256HAHQ',
    '2J1234567891',
    'BSN1234567892001',
    'S123456789012345A',
  ])('do not include real numbers: %j', (text) => {
    expect(normalizeSerial(text)).toMatchObject({ value: expect.any(String) });
  });

  it.each([
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    'fefefefe-fefe-fefe-fefe-fefefefefefe',
    '03000200-0400-0500-0006-000700080009',
    '00020003-0004-0005-0006-000700080009',
    '12345678-1234-5678-90AB-CDDEEFAABBCC',
    '4C4C4544-0000-2010-8020-80C04F202020',
    '01234567-89AB-CDEF-0123-456789ABCDEF',
    '12345678-1234-1234-1234-123456789abc',
    '6AB5B300-538D-1014-9FB5-B0684D007B53',
    'Not Settable',
    'To Be Filled By O.E.M.',
    'uninitialized',
  ])('of UUIDs: %j', (text) => {
    expect(normalizeUuid(text)).not.toMatchObject({ value: expect.any(String) });
  });

  it.each(['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '02:00:00:00:00:00', '44-45-53-54-00-00', '01:00:5e:00:00:01'])(
    'of MACs: %j',
    (text) => {
      expect(normalizeAddress(text)).toBe('placeholder');
    },
  );

  it('differ from missing values', () => {
    expect([
      normalizeSerial(''),
      normalizeSerial(' \n'),
      normalizeUuid(''),
      normalizeUuid('17'),
      normalizeAddress(''),
    ]).toEqual(['missing', 'missing', 'missing', 'placeholder', 'missing']);
  });
});
