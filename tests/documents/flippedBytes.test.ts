import { describe, expect, it } from 'vitest';
import { readActivationReceipt } from '../../src/documents/activationReceipt.ts';
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
  activation: readActivationReceipt,
};

const isLong = process.env.LONG !== undefined;

describe.each(documentTypes)('a %s', (type) => {
  const file = golden[type];
  const positions = [...file.keys()];
  const payloadEnd = new TextDecoder().decode(file).indexOf('\n<Signature');

  it('is read unchanged', () => {
    expect(refusalOf(() => readers[type](file))).toBeNull();
  });

  // 0x01 changes a digit to its neighbor, 0x20 the case of a letter, 0x80 makes the text invalid UTF-8. Within what is
  // signed, the signature refuses all alike, and takes the time.
  it.each([
    [0x01, isLong ? 1 : 4],
    [0x20, isLong ? 1 : 8],
    [0x80, 1],
  ])('is refused with any one byte changed by %i', (mask, step) => {
    const tried = positions.filter((position) => position > payloadEnd || position % step === 0);
    const accepted = tried.filter((position) => {
      const changed = file.map((byte, index) => (index === position ? byte ^ mask : byte));
      return refusalOf(() => readers[type](changed)) === null;
    });
    expect(accepted).toEqual([]);
  });

  it('is refused as cut short at any byte', () => {
    const codes = positions.slice(1).map((length) => refusalOf(() => readers[type](file.subarray(0, length))));
    expect(new Set(codes)).toEqual(new Set(['envelope-malformed']));
  });
});
