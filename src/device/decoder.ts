import { DecoderCall } from './decoderCall.ts';
import type { DecoderEngine, Effort, Pixels } from './decoderEngine.ts';

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
  return new DecoderCall(new DecoderWorker()).start(wasm);
}
