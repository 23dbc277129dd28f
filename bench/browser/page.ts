import { createCamera } from '../../src/device/camera/camera.ts';
import { createDecoder } from '../../src/device/decoder/decoder.ts';
import { createReceiver } from '../../src/transfer/receiver.ts';
import type { Reception } from './reception.ts';

/** The page's camera, decoder and receiver without its screens. */
const decoder = createDecoder();
const camera = createCamera(decoder);
const video = document.body.appendChild(document.createElement('video'));

const loaded = decoder.prepare();

window.receive = async () => {
  // The wizard begins to load it on the screen before, where a person reads before the touch that starts the camera.
  await loaded;
  const receiver = createReceiver();
  const progress: number[] = [];
  const started = new Promise<number>((resolve) => video.requestVideoFrameCallback((now) => resolve(now)));
  let pictures = 0;
  await new Promise<void>((resolve, reject) => {
    const seen = ({ texts }: { readonly texts: readonly string[] }) => {
      pictures += 1;
      for (const text of texts) {
        if (receiver.done) return;
        receiver.add(text);
        if (receiver.fresh && receiver.parts) progress.push(receiver.parts.received);
        if (receiver.done) resolve();
      }
    };
    camera.scan(video, seen, reject, null).catch(reject);
  });
  const end = performance.now();
  camera.close();
  const content = Array.from(receiver.result.bytes, (byte) => String.fromCharCode(byte)).join('');
  return { time: end - (await started), pictures, progress, content } satisfies Reception;
};
