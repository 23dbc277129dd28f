import type { DecoderEngine, Effort, Pixels } from './decoderEngine.ts';
import type { DecoderAnswer, DecoderOrder } from './decoderMessages.ts';

/** Finds QR codes in pictures. Nothing of it is loaded before it is first used. */
export interface Decoder {
  /** Loads the decoder, so that the first picture does not wait for it. */
  prepare(): Promise<void>;
  /**
   * @param pixels what a canvas gives
   * @returns the text of each code found, none of them empty
   */
  decode(pixels: Pixels, effort: Effort): Promise<readonly string[]>;
  /** What runs and where, for diagnosis; null before anything was loaded. */
  readonly running: { readonly engine: DecoderEngine['name']; readonly place: 'worker' | 'page' } | null;
}

interface Running {
  readonly engine: DecoderEngine;
  readonly place: 'worker' | 'page';
}

/** A worker that has not answered by then never will: some policies block workers without a word. Milliseconds. */
const startLimit = 15_000;

/** @returns a decoder that runs in a worker, or on the page where workers are missing, blocked or fail */
export function createDecoder(): Decoder {
  let running: Running | null = null;
  let starting: Promise<Running> | null = null;

  function start(): Promise<Running> {
    starting ??= startAnywhere().then(
      (started) => {
        running = started;
        return started;
      },
      (fault) => {
        // A chunk that failed to load may load the next time.
        starting = null;
        throw fault;
      },
    );
    return starting;
  }

  async function moveToPage(): Promise<Running> {
    const moved: Running = { engine: await startOnPage(), place: 'page' };
    running = moved;
    starting = Promise.resolve(moved);
    return moved;
  }

  return {
    async prepare() {
      await start();
    },
    async decode(pixels, effort) {
      const { engine, place } = await start();
      try {
        return await engine.decode(pixels, effort);
      } catch (fault) {
        if (place === 'page') throw fault;
        return (await moveToPage()).engine.decode(pixels, effort);
      }
    },
    get running() {
      return running && { engine: running.engine.name, place: running.place };
    },
  };
}

async function startAnywhere(): Promise<Running> {
  if (typeof Worker === 'function') {
    try {
      return { engine: await startInWorker(), place: 'worker' };
    } catch {
      // Blocked by a policy, or out of memory: the page itself can do it, less smoothly.
    }
  }
  return { engine: await startOnPage(), place: 'page' };
}

async function startOnPage(): Promise<DecoderEngine> {
  const [{ createEngine }, { loadDecoderWasm }] = await Promise.all([
    import('./decoderEngine.ts'),
    import('./decoderWasm.ts'),
  ]);
  return createEngine(await loadDecoderWasm());
}

async function startInWorker(): Promise<DecoderEngine> {
  const [{ default: DecoderWorker }, { loadDecoderWasm }] = await Promise.all([
    import('./decoder.worker.ts?worker&inline'),
    import('./decoderWasm.ts'),
  ]);
  const wasm = await loadDecoderWasm();
  return engineIn(new DecoderWorker(), wasm);
}

/** Speaks with a worker as if it were the engine itself. Its pixels are copied, so that they outlive a failed worker. */
function engineIn(worker: Worker, wasm: ArrayBuffer | null): Promise<DecoderEngine> {
  const waiting = new Map<number, { resolve(texts: readonly string[]): void; reject(fault: Error): void }>();
  let lastId = 0;
  const send = (order: DecoderOrder, transfer: Transferable[] = []) => worker.postMessage(order, transfer);

  return new Promise((resolve, reject) => {
    function giveUp(): void {
      clearTimeout(limit);
      worker.terminate();
      const fault = new Error('The decoder’s worker has stopped.');
      reject(fault);
      for (const { reject: fail } of waiting.values()) fail(fault);
      waiting.clear();
    }
    const limit = setTimeout(giveUp, startLimit);
    worker.addEventListener('error', giveUp);
    worker.addEventListener('messageerror', giveUp);
    worker.addEventListener('message', ({ data: answer }: MessageEvent<DecoderAnswer>) => {
      if (answer.answer === 'failed') return giveUp();
      if (answer.answer === 'decoded') {
        waiting.get(answer.id)?.resolve(answer.texts);
        waiting.delete(answer.id);
        return;
      }
      clearTimeout(limit);
      resolve({
        name: answer.engine,
        decode: (pixels, effort) =>
          new Promise((resolveTexts, rejectTexts) => {
            lastId += 1;
            waiting.set(lastId, { resolve: resolveTexts, reject: rejectTexts });
            send({ order: 'decode', id: lastId, pixels, effort });
          }),
      });
    });
    send({ order: 'start', wasm }, wasm ? [wasm] : []);
  });
}
