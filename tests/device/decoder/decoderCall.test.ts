import { describe, expect, test } from 'vitest';
import type { Outline } from '../../../src/activation/ports.ts';
import { DecoderCall } from '../../../src/device/decoder/decoderCall.ts';
import type { Effort } from '../../../src/device/decoder/decoderEngine.ts';
import type { DecoderAnswer, DecoderOrder } from '../../../src/device/decoder/decoderMessages.ts';
import type { Look } from '../../../src/device/decoder/frame.ts';
import type { RgbaPicture } from '../../../src/transfer/picture/treatments.ts';

const outline = [0, 1, 2, 3].map((corner) => ({ x: corner / 4, y: corner / 8 })) as unknown as Outline;

function look(effort: Effort): Look & { frame: RgbaPicture } {
  return {
    frame: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
    effort,
    near: [],
    detailed: false,
    closely: false,
    treatment: 'plain',
  };
}

function found(id: number, text: string): DecoderAnswer {
  return { answer: 'found', id, detectedCodes: [{ text, outline }] };
}

/** The outside of a worker, answered by the test. */
class WorkerOutside extends EventTarget {
  readonly orders: DecoderOrder[] = [];
  terminated = false;

  postMessage(order: DecoderOrder, transfer: Transferable[]): void {
    if (!this.terminated) this.orders.push(structuredClone(order, { transfer }));
  }
  terminate(): void {
    this.terminated = true;
  }
  answers(answer: DecoderAnswer): void {
    this.dispatchEvent(new MessageEvent('message', { data: answer }));
  }
}

async function started() {
  const worker = new WorkerOutside();
  const starting = new DecoderCall(worker as unknown as Worker).start(null);
  worker.answers({ answer: 'started', engine: 'zxing', takesBitmaps: true });
  return { worker, reader: await starting };
}

describe('a decoder in a worker', () => {
  test('reports the engine of the worker', async () => {
    const { worker, reader } = await started();
    expect(reader).toMatchObject({ engine: 'zxing', place: 'worker', takesBitmaps: true });
    expect(worker.orders).toEqual([{ order: 'start', wasm: null }]);
  });

  test('returns each picture’s own result, in any order', async () => {
    const { worker, reader } = await started();
    const [one, other] = [reader.find(look('live')), reader.find(look('thorough'))];
    worker.answers(found(2, 'other'));
    worker.answers(found(99, 'unknown'));
    worker.answers(found(1, 'one'));
    expect(await Promise.all([one, other])).toEqual([[{ text: 'one', outline }], [{ text: 'other', outline }]]);
  });

  test('transfers live frames, and keeps pictures in case the worker fails', async () => {
    const { worker, reader } = await started();
    const [frame, picture] = [look('live'), look('thorough')];
    void reader.find(frame);
    void reader.find(picture);
    expect(worker.orders.slice(1)).toMatchObject([{ look: look('live') }, { look: look('thorough') }]);
    expect(frame.frame.data.length).toBe(0);
    expect(picture.frame.data.length).toBe(4);
  });

  test.each([
    ['an error', (worker: WorkerOutside) => worker.dispatchEvent(new Event('error'))],
    ['an unreadable message', (worker: WorkerOutside) => worker.dispatchEvent(new Event('messageerror'))],
    ['a failed picture', (worker: WorkerOutside) => worker.answers({ answer: 'failed', id: 1 })],
  ])('fails permanently after %s, later calls included', async (_, fail) => {
    const { worker, reader } = await started();
    const asked = reader.find(look('live'));
    fail(worker);
    await expect(asked).rejects.toThrow();
    await expect(reader.find(look('live'))).rejects.toThrow();
    expect(worker.terminated).toBe(true);
  });

  test('that is blocked before it starts fails', async () => {
    const worker = new WorkerOutside();
    const starting = new DecoderCall(worker as unknown as Worker).start(null);
    worker.dispatchEvent(new Event('error'));
    await expect(starting).rejects.toThrow();
    expect(worker.terminated).toBe(true);
  });
});
