import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { layouts } from '../../../src/documents/keyboard/layouts.ts';
import { retype } from '../../../src/documents/keyboard/retype.ts';
import { scannedDocument } from '../../../src/documents/keyboard/scannedDocument.ts';
import { frameTextFor } from '../../../src/transfer/frame.ts';
import { intactFrameIn, scannedFrame } from '../../../src/transfer/keyboard/scannedFrame.ts';
import { linkFor } from '../../../src/transfer/link.ts';
import { propertyRuns } from '../../propertyRuns.ts';
import { sampleKeyset, sampleLicense, sampleRequest, sampleReturn } from '../../transfer/sampleDocuments.ts';
import { typedOn } from './typedOn.ts';

const [us, ...others] = layouts;

/** With every sign of the alphabet that some keyboard changes; the accent stands before E, Z and 0. */
const frame = '$3XQHWZFL0001X+000JK:+ZMIATU*+EF5A4T*-8HW3';
const frames = fc.uint8Array({ minLength: 1, maxLength: 300 }).map(frameTextFor);
const hosts = fc.constantFrom(
  'https://keyferry.example:8443/a_b/wizard-1.html',
  'http://10.0.0.7/',
  'file:///C:/key.html',
);

it('every layout has a character for each of the 47 keys', () => {
  for (const { plain, shifted } of layouts) expect([[...plain].length, [...shifted].length]).toEqual([47, 47]);
});

/** What `Ab9-+A+Z*:$#/.?=&` becomes, from the keyboards themselves. */
describe.each([
  ['de', 'Ab9ßÀ`Y(Ö$§-._´/'],
  ['fr', 'Qbç)+Q+W8M43!:§=7'],
  ['de-CH', "Ab9'À`Y(éç*-._^/"],
  ['fr-CH', "Ab9'À`Y(öç*-._^/"],
] as const)('a scanner set to US English on a keyboard of %s', (language, expected) => {
  const computer = layouts.find((layout) => layout.language === language) ?? us;

  it('types what is printed on the keys', () => {
    expect(typedOn({ scanner: us, computer }, 'Ab9-+A+Z*:$#/.?=&')).toBe(expected);
  });

  it('is translated back, link and frame', () => {
    for (const text of [frame, linkFor('https://keyferry.example:8443/a/?b=1', frame)]) {
      const typed = typedOn({ scanner: us, computer }, text) ?? '';
      expect(intactFrameIn(typed)).toBeNull();
      expect(retype(typed, scannedFrame)).toEqual({ status: 'read', text: frame });
    }
  });

  it('is named where a character is lost', () => {
    const typed = (typedOn({ scanner: us, computer }, `${frame}`) ?? '').slice(0, -1);
    const mismatches = [{ scanner: 'us', computer: language, capsLock: false }];
    expect(retype(typed, scannedFrame)).toMatchObject({ status: 'unread', mismatches });
  });
});

/** What Caps Lock acts on besides letters differs between systems. */
const desks = [
  ...others.flatMap((computer) =>
    [null, ...computer.capsLock].map((capsLock) => ({ scanner: us, computer, capsLock })),
  ),
  ...others.flatMap((scanner) => [null, ...us.capsLock].map((capsLock) => ({ scanner, computer: us, capsLock }))),
  ...layouts.flatMap((layout) => layout.capsLock.map((capsLock) => ({ scanner: layout, computer: layout, capsLock }))),
];
const anyDesk = fc.constantFrom(...desks);

test('a frame typed on any keyboard is exactly the frame again, or nothing', () => {
  let read = 0;
  let all = 0;
  fc.assert(
    fc.property(anyDesk, hosts, frames, (desk, host, text) => {
      const typed = typedOn(desk, linkFor(host, text)) ?? typedOn(desk, text);
      if (typed === null || intactFrameIn(typed) !== null) return;
      const retyped = retype(typed, scannedFrame);
      all += 1;
      if (retyped?.status === 'read') read += 1;
      if (retyped?.status === 'read') expect(retyped.text).toBe(text);
    }),
    { numRuns: propertyRuns(400) },
  );
  expect(read / all).toBeGreaterThan(0.95);
});

test('a character that is lost or changed leaves nothing, and never another frame', () => {
  fc.assert(
    fc.property(anyDesk, frames, fc.nat(), fc.constantFrom('', 'A', '`', 'é'), (desk, text, place, other) => {
      const typed = [...(typedOn(desk, text) ?? '')];
      typed.splice(place % Math.max(1, typed.length), 1, other);
      const retyped = retype(typed.join(''), scannedFrame);
      if (retyped?.status === 'read') expect(retyped.text).toBe(text);
    }),
    { numRuns: propertyRuns(400) },
  );
});

const foreign = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.stringMatching(/^[0-9]{8,14}$/),
  fc.stringMatching(/^\(01\)[0-9]{14}\(10\)[A-Z0-9]{1,20}$/),
  fc.string({ maxLength: 200 }),
  fc.stringMatching(/^WIFI:T:WPA;S:[a-zA-Z]{4,12};P:[!-~]{8,20};;$/),
);

test('codes of others are never ours, on whatever keyboard they were typed', () => {
  fc.assert(
    fc.property(anyDesk, foreign, (desk, text) => {
      for (const arrived of [text, typedOn(desk, text) ?? '']) {
        expect(retype(arrived, scannedFrame)).toBeNull();
        expect(retype(arrived, scannedDocument)).toBeNull();
      }
    }),
    { numRuns: propertyRuns(200) },
  );
});

test.each(desks)('a whole document is exactly itself again, or the keyboard is named', async (desk) => {
  for (const make of [sampleRequest, sampleLicense, sampleKeyset, sampleReturn]) {
    const document = new TextDecoder().decode(await make());
    const typed = typedOn(desk, document);
    if (typed === null) continue;
    const retyped = retype(typed, scannedDocument);
    if (retyped?.status === 'read') expect(retyped.text).toBe(document);
    else expect(retyped?.mismatches[0]).toMatchObject({ scanner: desk.scanner.language });
  }
});

it('a license typed for a German keyboard is read', () => {
  const license = '<?xml version="1.0" encoding="UTF-8"?>';
  expect(typedOn({ scanner: us, computer: others[0] ?? us }, license)).toBe(';_xml version´Ä1.0Ä encoding´ÄUTFß8Ä_:');
});
