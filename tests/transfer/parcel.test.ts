import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type Binding, bindingComponents } from '../../src/documents/bindings.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { compact } from '../../src/transfer/compact.ts';
import { dictionary1 } from '../../src/transfer/dictionary.ts';
import { frameTextFor } from '../../src/transfer/frame.ts';
import { packParcel } from '../../src/transfer/packParcel.ts';
import { longestContainer, unpackParcel } from '../../src/transfer/parcel.ts';
import { createReceiver } from '../../src/transfer/receiver.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { codeOf, unlessRefused } from './refused.ts';
import { noise, noiseText, sampleKeyset, sampleLicense, sampleRequest, sampleReturn } from './sampleDocuments.ts';
import vectors from './vectors.json' with { type: 'json' };

const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const file = (bytes: Uint8Array, name?: string) =>
  ({ kind: 'file', bytes, ...(name !== undefined && { name }) }) as const;
const document = (bytes: Uint8Array) => ({ kind: 'document', bytes }) as const;

const samples = [
  ['request', sampleRequest()],
  ['weakly bound request', sampleRequest({ bindingStrength: 'weak', bindings: [] })],
  ['license', sampleLicense()],
  ['bare license', sampleLicense({ features: [], entitlements: [], holder: '', bindings: [] })],
  [
    'license with unusual text',
    sampleLicense({ holder: '<b>עברית</b> "🔑" 1e5 \'', features: ['0012', 'AAAAAAAAAAAAAAAA'] }),
  ],
  [
    'license of the last representable second',
    sampleLicense({ issuedAt: '2106-02-07T06:28:15Z', startDate: '2149-06-06T00:00:00Z' }),
  ],
  [
    'license after the last representable date',
    sampleLicense({ issuedAt: '2106-02-07T06:28:16Z', startDate: '9999-12-31T00:00:00Z' }),
  ],
  ['return receipt', sampleReturn()],
  ['keyset', sampleKeyset()],
] as const;

/** Resembles a document, and consists almost only of raw values: six signatures of at least 64 bytes in each. */
function licenseOfRaw(at: number): Uint8Array {
  const value = (label: string) => `<A Value="${noiseText64(`${at} ${label}`)}"/>`;
  const payload = `<License id="Terms">${['a', 'b', 'c', 'd', 'e', 'f'].map(value).join('')}</License>`;
  const signature = `<Signature Algorithm="Ed25519" KeyId="${noiseText(`${at}`, 8)}">${noiseText64(`${at}`)}</Signature>`;
  return utf8(`<?xml version="1.0" encoding="UTF-8"?>\n<root>\n${payload}\n${signature}\n</root>\n`);
}

const noiseText64 = (label: string) => Buffer.from([...noise(label, 32), ...noise(`${label}+`, 32)]).toString('base64');

describe('a document', () => {
  test.each(samples)('is restored byte for byte: %s', async (_, made) => {
    const bytes = await made;
    const container = packParcel(document(bytes));
    expect(container[0]).toBe(0x01);
    expect(container.length).toBeLessThan(bytes.length / 2);
    expect(unpackParcel(container)).toEqual(document(bytes));
  });

  test('longer than any single code includes a digest, which is checked', async () => {
    const features = Array.from({ length: 32 }, (_, at) => hex(noise(`feature ${at}`, 32)));
    const bytes = await sampleLicense({ features });
    const container = packParcel(document(bytes));
    expect(container[0]).toBe(0x02);
    expect(container.subarray(1, 33)).toEqual(sha256(bytes));
    expect(unpackParcel(container)).toEqual(document(bytes));
    container.set([(container[1] ?? 0) ^ 1], 1);
    expect(codeOf(() => unpackParcel(container))).toBe('parcel-damaged');
  });

  test('and another after it are restored byte for byte, with little more than their raw values', async () => {
    const [license, keyset] = await Promise.all([sampleLicense(), sampleKeyset()]);
    const bytes = joinBundle([license, keyset]);
    const container = packParcel(document(bytes));
    expect(container[0]).toBe(0x03);
    expect(container.subarray(1, 33)).toEqual(sha256(bytes));
    const alone = packParcel(document(license)).length + packParcel(document(keyset)).length;
    expect(container.length).toBeLessThan(alone + 32);
    expect(unpackParcel(container)).toEqual(document(bytes));
    for (const at of [1, 40]) {
      const damaged = container.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(codeOf(() => unpackParcel(damaged))).toBe('parcel-damaged');
    }
  });

  test('and many others use the shorter form, and too many of them a file', async () => {
    const room = (bindings: (at: number) => Binding[]) =>
      Promise.all(Array.from({ length: 20 }, (_, at) => sampleLicense({ ...idOf(at), bindings: bindings(at) })));
    const idOf = (at: number) => ({ licenseId: noiseText(`license ${at}`, 16) });
    const ownBindings = (at: number) =>
      bindingComponents.map((component) => ({ component, value: noiseText(`${component} ${at}`, 12) }));
    const different = joinBundle(await room(ownBindings));
    expect(unpackParcel(packParcel(document(different)))).toEqual(document(different));
    const alike = joinBundle(await room(() => ownBindings(0)));
    expect(unpackParcel(packParcel(document(alike)))).toEqual(file(alike));
    const signatures = joinBundle(Array.from({ length: 160 }, (_, at) => licenseOfRaw(at)));
    expect(unpackParcel(packParcel(document(signatures)))).toEqual(file(signatures));
  });

  test.each([
    ['white space between', (one: string, other: string) => `${one}\n${other}`],
    ['a byte order mark between', (one: string, other: string) => `${one}\ufeff${other}`],
    ['half of the second missing', (one: string, other: string) => one + other.slice(0, 300)],
    ['CRLF in the second', (one: string, other: string) => one + other.replaceAll('\n', '\r\n')],
  ])('and another with %s are sent as a file', async (_, join) => {
    const [one, other] = await Promise.all([sampleLicense(), sampleKeyset()]);
    const bytes = utf8(join(new TextDecoder().decode(one), new TextDecoder().decode(other)));
    expect(unpackParcel(packParcel(document(bytes)))).toEqual(file(bytes));
  });

  test.each([
    ['no XML', () => 'hello'],
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['no last line feed', (text: string) => text.slice(0, -1)],
    ['something before', (text: string) => ` ${text}`],
    ['something after', (text: string) => `${text}\n`],
    ['another line', (text: string) => text.replace('\n<Signature', '\n\n<Signature')],
    ['a control character', (text: string) => text.replace('orrery', 'orr\u0001ry')],
  ])('that is not exactly one of ours is sent as a file: %s', async (_, change) => {
    const bytes = utf8(change(new TextDecoder().decode(await sampleLicense())));
    expect(unpackParcel(packParcel(document(bytes)))).toEqual(file(bytes));
  });

  test('that is not UTF-8 is sent as a file', async () => {
    const bytes = await sampleLicense();
    bytes.set([0xff], 300);
    expect(unpackParcel(packParcel(document(bytes)))).toEqual(file(bytes));
  });

  test('keeps text that only looks like a raw value', async () => {
    const text = new TextDecoder().decode(await sampleLicense({ holder: 'AAAAAAAAAAAAAAAAAAAAAB' }));
    for (const odd of [
      '2026-02-30T00:00:00Z',
      '2026-11-23T24:00:00Z',
      '2026-11-23t09:00:00z',
      '+02026-01-01T00:00Z0',
    ]) {
      const bytes = utf8(text.replace('2026-11-23T09:52:03Z', odd));
      expect(unpackParcel(packParcel(document(bytes)))).toEqual(document(bytes));
    }
  });

  test('is restored with any text inside', async () => {
    const text = new TextDecoder().decode(await sampleLicense());
    const word = fc.oneof(
      fc.string(),
      fc.base64String({ maxLength: 90 }),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString().replace('.000', '')),
    );
    await fc.assert(
      fc.property(word, word, (one, other) => {
        const bytes = utf8(text.replace('planets', () => one).replace('moons', () => other));
        expect(unpackParcel(packParcel(document(bytes))).bytes).toEqual(bytes);
      }),
    );
  });
});

describe('any other file', () => {
  test('is restored with its name', () => {
    const bytes = fc.uint8Array({ maxLength: 3000 });
    const name = fc.stringMatching(/^[A-Za-z0-9 äé🔑()_-]{0,20}\.[a-z]{1,6}$/u).map((text) => text.trim());
    fc.assert(
      fc.property(bytes, name, (content, given) => {
        expect(unpackParcel(packParcel(file(content, given)))).toEqual(file(content, given));
      }),
    );
  });

  test('is restored without a name', () => {
    expect(unpackParcel(packParcel(file(new Uint8Array())))).toEqual(file(new Uint8Array()));
    expect(unpackParcel(packParcel(file(utf8('x'), '')))).toEqual(file(utf8('x')));
  });

  test('is deflated only when that makes it smaller', () => {
    expect(packParcel(file(new Uint8Array(500)))[0]).toBe(0x11);
    expect(packParcel(file(noise('a', 32)))[0]).toBe(0x10);
  });

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\license.ulf', 'license.ulf'],
    ['..', undefined],
    ['a/', undefined],
    ['fdp\u202ecod.exe', 'fdpcod.exe'],
    ['a\u0000b\nc\u007f.txt', 'abc.txt'],
    [`${'é'.repeat(200)}`, 'é'.repeat(60)],
    [`${'é'.repeat(200)} .licreq`, `${'é'.repeat(56)}.licreq`],
    [`a.${'b'.repeat(200)}`, `a.${'b'.repeat(118)}`],
  ])('has a safe name: %j', (given, plain) => {
    expect(unpackParcel(packParcel(file(utf8('x'), given))).name).toBe(plain);
  });

  test('is refused above 256 KiB', () => {
    const most = 262_144;
    const longName = 'é'.repeat(60);
    for (const bytes of [new Uint8Array(most), noise('incompressible', most)]) {
      const parcel = unpackParcel(packParcel(file(bytes, longName)));
      // Compared separately: a matcher takes seconds for each byte.
      expect([parcel.name, Buffer.from(parcel.bytes).equals(bytes)]).toEqual([longName, true]);
    }
    expect(packParcel(file(noise('incompressible', most), longName)).length).toBeLessThanOrEqual(longestContainer);
    expect(codeOf(() => packParcel(file(new Uint8Array(most + 1))))).toBe('parcel-too-large');
  });

  test('is refused with any byte changed', () => {
    for (const content of [noise('b', 30), new Uint8Array(400).fill(3)]) {
      const container = packParcel(file(content, 'a.bin'));
      for (let at = 0; at < container.length; at++) {
        const damaged = container.slice();
        damaged[at] = (damaged[at] ?? 0) ^ 0x10;
        const parcel = unlessRefused(() => unpackParcel(damaged));
        // Bits after the end of the deflate stream mean nothing.
        if (parcel) expect(parcel).toEqual(file(content, 'a.bin'));
      }
    }
  });
});

/** Less than 50 KB that inflate to 50 MB. */
const bomb = deflateSync(new Uint8Array(50_000_000), { level: 9 });

/** Packed like by a writer that cleans nothing. */
function containerNamed(name: Uint8Array, nameLength = name.length, bytes = utf8('x')): Uint8Array {
  const body = Uint8Array.of(nameLength, ...name, ...bytes);
  return Uint8Array.of(0x10, ...sha256(body), ...body);
}

describe('a container', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\a.exe', 'a.exe'],
    ['fdp\u202ecod.exe', 'fdpcod.exe'],
    ['a\u0000\n\u2066.txt', 'a.txt'],
    ['..', undefined],
    ['é'.repeat(100), 'é'.repeat(60)],
  ])('whose file has an unsafe name returns a safe one: %j', (given, plain) => {
    expect(unpackParcel(containerNamed(utf8(given))).name).toBe(plain);
  });

  test('whose file has no readable name returns none', () => {
    expect(unpackParcel(containerNamed(Uint8Array.of(0xff, 0xfe)))).toEqual(file(utf8('x')));
  });

  test('with a name longer than its content is damaged', () => {
    expect(codeOf(() => unpackParcel(containerNamed(utf8('ab'), 4)))).toBe('parcel-damaged');
    expect(unpackParcel(containerNamed(utf8('ab'), 3))).toEqual(file(new Uint8Array(), 'abx'));
  });

  test.each([[0x00], [0x04], [0x0f], [0x12], [0xff]])('of type %i is from a newer version', (type) => {
    expect(codeOf(() => unpackParcel(Uint8Array.of(type, 1, 2, 3)))).toBe('frame-version-unsupported');
  });

  test('cut anywhere is refused', async () => {
    for (const container of [
      packParcel(document(await sampleLicense())),
      packParcel(file(new Uint8Array(300), 'a.txt')),
    ]) {
      for (let length = 0; length < container.length; length++) {
        expect(codeOf(() => unpackParcel(container.subarray(0, length)))).toBe('parcel-damaged');
      }
    }
  });

  test('of random bytes is read or refused, without other exceptions', () => {
    const type = fc.constantFrom(0x01, 0x02, 0x03, 0x10, 0x11);
    fc.assert(
      fc.property(type, fc.uint8Array({ maxLength: 400 }), (first, rest) => {
        unlessRefused(() => unpackParcel(Uint8Array.of(first, ...rest)));
      }),
      { numRuns: propertyRuns(3000) },
    );
  });

  test.each([
    ['more raw bytes than marks', 'a\n<Signature x', 1],
    ['fewer raw bytes than marks', 'a\u0001\n<Signature x', 7],
    ['a repeated value without a first', 'a\u0011\n<Signature x', 0],
    ['a third line', 'a\nb\n<Signature x', 0],
    ['no signature', 'a', 0],
    ['nothing', '', 0],
  ])('of a document with %s is damaged', (_, text, rawLength) => {
    const deflated = deflateSync(utf8(text), { dictionary: dictionary1 });
    const container = Uint8Array.of(0x01, 0, rawLength, ...new Uint8Array(rawLength), ...deflated);
    expect(codeOf(() => unpackParcel(container))).toBe('parcel-damaged');
  });

  test.each([
    ['document', 0x01, 2],
    ['document with digest', 0x02, 34],
    ['several documents', 0x03, 34],
    ['file', 0x11, 32],
  ])('that would inflate to 50 MB is stopped at the limit: %s', (_, type, headerLength) => {
    const container = Uint8Array.of(type, ...new Uint8Array(headerLength), ...bomb);
    expect(codeOf(() => unpackParcel(container))).toBe('parcel-too-large');
    // Bytes after the limit are not read: they are not deflate any more.
    container.fill(0xff, 2000);
    expect(codeOf(() => unpackParcel(container))).toBe('parcel-too-large');
  });

  test('of a file that is too large even without deflate is refused', () => {
    const container = new Uint8Array(longestContainer + 1);
    container[0] = 0x10;
    expect(codeOf(() => unpackParcel(container))).toBe('parcel-too-large');
  });

  test('of a document whose raw values make it too large is refused', () => {
    const text = `${'\u0005'.repeat(1000)}\n<Signature x`;
    const raw = new Uint8Array(64_000);
    const container = Uint8Array.of(
      0x01,
      raw.length >> 8,
      raw.length & 255,
      ...raw,
      ...deflateSync(utf8(text), { dictionary: dictionary1 }),
    );
    expect(codeOf(() => unpackParcel(container))).toBe('parcel-too-large');
  });
});

describe('another deflate implementation', () => {
  const deflatedFrom = (container: Uint8Array) => 3 + (((container[1] ?? 0) << 8) | (container[2] ?? 0));

  test('reads our output, with the same dictionary', async () => {
    const bytes = await sampleLicense();
    const container = packParcel(document(bytes));
    const text = inflateRawSync(container.subarray(deflatedFrom(container)), { dictionary: dictionary1 });
    expect(text.toString('utf8')).toBe(compact(bytes)?.text);
  });

  test('writes input that we read', async () => {
    const bytes = await sampleLicense();
    const container = packParcel(document(bytes));
    const text = utf8(compact(bytes)?.text ?? '');
    for (const level of [0, 1, 9]) {
      const deflated = deflateRawSync(text, { level, dictionary: dictionary1 });
      const other = Uint8Array.of(...container.subarray(0, deflatedFrom(container)), ...deflated);
      expect(unpackParcel(other)).toEqual(document(bytes));
    }
  });
});

describe('the format is unchanged', () => {
  test('dictionary 1', () => {
    expect(hex(sha256(dictionary1))).toBe('ce565e6bce12b06d04ff0f5fd8e00e2db43f14c7b6cb5b09ace8422a82a97151');
  });

  test.each(vectors)('$name', ({ kind, fileName, content, container, frame }) => {
    const bytes = new Uint8Array(Buffer.from(content, 'base64'));
    const parcel = kind === 'document' ? document(bytes) : file(bytes, fileName ?? undefined);
    expect(hex(packParcel(parcel))).toBe(container);
    expect(frameTextFor(packParcel(parcel))).toBe(frame);
    const receiver = createReceiver();
    receiver.add(frame);
    expect(receiver.result).toEqual(parcel);
  });
});
