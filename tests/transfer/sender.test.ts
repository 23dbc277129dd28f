import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/device/decoder/decoderEngine.ts';
import { factorsOf } from '../../src/transfer/fountain/symbols.ts';
import { streamIdOf } from '../../src/transfer/frame.ts';
import { packParcel } from '../../src/transfer/packParcel.ts';
import { createReceiver } from '../../src/transfer/receiver.ts';
import { createSender, densities } from '../../src/transfer/sender.ts';
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
    expect(sender.symbolCount).toBe(Math.ceil(packParcel(fileOf(20_000)).length / 220));
    expect(densities.map(sender.pageCount)).toEqual([92, 46, 31, 19, 14, 8]);
  });

  test('puts a fixed number of symbols into codes of each version', () => {
    const sender = createSender(fileOf(20_000), page);
    expect(densities.map((density) => sender.code(0, density).version)).toEqual([11, 16, 19, 25, 30, 39]);
    expect(sender.code(4711, 5).text.startsWith(`${page}#$3X`)).toBe(true);
  });

  test('is read by both decoders at every density', async () => {
    const [zxing, jsqr] = [await createEngine(await zxingBytes()), await createEngine(null)];
    for (const density of densities) {
      const code = createSender(fileOf(5000), page).code(3, density);
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

describe('the format of several frames is unchanged', () => {
  const container = Buffer.from(vectors.container, 'hex');
  const parcel = { kind: 'file', name: vectors.fileName, bytes: Buffer.from(vectors.content, 'base64') } as const;

  test('in the output of a sender', () => {
    expect(Buffer.from(streamIdOf(container)).toString('hex')).toBe(vectors.streamId);
    const sender = createSender(container, page);
    expect(sender.symbolCount).toBe(vectors.symbolCount);
    for (const { first, density, text } of vectors.frames)
      expect(sender.code(first, density).text).toBe(`${page}#${text}`);
    for (const { number, factors } of vectors.factors) {
      const made = factorsOf(streamIdOf(container), number, vectors.symbolCount);
      expect(Buffer.from(made).toString('hex')).toBe(factors);
    }
  });

  test('in the input of a receiver, with any frames', () => {
    for (let leftOut = 0; leftOut < vectors.frames.length; leftOut++) {
      const receiver = createReceiver();
      for (const { text } of vectors.frames.toSpliced(leftOut, 1).reverse()) receiver.add(text);
      expect({ ...receiver.result, bytes: Buffer.from(receiver.result.bytes) }).toEqual(parcel);
    }
  });
});
