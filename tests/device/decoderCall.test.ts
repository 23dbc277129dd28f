import { describe, expect, test } from 'vitest';
import { DecoderCall } from '../../src/device/decoderCall.ts';
import type { DecoderAnswer, DecoderOrder } from '../../src/device/decoderMessages.ts';

const pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) };

/** A worker's outside, answered by the test. */
class WorkerOutside extends EventTarget {
  readonly orders: DecoderOrder[] = [];
  terminated = false;

  postMessage(order: DecoderOrder): void {
    if (!this.terminated) this.orders.push(order);
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
  worker.answers({ answer: 'started', engine: 'zxing' });
  return { worker, engine: await starting };
}

describe('a decoder in a worker', () => {
  test('starts as the engine that the worker has', async () => {
    const { worker, engine } = await started();
    expect(engine.name).toBe('zxing');
    expect(worker.orders).toEqual([{ order: 'start', wasm: null }]);
  });

  test('gives each picture its own answer, in any order', async () => {
    const { worker, engine } = await started();
    const [one, other] = [engine.decode(pixels, 'live'), engine.decode(pixels, 'thorough')];
    worker.answers({ answer: 'decoded', id: 2, texts: ['other'] });
    worker.answers({ answer: 'decoded', id: 99, texts: ['nobody’s'] });
    worker.answers({ answer: 'decoded', id: 1, texts: ['one'] });
    expect(await Promise.all([one, other])).toEqual([['one'], ['other']]);
  });

  test.each([
    ['an error', (worker: WorkerOutside) => worker.dispatchEvent(new Event('error'))],
    ['an answer that cannot be read', (worker: WorkerOutside) => worker.dispatchEvent(new Event('messageerror'))],
    ['a picture that it failed on', (worker: WorkerOutside) => worker.answers({ answer: 'failed', id: 1 })],
  ])('fails for good after %s, what is asked later included', async (_, fail) => {
    const { worker, engine } = await started();
    const asked = engine.decode(pixels, 'live');
    fail(worker);
    await expect(asked).rejects.toThrow();
    await expect(engine.decode(pixels, 'live')).rejects.toThrow();
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
