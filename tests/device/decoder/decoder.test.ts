import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDecoder } from '../../../src/device/decoder/decoder.ts';
import type { DecoderAnswer, DecoderOrder } from '../../../src/device/decoder/decoderMessages.ts';
import { textsOf } from '../../../src/device/decoder/detectedCode.ts';
import { codeFor } from '../../../src/transfer/code.ts';
import type { RgbaPicture } from '../../../src/transfer/picture/treatments.ts';
import { pictureOf } from '../../transfer/picture.ts';

/** A worker that starts, and crashes on the first picture. */
class BreakingWorker extends EventTarget {
  postMessage(order: DecoderOrder, transfer: Transferable[]): void {
    structuredClone(order, { transfer });
    if (order.order === 'start') this.#answer({ answer: 'started', engine: 'zxing', takesBitmaps: true });
    else this.#answer({ answer: 'failed', id: order.id });
  }
  terminate(): void {}
  #answer(data: DecoderAnswer): void {
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }
}

beforeEach(() => vi.stubGlobal('Worker', BreakingWorker));
afterEach(() => vi.unstubAllGlobals());

const code = codeFor(new Uint8Array(60).fill(7), 'https://activate.example/');
const frame = (): RgbaPicture => pictureOf(code);
const anywhere = { near: [], detailed: false, closely: false, treatment: 'plain' } as const;

test('a scan continues on the main thread when the worker crashes', async () => {
  const decoder = createDecoder();
  await decoder.prepare();
  expect(decoder.running?.place).toBe('worker');
  expect(decoder.takesBitmaps).toBe(true);
  // Two frames are processed at a time; both are lost.
  const lost = await Promise.all([decoder.glance(frame(), anywhere), decoder.glance(frame(), anywhere)]);
  expect(lost).toEqual([[], []]);
  expect(decoder.running?.place).toBe('page');
  expect(decoder.takesBitmaps).toBe(false);
  expect(textsOf(await decoder.glance(frame(), anywhere))).toEqual([code.text]);
});

test('a picture is still read when the worker crashes on it', async () => {
  const decoder = createDecoder();
  expect(await decoder.decode(frame())).toEqual([code.text]);
  expect(decoder.running?.place).toBe('page');
});
