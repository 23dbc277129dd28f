import { createEngine, type DecoderEngine } from './decoderEngine.ts';
import type { DecoderAnswer, DecoderOrder } from './decoderMessages.ts';

let engine: Promise<DecoderEngine> | null = null;

self.addEventListener('message', async ({ data: order }: MessageEvent<DecoderOrder>) => {
  if (order.order === 'start') {
    engine = createEngine(order.wasm);
    return answer({ answer: 'started', engine: (await engine).name });
  }
  try {
    const texts = (await (await engine)?.decode(order.pixels, order.effort)) ?? [];
    return answer({ answer: 'decoded', id: order.id, texts });
  } catch {
    return answer({ answer: 'failed', id: order.id });
  }
});

function answer(message: DecoderAnswer): void {
  self.postMessage(message);
}
