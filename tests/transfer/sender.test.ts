import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/device/decoder/decoderEngine.ts';
import { factorsOf } from '../../src/transfer/fountain/symbols.ts';
import { streamIdOf } from '../../src/transfer/frame.ts';
import { packParcel } from '../../src/transfer/packParcel.ts';
import { createReceiver } from '../../src/transfer/receiver.ts';
import { createSender, densities } from '../../src/transfer/sender.ts';
import filledVectors from './filledVectors.json' with { type: 'json' };
import { frameIn, senderOfFirstForm } from './frameForms.ts';
import { pictureOf, zxingBytes } from './picture.ts';
import { codeOf } from './refused.ts';
import { noise, sampleRequest } from './sampleDocuments.ts';
import vectors from './severalVectors.json' with { type: 'json' };

const page = 'https://activate.northlight-instruments.example/';
const fileOf = (length: number) =>
  ({ kind: 'file', name: 'panel.bin', bytes: noise(`file ${length}`, length) }) as const;

describe('a sender', () => {
  test('uses one code if the content fits', async () => {
    const sender = createSender({ kind: 'document', bytes: await sampleRequest() }, page);
    expect(sender.whole?.version).toBe(11);
    expect(createSender(fileOf(1100), page).whole?.version).toBe(25);
    expect(createSender(fileOf(1200), page).whole).toBeNull();
  });

  test('counts its symbols and pages', () => {
    const sender = createSender(fileOf(20_000), page);
    expect(sender.symbolCount).toBe(Math.ceil(packParcel(fileOf(20_000)).length / sender.symbolLength));
    expect(densities.map(sender.pageCount)).toEqual([85, 43, 29, 17, 13, 8]);
  });

  test.each([
    [1, 10, 222],
    [2, 15, 470],
    [3, 20, 807],
    [5, 25, 1220],
    [7, 30, 1673],
    [12, 40, 2880],
  ])('fills codes of its %i symbols: version %i carries %i bytes', (density, version, bytes) => {
    // As many symbols as there can be: a last code that is not full would make all symbols smaller.
    const sender = createSender(noise('full', 60 * bytes), 'https://activate.example/', density);
    expect([density * sender.symbolLength, sender.code(0, density).version]).toEqual([bytes, version]);
  });

  test('keeps its symbols at every density', () => {
    const sender = createSender(fileOf(20_000), page);
    expect(densities.map((density) => sender.code(0, density).version)).toEqual([11, 16, 19, 25, 30, 40]);
    expect(sender.startingAt(2).symbolLength).toBe(createSender(fileOf(20_000), page, 2).symbolLength);
    const lengths = [0, 1, 2].map((first) => frameIn(sender.code(first, first + 1).text).symbolLength);
    expect(lengths).toEqual([0, 1, 2].map(() => sender.symbolLength));
  });

  test('shares a short parcel evenly among as few codes', () => {
    for (const [length, codes] of [
      [1200, 1],
      [1400, 2],
      [2000, 2],
      [2600, 3],
    ] as const) {
      const sender = createSender(noise('short', length), 'https://activate.example/');
      expect([sender.pageCount(5), sender.symbolLength]).toEqual([codes, Math.ceil(length / (5 * codes))]);
    }
  });

  test('has no more symbols than a receiver accepts, whatever the address leaves', () => {
    for (const density of densities) {
      const sender = createSender(fileOf(262_000), `https://example.com/${'x'.repeat(200)}`, density);
      expect(sender.symbolCount).toBeLessThanOrEqual(1200);
      expect(frameIn(sender.code(0, density).text).payload).toHaveLength(density * sender.symbolLength);
    }
  });

  test('is read by both decoders at every density', async () => {
    const [zxing, jsqr] = [await createEngine(await zxingBytes()), await createEngine(null)];
    for (const density of densities) {
      const code = createSender(fileOf(5000), page, density).code(3, density);
      const picture = pictureOf(code);
      for (const engine of [zxing, jsqr]) {
        const found = await engine.decode(picture, 'live');
        expect(JSON.stringify(found), `${engine.name} at version ${code.version}`).toContain(code.text.slice(-40));
      }
    }
  });

  test('continues endlessly, and restarts when the numbers end', () => {
    const sender = createSender(fileOf(3000), page);
    const receiver = createReceiver();
    const last = 2 ** 24 - 7;
    for (let first = last; !receiver.done; first += 5) {
      expect(receiver.add(sender.code(first, 5).text)).toBe('ours');
    }
    expect(receiver.result).toEqual(fileOf(3000));
  });

  test('refuses more than 256 KiB, and an address that leaves no space', () => {
    expect(codeOf(() => createSender(fileOf(262_145), page))).toBe('parcel-too-large');
    const sender = createSender(fileOf(3000), `https://example.com/${'x'.repeat(2900)}`);
    expect(sender.whole).toBeNull();
    expect(codeOf(() => sender.code(0, 1))).toBe('parcel-too-large');
  });
});

describe.each([
  ['first', vectors, senderOfFirstForm],
  ['second', filledVectors, createSender],
])('the format of several frames of the %s form is unchanged', (_, { frames, ...expected }, senderOf) => {
  const container = Buffer.from(vectors.container, 'hex');
  const parcel = { kind: 'file', name: vectors.fileName, bytes: Buffer.from(vectors.content, 'base64') } as const;

  test('in the output of a sender', () => {
    expect(Buffer.from(streamIdOf(container)).toString('hex')).toBe(expected.streamId);
    const sender = senderOf(container, page);
    expect(sender.symbolCount).toBe(expected.symbolCount);
    for (const { first, density, text } of frames) expect(sender.code(first, density).text).toBe(`${page}#${text}`);
    for (const { number, factors } of expected.factors) {
      const made = factorsOf(streamIdOf(container), number, expected.symbolCount);
      expect(Buffer.from(made).toString('hex')).toBe(factors);
    }
  });

  test('in the input of a receiver, with any frames', () => {
    for (let leftOut = 0; leftOut < frames.length; leftOut++) {
      const receiver = createReceiver();
      for (const { text } of frames.toSpliced(leftOut, 1).reverse()) receiver.add(text);
      expect({ ...receiver.result, bytes: Buffer.from(receiver.result.bytes) }).toEqual(parcel);
    }
  });
});

test('damaged frames of the second form are refused', () => {
  for (const { name, text, code } of filledVectors.refused) {
    const receiver = createReceiver();
    expect([name, receiver.add(text), receiver.problem]).toEqual([
      name,
      code === 'frame-damaged' ? 'damaged' : 'unsupported',
      code,
    ]);
  }
});
