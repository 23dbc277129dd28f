import { loadPart } from '../../activation/parts.ts';
import type { RgbaPicture, Treatment } from '../../transfer/picture/treatments.ts';
import { type DetectedCode, textsOf } from './detectedCode.ts';
import type { CameraFrame, Look } from './frame.ts';
import type { FrameReader } from './frameReader.ts';

/** Finds QR codes in pictures. Its code is loaded at first use. */
export interface Decoder {
  /** Loads the decoder ahead of the first picture. */
  prepare(): Promise<void>;
  /**
   * Searches a picture thoroughly.
   *
   * @param pixels as from a canvas
   * @param treatment what to try; `plain` without
   * @returns the text of each code found, none of them empty
   */
  decode(pixels: RgbaPicture, treatment?: Treatment): Promise<readonly string[]>;
  /**
   * Searches one of many frames quickly.
   *
   * @param frame transferred; a bitmap only when `takesBitmaps`. When the worker fails, the frame is lost and the page decodes
   *   the next one
   */
  glance(frame: CameraFrame, where: Omit<Look, 'frame' | 'effort'>): Promise<readonly DetectedCode[]>;
  /** Whether to pass frames as bitmaps; otherwise as pixels. Changes when the worker fails. */
  readonly takesBitmaps: boolean;
  /** What runs and where, for diagnosis; null before the decoder is loaded. */
  readonly running: Pick<FrameReader, 'engine' | 'place'> | null;
}

/** @returns a decoder that runs in a worker, or on the page where workers are missing, blocked or fail */
export function createDecoder(): Decoder {
  let running: FrameReader | null = null;
  let starting: Promise<FrameReader> | null = null;

  function start(how: () => Promise<FrameReader>): Promise<FrameReader> {
    const started = how();
    starting = started;
    started.then(
      (reader) => {
        running = reader;
      },
      () => {
        // A chunk that failed to load may load next time.
        if (starting === started) starting = null;
      },
    );
    return started;
  }

  const started = () => starting ?? start(startAnywhere);

  /** Several frames may be lost with the worker; only the first one moves the decoder to the page. */
  function afterFailureOf(failed: FrameReader): Promise<FrameReader> {
    if (running !== failed) return started();
    running = null;
    return start(startOnPage);
  }

  return {
    async prepare() {
      await started();
    },
    async decode(pixels, treatment = 'plain') {
      const look = { frame: pixels, effort: 'thorough', near: [], detailed: false, closely: false, treatment } as const;
      const reader = await started();
      try {
        return textsOf(await reader.find(look));
      } catch (error) {
        if (reader.place === 'page') throw error;
        return textsOf(await (await afterFailureOf(reader)).find(look));
      }
    },
    async glance(frame, where) {
      const reader = await started();
      try {
        return await reader.find({ frame, effort: 'live', ...where });
      } catch (error) {
        if (reader.place === 'page') throw error;
        await afterFailureOf(reader);
        return [];
      }
    },
    get takesBitmaps() {
      return running?.takesBitmaps ?? false;
    },
    get running() {
      return running && { engine: running.engine, place: running.place };
    },
  };
}

async function startAnywhere(): Promise<FrameReader> {
  if (typeof Worker === 'function') {
    try {
      return await startInWorker();
    } catch {
      // Blocked by policy or out of memory: the page decodes instead, less smoothly.
    }
  }
  return startOnPage();
}

async function startOnPage(): Promise<FrameReader> {
  const [{ createEngine }, { findInFrame }, { loadDecoderWasm }] = await loadPart(() =>
    Promise.all([import('./decoderEngine.ts'), import('./frame.ts'), import('./decoderWasm.ts')]),
  );
  const engine = await createEngine(await loadDecoderWasm());
  const drawNothing = () => {
    throw new Error('On the page, frames must come as pixels.');
  };
  return {
    engine: engine.name,
    place: 'page',
    takesBitmaps: false,
    find: (look) => findInFrame(engine, look, drawNothing),
  };
}

async function startInWorker(): Promise<FrameReader> {
  const [{ default: DecoderWorker }, { DecoderCall }, { loadDecoderWasm }] = await Promise.all([
    import('./decoder.worker.ts?worker&inline'),
    import('./decoderCall.ts'),
    import('./decoderWasm.ts'),
  ]);
  const wasm = await loadDecoderWasm();
  return new DecoderCall(new DecoderWorker()).start(wasm);
}
