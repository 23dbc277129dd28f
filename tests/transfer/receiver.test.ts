import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToText, textToBytes } from '../../src/transfer/alphabet.ts';
import { crc32 } from '../../src/transfer/crc32.ts';
import { bytesToDigits } from '../../src/transfer/digits.ts';
import { symbolOf } from '../../src/transfer/fountain/symbols.ts';
import { frameTextFor, writeFrame } from '../../src/transfer/frame.ts';
import { linkFor } from '../../src/transfer/link.ts';
import { packParcel } from '../../src/transfer/packParcel.ts';
import { longestContainer } from '../../src/transfer/parcel.ts';
import { createReceiver, type Receiver } from '../../src/transfer/receiver.ts';
import { createSender, densities, type Sender } from '../../src/transfer/sender.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { frameIn, frameTextOf, poisoned, senderForms } from './frameForms.ts';
import { noise } from './sampleDocuments.ts';

const parcel = { kind: 'file', name: 'a.txt', bytes: new TextEncoder().encode('hello') } as const;
const ours = linkFor('https://activate.example/', frameTextFor(packParcel(parcel)));
const other = frameTextFor(packParcel({ kind: 'file', bytes: Uint8Array.of(1) }));
const damaged = ours.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
const partOf = (totalLength: number) =>
  bytesToText(
    writeFrame({ streamId: Uint8Array.of(9, 9, 9, 9), totalLength, firstSymbol: 2, payload: new Uint8Array(220) }),
  );
const partOfSeveral = partOf(900);
const partOfTooMany = partOf(longestContainer + 1);

function ofNextVersion(): string {
  const frame = textToBytes(other) ?? new Uint8Array();
  frame[0] = 0xef;
  new DataView(frame.buffer).setUint32(frame.length - 4, crc32(frame.subarray(0, -4)));
  return bytesToText(frame);
}

describe('a receiver', () => {
  test('has nothing at first', () => {
    const receiver = createReceiver();
    expect([receiver.done, receiver.progress, receiver.problem]).toEqual([false, 0, null]);
    expect(() => receiver.result).toThrow();
  });

  test('completes with one frame, and accepts it again', () => {
    const receiver = createReceiver();
    expect(receiver.add(ours)).toBe('ours');
    expect([receiver.done, receiver.progress]).toEqual([true, 1]);
    expect(receiver.result).toEqual(parcel);
    expect(receiver.add(ours)).toBe('ours');
  });

  test.each([
    ['another code', 'https://example.com/', 'foreign', null],
    ['an empty text', '', 'foreign', null],
    ['a damaged frame', damaged, 'damaged', 'frame-damaged'],
    ['one frame of several', partOfSeveral, 'ours', null],
    ['one frame of too many', partOfTooMany, 'unsupported', 'parcel-too-large'],
    ['the next version', ofNextVersion(), 'unsupported', 'frame-version-unsupported'],
    [
      'a container of a newer version',
      frameTextFor(Uint8Array.of(0x7f, 1)),
      'unsupported',
      'frame-version-unsupported',
    ],
    ['a container that is damaged', frameTextFor(Uint8Array.of(0x10, 1)), 'damaged', 'parcel-damaged'],
    ['a document that is damaged', frameTextFor(Uint8Array.of(0x01, 1)), 'damaged', 'parcel-damaged'],
  ])('answers %s and continues', (_, text, answer, problem) => {
    const receiver = createReceiver();
    expect(receiver.add(text)).toBe(answer);
    expect(receiver.problem).toBe(problem);
    expect(receiver.done).toBe(false);
    expect(receiver.add(ours)).toBe('ours');
    expect(receiver.problem).toBeNull();
    expect(receiver.result).toEqual(parcel);
  });

  test('keeps its result after any further text', () => {
    const receiver = createReceiver();
    receiver.add(ours);
    for (const text of [other, damaged, partOfSeveral, ofNextVersion(), 'x']) {
      expect(receiver.add(text)).not.toBe('ours');
      expect([receiver.done, receiver.progress, receiver.result]).toEqual([true, 1, parcel]);
    }
  });

  test('restores its parcel from any order of repeated, foreign and damaged codes, and never another', () => {
    const noise = fc.oneof(
      fc.constantFrom(damaged, partOfSeveral, ofNextVersion()),
      fc.string(),
      fc.nat(ours.length - 1).map((at) => ours.slice(0, at)),
      fc
        .tuple(fc.nat(ours.length - 1), fc.constantFrom(...'0A$:'))
        .map(([at, put]) => ours.slice(0, at) + put + ours.slice(at + 1)),
    );
    fc.assert(
      fc.property(fc.array(noise), fc.array(noise), (before, after) => {
        const receiver = createReceiver();
        for (const text of [...before, ours, ...after]) receiver.add(text);
        expect(receiver.result).toEqual(parcel);
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});

const page = 'https://activate.example/';
const large = (label: string, length = 9000) =>
  ({ kind: 'file', name: `${label}.bin`, bytes: noise(label, length) }) as const;
function feedUntilDone(receiver: Receiver, sender: Pick<Sender, 'code'>, first = 0, density = 1): number {
  let codes = 0;
  for (let next = first; !receiver.done; next += density) {
    receiver.add(sender.code(next, density).text);
    codes += 1;
  }
  return codes;
}

describe.each(senderForms)('a receiver of several codes of the %s form', (_, senderFor) => {
  const senderOf = (label: string, length?: number) => senderFor(large(label, length), page);

  test('reports its progress and the frames to store', () => {
    const [sender, receiver] = [senderOf('one'), createReceiver()];
    expect(receiver.parts).toBeNull();
    const { text } = sender.code(0, 3);
    receiver.add(text);
    expect(receiver.parts).toEqual({ received: 3, needed: sender.symbolCount });
    expect(receiver.progress).toBeCloseTo(3 / sender.symbolCount);
    expect(receiver.fresh?.text).toBe(text.split('#')[1]);
    receiver.add(text);
    expect([receiver.fresh, receiver.parts?.received]).toEqual([null, 3]);
    receiver.add(sender.code(2, 2).text);
    expect([receiver.fresh?.stream, receiver.parts?.received]).toEqual([expect.any(String), 4]);
    receiver.add('something else');
    expect([receiver.fresh, receiver.parts?.received]).toEqual([null, 4]);
  });

  test('continues where another one stopped, from the stored frames', () => {
    const [sender, before] = [senderOf('one'), createReceiver()];
    const kept: string[] = [];
    for (const first of [0, 4, 4, 100, 8]) {
      before.add(sender.code(first, 2).text);
      if (before.fresh) kept.push(before.fresh.text);
    }
    const after = createReceiver();
    for (const text of kept) after.add(text);
    expect(after.parts).toEqual(before.parts);
    expect(feedUntilDone(after, sender, 5000)).toBe(sender.symbolCount - 8);
    expect(after.result).toEqual(large('one'));
  });

  test('loses nothing when the density changes midway', () => {
    const [sender, receiver] = [senderOf('one', 20_000), createReceiver()];
    let first = 0;
    for (const density of [5, 5, 3, 9, 2, 1, 7, 1, 5, 3]) {
      receiver.add(sender.code(first, density).text);
      first += density;
      expect(receiver.parts?.received).toBe(first);
    }
    expect(feedUntilDone(receiver, sender, first, 2)).toBe(Math.ceil((sender.symbolCount - first) / 2));
    expect(receiver.result).toEqual(large('one', 20_000));
  });

  test('separates transfers that are shown in turn', () => {
    const labels = ['one', 'two', 'three'];
    const senders = labels.map((label) => senderOf(label));
    const receiver = createReceiver();
    let turns = 0;
    while (!receiver.done) {
      const sender = senders[turns % 3];
      receiver.add(sender?.code(turns, 1).text ?? '');
      turns += 1;
    }
    expect(labels.map((label) => large(label))).toContainEqual(receiver.result);
    expect(turns).toBeLessThanOrEqual(3 * ((senders[0]?.symbolCount ?? 0) + 1));
    expect(receiver.add(senders[turns % 3]?.code(9999, 1).text ?? '')).toBe('foreign');
  });

  test('keeps the most complete transfers when there are too many', () => {
    const [sender, receiver] = [senderOf('one'), createReceiver()];
    for (let first = 0; first < 30; first += 3) receiver.add(sender.code(first, 3).text);
    for (let stray = 0; stray < 100; stray++) receiver.add(senderOf(`stray ${stray}`, 2000).code(0, 1).text);
    receiver.add(sender.code(1000, 1).text);
    expect(receiver.parts?.received).toBe(31);
  });

  test('keeps the transfer of the latest frames, however many others there are', () => {
    const [sender, receiver] = [senderOf('one'), createReceiver()];
    for (let at = 0; at < 20; at++) {
      receiver.add(sender.code(at, 1).text);
      receiver.add(senderOf(`stray ${at}`).code(0, 12).text);
    }
    receiver.add(sender.code(20, 1).text);
    expect(receiver.parts?.received).toBe(21);
  });

  test('limits the transfers that it collects at once', () => {
    const receiver = createReceiver();
    receiver.add(senderOf('first').code(0, 1).text);
    for (let stray = 0; stray < 20; stray++) receiver.add(senderOf(`stray ${stray}`).code(0, 2).text);
    receiver.add(senderOf('first').code(1, 1).text);
    expect(receiver.parts?.received).toBe(1);
  });

  test('rejects symbols of another length', () => {
    const [sender, receiver] = [senderOf('one'), createReceiver()];
    const frame = frameIn(sender.code(3, 1).text);
    const { length } = packParcel(large('one'));
    const payload = noise('another', frame.symbolLength);
    for (const totalLength of [length - 1, length + 1, length * 2, 1]) {
      receiver.add(frameTextOf({ ...frame, totalLength, payload }));
    }
    expect(feedUntilDone(receiver, sender)).toBe(sender.symbolCount);
    expect(receiver.result).toEqual(large('one'));
  });

  test('drops the parts of a failed transfer, but not those of a running one', () => {
    const [sender, receiver] = [senderOf('one'), createReceiver()];
    const broken = Uint8Array.of(0x7f, ...noise('newer', 219));
    const text = frameTextFor(broken);
    const whole = textToBytes(text) ?? new Uint8Array();
    const padded = writeFrame({
      streamId: whole.slice(2, 6),
      totalLength: broken.length,
      firstSymbol: 1,
      payload: symbolOf(broken, whole.slice(2, 6), 1, 220),
    });
    expect([receiver.add(bytesToText(padded)), receiver.parts]).toEqual(['unsupported', null]);
    receiver.add(sender.code(0, 3).text);
    expect(receiver.add(bytesToText(padded))).toBe('unsupported');
    expect(receiver.parts?.received).toBe(3);
  });

  test('restores nothing from frames that do not belong together, and starts again', () => {
    const [sender, receiver] = [senderOf('one'), createReceiver()];
    receiver.add(poisoned(sender.code(0, 1).text));
    for (let first = 1; first < sender.symbolCount - 1; first++) receiver.add(sender.code(first, 1).text);
    expect(receiver.add(sender.code(sender.symbolCount - 1, 1).text)).toBe('damaged');
    expect([receiver.problem, receiver.done]).toEqual(['frame-damaged', false]);
    expect(feedUntilDone(receiver, sender, 0)).toBe(sender.symbolCount);
    expect(receiver.result).toEqual(large('one'));
  });

  test('restores the parcel or nothing, in any order with repeated, foreign, damaged and poisoned codes', () => {
    const [one, two] = [senderOf('one', 3000), senderOf('two', 3000)];
    // Drawing a code takes longer than everything tested here.
    const drawn = new Map<string, string>();
    const textOf = (sender: typeof one, first: number, density: number) => {
      const name = `${sender === one} ${first} ${density}`;
      const text = drawn.get(name) ?? sender.code(first, density).text;
      drawn.set(name, text);
      return text;
    };
    const code = fc
      .record({
        sender: fc.constantFrom(one, one, one, two),
        first: fc.nat(60),
        density: fc.constantFrom(1, 2, 3, 5),
        what: fc.constantFrom('whole', 'whole', 'whole', 'whole', 'cut', 'poisoned'),
      })
      .map(({ sender, first, density, what }) => {
        const text = textOf(sender, first, density);
        return what === 'whole' ? text : what === 'cut' ? text.slice(0, -first - 1) : poisoned(text);
      });
    fc.assert(
      fc.property(fc.array(code, { maxLength: 40 }), (texts) => {
        const receiver = createReceiver();
        for (const text of texts) receiver.add(text);
        if (receiver.done) expect([large('one', 3000), large('two', 3000)]).toContainEqual(receiver.result);
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});

/** Frames of either form with a right checksum, whatever they hold. */
const hostileFrame = fc
  .record({
    mark: fc.constantFrom(0xed, 0xee),
    second: fc.oneof(fc.constantFrom(0, 255), fc.nat(255)),
    header: fc.uint8Array({ minLength: 10, maxLength: 10 }),
    totalLength: fc.oneof(fc.constantFrom(0, 1, 220, longestContainer, 0xffffff), fc.nat(0xffffff)),
    payload: fc
      .oneof(fc.constantFrom(0, 1, 64, 220, 319, 440, 1500), fc.nat(700))
      .chain((length) => fc.uint8Array({ minLength: length, maxLength: length })),
    asDigits: fc.boolean(),
  })
  .map(({ mark, second, header, totalLength, payload, asDigits }) => {
    const numbers = Uint8Array.of(...header.subarray(0, 4), totalLength >> 16, totalLength >> 8, totalLength);
    const plain = Uint8Array.of(...numbers, ...header.subarray(7), ...payload);
    const digits = bytesToDigits(plain);
    const body = asDigits ? textToBytes(digits.slice(0, digits.length - (digits.length % 3))) : plain;
    const frame = Uint8Array.of(mark, second, ...(body ?? []), 0, 0, 0, 0);
    new DataView(frame.buffer).setUint32(frame.length - 4, crc32(frame.subarray(0, -4)));
    return bytesToText(frame);
  });

test.each(senderForms)('a receiver of the %s form gets its parcel among hostile frames of both', (_, senderFor) => {
  const sender = senderFor(large('one', 3000), page);
  const texts = Array.from({ length: sender.symbolCount }, (_, first) => sender.code(first, 1).text);
  fc.assert(
    fc.property(fc.array(hostileFrame, { maxLength: 30 }), (hostile) => {
      const receiver = createReceiver();
      for (const [at, text] of texts.entries()) {
        for (const frame of hostile.slice(at, at + 2)) receiver.add(frame);
        expect(receiver.add(text)).toBe('ours');
      }
      expect(receiver.result).toEqual(large('one', 3000));
    }),
    { numRuns: propertyRuns(200) },
  );
});

describe('a receiver of codes of both forms', () => {
  test('collects them apart, at no loss to either', () => {
    const [[, first], [, second]] = senderForms;
    const [old, sender] = [first(large('one'), page), second(large('one'), page)];
    const receiver = createReceiver();
    for (let at = 0; at < sender.symbolCount - 1; at++) {
      receiver.add(sender.code(at, 1).text);
      expect(receiver.parts).toEqual({ received: at + 1, needed: sender.symbolCount });
      receiver.add(old.code(at, 1).text);
      expect(receiver.parts).toEqual({ received: at + 1, needed: old.symbolCount });
    }
    receiver.add(sender.code(900, 1).text);
    expect(receiver.result).toEqual(large('one'));
    expect(receiver.add(old.code(901, 1).text)).toBe('ours');
  });

  test('keeps the symbols of different lengths apart', () => {
    const parcel = large('one');
    const senders = densities.map((density) => createSender(parcel, page).startingAt(density));
    const receiver = createReceiver();
    for (let at = 0; !receiver.done; at++) for (const sender of senders) receiver.add(sender.code(at, 1).text);
    expect(receiver.result).toEqual(parcel);
  });

  test('is complete after the fewest codes, of any parcel at any density and loss', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6000 }),
        fc.constantFrom(...densities),
        fc.nat(300),
        fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
        (length, density, first, chance) => {
          const sender = createSender(large('any', length), page, density);
          const receiver = createReceiver();
          let [shown, taken] = [0, 0];
          for (; !receiver.done && shown < 200; shown++) {
            if ((chance.next().value ?? 0) < 3) continue;
            receiver.add(sender.code((first + shown) * density, density).text);
            taken += 1;
          }
          expect(receiver.result).toEqual(large('any', length));
          expect(taken).toBeLessThanOrEqual(sender.pageCount(density) + 1);
        },
      ),
      { numRuns: propertyRuns(30) },
    );
  });
});
