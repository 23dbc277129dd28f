import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameTextFor } from '../../src/transfer/frame.ts';
import { frameTextIn, linkFor } from '../../src/transfer/link.ts';

const frame = frameTextFor(Uint8Array.of(1, 2, 3, 4, 5));

describe('the text of a frame', () => {
  test.each([
    ['bare', frame],
    ['a fragment', `#${frame}`],
    ['an address', `https://activate.example/#${frame}`],
    ['an address of another host', `http://10.0.0.1:8080/some/page.html?x=1#${frame}`],
    ['a local file', `file:///media/stick/keyferry.html#${frame}`],
    ['white space around', `\n  ${frame}\t\r\n`],
    ['broken into lines', `https://activate.example/#${frame.slice(0, 9)}\r\n ${frame.slice(9)}`],
    ['percent codes', `https://activate.example/#${encodeURIComponent(frame)}`],
    ['a fragment before it', `https://activate.example/#/scan#${frame}`],
  ])('is found: %s', (_, text) => {
    expect(frameTextIn(text)).toBe(frame);
  });

  test.each([
    ['nothing', ''],
    ['an address without fragment', 'https://activate.example/'],
    ['an address with another fragment', 'https://activate.example/#license'],
    ['another code', 'WIFI:T:WPA;S:guest;P:$3XABC;;'],
    ['a price', '$3'],
    ['too short a frame', frame.slice(0, 25)],
    ['small letters', frame.toLowerCase()],
    ['another mark', `X${frame.slice(1)}`],
    ['a broken percent code', `#${frame}%2`],
    ['a character that is not in the alphabet', `${frame}_`],
    ['a text without end', `#${frame}`.padStart(100_000, 'x')],
  ])('is not found: %s', (_, text) => {
    expect(frameTextIn(text)).toBeNull();
  });

  test('is found in every link', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        fc.uint8Array({ minLength: 1 }),
        (url, bytes) => {
          const text = frameTextFor(bytes);
          expect(frameTextIn(linkFor(url, text))).toBe(text);
        },
      ),
    );
  });

  test('is found or not in any text, without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(frameTextIn(text)).toBeNull();
      }),
    );
  });

  test('is in a link that browsers do not change', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const link = linkFor('https://activate.example/', frameTextFor(bytes));
        expect(new URL(link).href).toBe(link);
      }),
    );
  });
});
