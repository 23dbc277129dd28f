import type { DecoderEngine } from './decoderEngine.ts';
import type { DecoderAnswer, DecoderOrder } from './decoderMessages.ts';

/** A worker that has not answered by then never will: some policies block workers without a word. Milliseconds. */
const startLimit = 15_000;

interface Caller {
  resolve(texts: readonly string[]): void;
  reject(fault: Error): void;
}

/** The page's line to the decoder's worker. Once the worker has failed, everything it was asked or will be fails too. */
export class DecoderCall {
  readonly #worker: Worker;
  readonly #callers = new Map<number, Caller>();
  #lastId = 0;
  #stopped: Error | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data: answer }: MessageEvent<DecoderAnswer>) => {
      if (answer.answer === 'failed') this.#stop();
      if (answer.answer !== 'decoded') return;
      this.#callers.get(answer.id)?.resolve(answer.texts);
      this.#callers.delete(answer.id);
    });
    worker.addEventListener('error', () => this.#stop());
    worker.addEventListener('messageerror', () => this.#stop());
  }

  /**
   * @param wasm zxing's WebAssembly binary, given away; null when there is none
   * @returns the engine in the worker
   */
  start(wasm: ArrayBuffer | null): Promise<DecoderEngine> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => this.#stop(), startLimit);
      this.#callers.set(0, {
        resolve() {},
        reject(fault) {
          clearTimeout(limit);
          reject(fault);
        },
      });
      this.#worker.addEventListener('message', ({ data: answer }: MessageEvent<DecoderAnswer>) => {
        if (answer.answer !== 'started') return;
        clearTimeout(limit);
        this.#callers.delete(0);
        resolve({ name: answer.engine, decode: (pixels, effort) => this.#decode({ pixels, effort }) });
      });
      this.#send({ order: 'start', wasm }, wasm ? [wasm] : []);
    });
  }

  /** The pixels are copied, so that they outlive a failed worker. */
  #decode(picture: Pick<DecoderOrder & { order: 'decode' }, 'pixels' | 'effort'>): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      if (this.#stopped) return reject(this.#stopped);
      this.#lastId += 1;
      this.#callers.set(this.#lastId, { resolve, reject });
      this.#send({ order: 'decode', id: this.#lastId, ...picture });
    });
  }

  #send(order: DecoderOrder, transfer: Transferable[] = []): void {
    this.#worker.postMessage(order, transfer);
  }

  #stop(): void {
    this.#worker.terminate();
    this.#stopped = new Error('The decoder’s worker has stopped.');
    for (const caller of this.#callers.values()) caller.reject(this.#stopped);
    this.#callers.clear();
  }
}
