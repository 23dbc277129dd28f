import { describe, expect, it } from 'vitest';
import { type DocumentType, documentTypes } from '../../src/documents/documentType.ts';
import { readKeyset } from '../../src/documents/keyset.ts';
import { openLicense, readLicense } from '../../src/documents/license.ts';
import { readRequest } from '../../src/documents/request.ts';
import { readReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { refusalOf } from '../refusalOf.ts';
import { golden } from '../vectorMaker/golden.ts';
import { root, signing } from '../vectorMaker/keys.ts';

const readers: Readonly<Record<DocumentType, (file: Uint8Array) => unknown>> = {
  request: readRequest,
  license: (file) => readLicense(openLicense(file), signing.publicKey),
  keyset: (file) => readKeyset(file, [root.publicKey]),
  return: readReturnReceipt,
};

describe.each(documentTypes)('a %s', (type) => {
  const file = golden[type];
  const positions = [...file.keys()];

  it('is read unchanged', () => {
    expect(refusalOf(() => readers[type](file))).toBeNull();
  });

  // 0x01 changes a digit to its neighbor, 0x20 the case of a letter, 0x80 makes the text invalid UTF-8.
  it.each([0x01, 0x20, 0x80])(
    'is refused with any one byte changed by %i',
    (mask) => {
      const accepted = positions.filter((position) => {
        const changed = file.map((byte, index) => (index === position ? byte ^ mask : byte));
        return refusalOf(() => readers[type](changed)) === null;
      });
      expect(accepted).toEqual([]);
    },
    30_000,
  );

  it('is refused as cut short at any byte', () => {
    const codes = positions.slice(1).map((length) => refusalOf(() => readers[type](file.subarray(0, length))));
    expect(new Set(codes)).toEqual(new Set(['envelope-malformed']));
  });
});
