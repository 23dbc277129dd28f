import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/device/decoder/decoderEngine.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { type Code, codeFor, quietPath } from '../../src/transfer/code.ts';
import { frameTextFor } from '../../src/transfer/frame.ts';
import { packParcel } from '../../src/transfer/packParcel.ts';
import { createReceiver } from '../../src/transfer/receiver.ts';
import { pictureOf, zxingBytes } from './picture.ts';
import { codeOf } from './refused.ts';
import { noise, sampleKeyset, sampleLicense, sampleRequest } from './sampleDocuments.ts';

const intranet = 'http://192.168.100.200:8080/';
const vendor = 'https://activate.northlight-instruments.example/';

function noisy(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => noise(`byte ${at}`, 1)[0] ?? 0);
}

/** The matrix as hexadecimal rows. */
function rowsOf(code: Code): string[] {
  return Array.from({ length: code.size }, (_, row) =>
    BigInt(
      `0b${Array.from({ length: code.size }, (__, column) => (code.isDark(row, column) ? 1 : 0)).join('')}`,
    ).toString(16),
  );
}

const longName =
  'Fachbereich Physik, Astronomie und Geowissenschaften der Universität Übersee, Außenstelle Jungfraujoch';

describe('the code of our own documents', () => {
  test.each([
    ['request', () => sampleRequest(), intranet, 10],
    ['request', () => sampleRequest(), vendor, 11],
    ['license', () => sampleLicense(), intranet, 14],
    ['license', () => sampleLicense(), vendor, 14],
    ['license with a long name', () => sampleLicense({ holder: longName }), vendor, 15],
  ])('fits version 15: %s at %s', async (_, made, url, version) => {
    const code = codeFor({ kind: 'document', bytes: await made() }, url);
    expect(code.version).toBe(version);
    expect(code.size).toBe(17 + 4 * version);
    expect(code.version).toBeLessThanOrEqual(15);
  });

  test.each([
    ['at an intranet address', {}, intranet, 18],
    ['at a long address', {}, vendor, 18],
    ['with a long name', { holder: longName }, vendor, 19],
  ])('is a single code for a license with its keyset: %s', async (_, change, url, version) => {
    const bytes = joinBundle(await Promise.all([sampleLicense(change), sampleKeyset()]));
    const code = codeFor({ kind: 'document', bytes }, url);
    expect(code.version).toBe(version);
    expect(code.version).toBeLessThanOrEqual(25);
  });
});

describe('a code', () => {
  test('is read by both decoders, in every used version', async () => {
    const [zxing, jsqr] = [await createEngine(await zxingBytes()), await createEngine(null)];
    expect([zxing.name, jsqr.name]).toEqual(['zxing', 'jsqr']);
    const versions = new Set<number>();
    for (let length = 1; length < 1170; length += length < 300 ? 12 : 24) {
      const code = codeFor(noisy(length), intranet);
      if (versions.has(code.version)) continue;
      versions.add(code.version);
      const picture = pictureOf(code);
      expect(await zxing.decode(picture, 'live')).toEqual([code.text]);
      expect(await jsqr.decode(picture, 'live')).toEqual([code.text]);
    }
    expect([...versions]).toEqual([...Array(20).keys()].map((at) => at + 3).concat(24, 25));
  });

  test('has exactly these modules', () => {
    const code = codeFor(Uint8Array.of(0x10, 0x20, 0x30), 'http://a/');
    expect(code.text).toBe('http://a/#$3XLQ48DE0000IU0002IS7C+NI+37');
    expect(rowsOf(code)).toMatchInlineSnapshot(`
      [
        "1fc407f",
        "1056c41",
        "174945d",
        "1759d5d",
        "174c05d",
        "1055041",
        "1fd557f",
        "b200",
        "1f711aa",
        "427302",
        "165827b",
        "19280b1",
        "167b357",
        "18b030a",
        "14d666b",
        "1523b49",
        "10c09f4",
        "1191c",
        "1fde95f",
        "104c318",
        "17579fc",
        "175d695",
        "1751025",
        "105d2b9",
        "1fd533f",
      ]
    `);
  });

  test('contains its address and its frame, and drops another fragment', () => {
    const container = noisy(100);
    const text = `${vendor}?a=1#${frameTextFor(container)}`;
    expect(codeFor(container, `${vendor}?a=1#/request`).text).toBe(text);
  });

  test('accepts a parcel or its container', async () => {
    const parcel = { kind: 'document', bytes: await sampleRequest() } as const;
    expect(codeFor(parcel, vendor).text).toBe(codeFor(packParcel(parcel), vendor).text);
  });

  test('is received completely', async () => {
    const bytes = await sampleLicense();
    const receiver = createReceiver();
    receiver.add(codeFor({ kind: 'document', bytes }, vendor).text);
    expect(receiver.result).toEqual({ kind: 'document', bytes });
  });

  test('is refused above version 25', () => {
    // Of 1,276 bytes the headers take 35 bits and the address 232; the rest contains 1,806 characters, that is 1,204 bytes.
    const most = 1204 - 16;
    expect(codeFor(noisy(most), intranet).version).toBe(25);
    expect(codeOf(() => codeFor(noisy(most + 1), intranet))).toBe('parcel-too-large');
  });
});

describe('the path of a code', () => {
  test('covers the dark modules only, with the quiet zone around', () => {
    const code = codeFor(noisy(40), intranet);
    const side = code.size + 8;
    const painted = new Set<number>();
    const path = quietPath(code);
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)];
    expect(runs.map(([run]) => run).join('')).toBe(path);
    for (const [, x, y, width, back] of runs) {
      expect(width).toBe(back);
      for (let step = 0; step < Number(width); step++) painted.add(Number(y) * side + Number(x) + step);
    }
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const inside = x >= 4 && y >= 4 && x < side - 4 && y < side - 4;
        expect(painted.has(y * side + x)).toBe(inside && code.isDark(y - 4, x - 4));
      }
    }
  });
});
