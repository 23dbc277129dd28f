import { createEngine, type DecoderEngine } from './decoderEngine.ts';
import type { DecoderAnswer, DecoderOrder } from './decoderMessages.ts';
import { type DrawBitmap, findInFrame } from './frame.ts';
import { warmUpPicture } from './warmUp.ts';

let engine: Promise<DecoderEngine> | null = null;
const context = drawingContext();

self.addEventListener('message', async ({ data: order }: MessageEvent<DecoderOrder>) => {
  if (order.order === 'start') {
    engine = createEngine(order.wasm);
    const started = await engine;
    await warmUp(started);
    return answer({ answer: 'started', engine: started.name, takesBitmaps: context !== null });
  }
  try {
    if (!engine) throw new Error('The decoder was not started.');
    return answer({ answer: 'found', id: order.id, detectedCodes: await findInFrame(await engine, order.look, draw) });
  } catch {
    return answer({ answer: 'failed', id: order.id });
  }
});

/** Looks that compile what a look takes; after the second one, the browser knows what to compile well. */
const warmUpLooks = 2;

/** Reads a code as it will those of the camera. The first picture of a scan takes several times as long otherwise. */
async function warmUp(started: DecoderEngine): Promise<void> {
  try {
    for (let look = 0; look < warmUpLooks; look++) {
      const { data, width, height } = warmUpPicture();
      const frame = context ? await createImageBitmap(new ImageData(data, width, height)) : { data, width, height };
      const how = { effort: 'live', near: [], detailed: false, closely: false, treatment: 'plain' } as const;
      await findInFrame(started, { frame, ...how }, draw);
    }
  } catch {
    // The first picture shows whether the decoder works.
  }
}

function answer(message: DecoderAnswer): void {
  self.postMessage(message);
}

/** Workers can draw from Safari 16.4 and Firefox 105 on. */
function drawingContext(): OffscreenCanvasRenderingContext2D | null {
  if (typeof OffscreenCanvas !== 'function') return null;
  // Every frame is read back at once, which is slower from graphics memory.
  return new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true, alpha: false });
}

function draw(...[bitmap, size, part]: Parameters<DrawBitmap>): ReturnType<DrawBitmap> {
  if (!context) throw new Error('This worker cannot draw.');
  const { canvas } = context;
  if (canvas.width < part.width) canvas.width = part.width;
  if (canvas.height < part.height) canvas.height = part.height;
  const [across, down] = [bitmap.width / size.width, bitmap.height / size.height];
  const [left, top, width, height] = [part.left * across, part.top * down, part.width * across, part.height * down];
  context.drawImage(bitmap, left, top, width, height, 0, 0, part.width, part.height);
  return context.getImageData(0, 0, part.width, part.height);
}
