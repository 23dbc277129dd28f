import type { DecoderAnswer, DecoderOrder } from './decoderMessages.ts';
import type { DetectedCode } from './detectedCode.ts';
import type { Look } from './frame.ts';
import type { FrameReader } from './frameReader.ts';

/** Milliseconds after which a worker counts as blocked: some policies block workers without an error. */
const startLimit = 15_000;

interface Caller {
  resolve(detectedCodes: readonly DetectedCode[]): void;
  reject(error: Error): void;
}

/** The page's connection to the decoder's worker. Once the worker has failed, all pending and later calls fail. */
export class DecoderCall {
  readonly #worker: Worker;
  readonly #callers = new Map<number, Caller>();
  #lastId = 0;
  #stopped: Error | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data: answer }: MessageEvent<DecoderAnswer>) => {
      if (answer.answer === 'failed') this.#stop();
      if (answer.answer !== 'found') return;
      this.#callers.get(answer.id)?.resolve(answer.detectedCodes);
      this.#callers.delete(answer.id);
    });
    worker.addEventListener('error', () => this.#stop());
    worker.addEventListener('messageerror', () => this.#stop());
  }

  /**
   * @param wasm zxing's WebAssembly binary, transferred; null when there is none
   * @returns the decoder in the worker
   */
  start(wasm: ArrayBuffer | null): Promise<FrameReader> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => this.#stop(), startLimit);
      this.#callers.set(0, {
        resolve() {},
        reject(error) {
          clearTimeout(limit);
          reject(error);
        },
      });
      this.#worker.addEventListener('message', ({ data: answer }: MessageEvent<DecoderAnswer>) => {
        if (answer.answer !== 'started') return;
        clearTimeout(limit);
        this.#callers.delete(0);
        const { engine, takesBitmaps } = answer;
        resolve({ engine, place: 'worker', takesBitmaps, find: (look) => this.#find(look) });
      });
      this.#send({ order: 'start', wasm }, wasm ? [wasm] : []);
    });
  }

  #find(look: Look): Promise<readonly DetectedCode[]> {
    return new Promise((resolve, reject) => {
      if (this.#stopped) return reject(this.#stopped);
      this.#lastId += 1;
      this.#callers.set(this.#lastId, { resolve, reject });
      this.#send({ order: 'find', id: this.#lastId, look }, transferableOf(look));
    });
  }

  #send(order: DecoderOrder, transfer: Transferable[]): void {
    this.#worker.postMessage(order, transfer);
  }

  #stop(): void {
    this.#worker.terminate();
    this.#stopped = new Error('The decoder’s worker has stopped.');
    for (const caller of this.#callers.values()) caller.reject(this.#stopped);
    this.#callers.clear();
  }
}

/** Frames are transferred. A picture must survive a failed worker, so it is copied. */
function transferableOf({ frame, effort }: Look): Transferable[] {
  if (effort === 'thorough') return [];
  return ['data' in frame ? frame.data.buffer : frame];
}
