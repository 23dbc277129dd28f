import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRequest } from '../../src/documents/request.ts';
import { frameTextFor } from '../../src/transfer/frame.ts';
import { linkFor } from '../../src/transfer/link.ts';
import { packParcel } from '../../src/transfer/parcel.ts';
import { createSender } from '../../src/transfer/sender.ts';
import { documentIn, isFrameText } from '../../src/transfer/text.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { codeOf, unlessRefused } from './refused.ts';
import { noise, sampleRequest } from './sampleDocuments.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('a pasted text', () => {
  test('is a link or a frame, whole or one of several', () => {
    const frame = frameTextFor(packParcel({ kind: 'file', bytes: Uint8Array.of(1, 2, 3) }));
    const several = createSender({ kind: 'file', bytes: noise('several', 3000) }, 'http://10.0.0.1/').code(7, 1).text;
    for (const text of [frame, ` ${linkFor('http://10.0.0.1/', frame)}\n`, several])
      expect(isFrameText(text)).toBe(true);
    for (const text of ['', 'hello', 'https://example.com/#a']) expect(isFrameText(text)).toBe(false);
  });

  test.each([
    ['unchanged', (text: string) => text],
    ['without its last line feed', (text: string) => text.trim()],
    ['with white space around', (text: string) => `\n\n  ${text}  \n`],
    ['with CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['with CRLF, without the last', (text: string) => text.trim().replaceAll('\n', '\r\n')],
    ['with a byte order mark', (text: string) => `\ufeff${text}`],
  ])('is a document: %s', async (_, change) => {
    const bytes = await sampleRequest();
    const document = documentIn(change(new TextDecoder().decode(bytes)));
    expect(readRequest(document)).toEqual(readRequest(bytes));
  });

  test.each([
    ['another vendor’s', ' <?xml version="1.0" encoding="UTF-8"?><root><SystemInfo/></root>\r\n '],
    ['with our parts in other lines', '<?xml version="1.0"?>\n<root>\n\n<License/>\n</root>\n'],
    ['cut', '<?xml version="1.0" encoding="UTF-8"?>\n<root>\n<License id="Terms">'],
  ])('is passed on exactly if it is an XML file: %s', (_, text) => {
    expect(documentIn(text)).toEqual(utf8(text));
  });

  test.each(['', ' ', 'hello', 'https://example.com/', '<root>', '<html><root></html>', '{"a":1}', '<?xml'])(
    'is refused: %j',
    (text) => {
      expect(codeOf(() => documentIn(text))).toBe('file-unrecognized');
    },
  );

  test('is a document or refused, for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<?xml', ' ', '?>', '<root>', '\n', '$', 'A', '0', '#', '</root>') }),
        (text) => {
          const document = unlessRefused(() => documentIn(text));
          if (document) expect(new TextDecoder().decode(document).trim()).toBe(text.trim());
        },
      ),
      { numRuns: propertyRuns(2000) },
    );
  });
});
