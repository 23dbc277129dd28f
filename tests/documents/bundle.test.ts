import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinBundle, splitBundle } from '../../src/documents/bundle.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const document = (content: string) => utf8(`<?xml version="1.0" encoding="UTF-8"?>\n<root>\n${content}\n</root>\n`);
const texts = (parts: readonly Uint8Array[]) =>
  parts.map((part) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(part));

test('a bundle is split into the files that it was joined from', () => {
  const files = [document('one'), document('two'), document('three')];
  expect(splitBundle(joinBundle(files)).map((part) => [...part])).toEqual(files.map((file) => [...file]));
});

test.each([
  ['a single document', document('one')],
  ['a document cut short', document('one').slice(0, 20)],
  ['nothing', new Uint8Array()],
  ['other text', utf8('</root> and more')],
])('%s is one part', (_name, bytes) => {
  expect(splitBundle(bytes)).toHaveLength(1);
});

test('line ends and byte order marks added in transit do not hide a document', () => {
  const carried = joinBundle([document('one'), utf8('\ufeff'), document('two')]);
  const windows = utf8(new TextDecoder('utf-8', { ignoreBOM: true }).decode(carried).replaceAll('\n', '\r\n'));
  expect(splitBundle(carried)).toHaveLength(2);
  expect(splitBundle(windows)).toHaveLength(2);
  expect(texts(splitBundle(windows))[1]?.startsWith('\ufeff<?xml')).toBe(true);
});

test('splitting loses no bytes', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.constantFrom(utf8('</root>\n'), utf8('<?xml '), document('x')),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const bytes = joinBundle(pieces);
      expect([...joinBundle(splitBundle(bytes))]).toEqual([...bytes]);
    }),
  );
});
