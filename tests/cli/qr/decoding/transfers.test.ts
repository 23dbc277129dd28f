import { describe, expect, test } from 'vitest';
import { refusalsOf } from '../../../../cli/qr/decoding/decodeReport.ts';
import { Transfers } from '../../../../cli/qr/decoding/transfers.ts';
import { bytesToText } from '../../../../src/transfer/alphabet.ts';
import { frameTextFor, writeFrame } from '../../../../src/transfer/frame.ts';
import { createSender } from '../../../../src/transfer/sender.ts';
import { senderOfFirstForm } from '../../../transfer/frameForms.ts';
import { noisyBytes } from '../../tool.ts';

const file = (bytes: Uint8Array, name = 'a.bin') => ({ kind: 'file', name, bytes }) as const;
const sender = createSender(file(noisyBytes(3000)), 'https://desk.example/');
const other = createSender(file(noisyBytes(500).reverse()), 'https://desk.example/', 3);
const codes = (from: typeof sender, density: number, count: number) =>
  Array.from({ length: count }, (_, at) => from.code(at * density, density).text);
/** One and a half symbols are announced, both arrive, and together they are not a valid file. */
const nonsense = bytesToText(
  writeFrame({
    streamId: Uint8Array.of(1, 2, 3, 4),
    totalLength: 300,
    firstSymbol: 0,
    payload: new Uint8Array(440),
  }),
);

function taken(texts: readonly string[]): Transfers {
  const transfers = new Transfers();
  for (const text of texts) transfers.add(text);
  return transfers;
}

describe('transfers', () => {
  test('are kept apart in any order', () => {
    const mixed = [...codes(sender, 5, 3), ...codes(other, 1, 3)].reverse();
    const { all, problems } = taken(['noise', ...mixed, ...mixed]);
    expect(all.map(({ parcel, codes: count }) => [parcel?.bytes.length, count])).toEqual([
      [500, 3],
      [3000, 3],
    ]);
    expect(problems).toEqual([]);
  });

  test('are one when codes of both forms show it', () => {
    const old = senderOfFirstForm(file(noisyBytes(3000)), 'https://desk.example/');
    const shown = [old.code(0, 5).text, ...codes(sender, 5, 3), old.code(5, 5).text];
    expect(taken(shown).all.map(({ parcel }) => parcel?.bytes)).toEqual([noisyBytes(3000)]);
  });

  test('report their progress', () => {
    const [transfer] = taken(codes(sender, 2, 3)).all;
    expect(transfer).toMatchObject({ parcel: null, received: 6, needed: sender.symbolCount, codes: 3 });
  });

  test('report whether a text belongs to one', () => {
    const transfers = new Transfers();
    expect([transfers.add(codes(sender, 1, 1)[0] ?? ''), transfers.add('https://example.com/')]).toEqual([true, false]);
  });

  test('that form no valid file are a problem and not incomplete', () => {
    const { all, problems } = taken([nonsense]);
    expect([all, problems]).toEqual([[], ['frame-damaged']]);
  });
});

describe('the reason why not everything was restored', () => {
  const nothing = { restored: [], incomplete: [], problems: [], sources: [] };
  const complete = taken(codes(other, 3, 1)).all.map((transfer) => ({ transfer, path: 'a.bin' }));
  const picture = (result: 'read' | 'foreign' | 'without-code' | 'unreadable') => ({ path: 'p.png', result });
  const found = (outcome: Parameters<typeof refusalsOf>[0]) => refusalsOf(outcome).map(({ code }) => code);

  test.each([
    ['blank pictures', { ...nothing, sources: [picture('without-code')] }, ['picture-without-code']],
    ['no pictures', { ...nothing, sources: [picture('unreadable')] }, ['picture-unreadable']],
    [
      'blank ones among them',
      { ...nothing, sources: [picture('unreadable'), picture('without-code')] },
      ['picture-without-code'],
    ],
    ['foreign codes', { ...nothing, sources: [picture('foreign'), picture('without-code')] }, ['code-not-ours']],
    ['only damaged frames', { ...nothing, problems: ['frame-damaged'] as const }, ['frame-damaged']],
    [
      'damaged frames and a complete transfer',
      { ...nothing, restored: complete, problems: ['frame-damaged'] as const },
      [],
    ],
    [
      'a damaged parcel and a complete one',
      { ...nothing, restored: complete, problems: ['parcel-damaged'] as const },
      ['parcel-damaged'],
    ],
    ['missing parts', { ...nothing, incomplete: taken(codes(sender, 1, 1)).all }, ['parcel-incomplete']],
    ['complete success', { ...nothing, restored: complete, sources: [picture('without-code')] }, []],
  ])('%s', (_, outcome, expected) => {
    expect(found(outcome)).toEqual(expected);
  });

  test('a frame of the next version is reported as such', () => {
    const { problems } = taken([frameTextFor(Uint8Array.of(0x7f, 1))]);
    expect(found({ ...nothing, problems })).toEqual(['frame-version-unsupported']);
  });
});

describe('the memory for transfers', () => {
  /** The only code of a small file. */
  const small = (at: number) => createSender(file(Uint8Array.of(at, at >> 8)), '').code(0, 1).text;
  /** One code of a large file. */
  const begun = (at: number) => createSender(file(noisyBytes(1000 + at)), '').code(0, 1).text;

  test('is bounded for incomplete ones; what was further is kept', () => {
    const [first = '', ...rest] = codes(sender, 5, 3);
    const others = Array.from({ length: 200 }, (_, at) => begun(at));
    const transfers = taken([first, ...others]);
    expect(transfers.isOverfull).toBe(true);
    expect(transfers.all).toHaveLength(64);
    for (const text of rest) transfers.add(text);
    expect(transfers.all.map(({ parcel }) => parcel?.bytes.length).filter(Boolean)).toEqual([3000]);
  });

  test('is bounded for complete ones', () => {
    const transfers = taken(Array.from({ length: 1000 }, (_, at) => small(at)));
    expect(transfers.isOverfull).toBe(false);
    transfers.add(small(1000));
    expect([transfers.isOverfull, transfers.all.length]).toEqual([true, 1000]);
  });

  test('does not grow with codes that bring nothing new', () => {
    const [one] = taken([...codes(other, 1, 3), ...codes(other, 1, 20)]).all;
    expect(one).toMatchObject({ codes: 3, received: 3 });
  });
});
