import type { DecoderEngine } from './decoderEngine.ts';
import type { DetectedCode } from './detectedCode.ts';
import type { Look } from './frame.ts';

/** From the page to the decoder's worker. */
export type DecoderOrder =
  | { readonly order: 'start'; readonly wasm: ArrayBuffer | null }
  | { readonly order: 'find'; readonly id: number; readonly look: Look };

/** From the decoder's worker to the page. */
export type DecoderAnswer =
  | { readonly answer: 'started'; readonly engine: DecoderEngine['name']; readonly takesBitmaps: boolean }
  | { readonly answer: 'found'; readonly id: number; readonly detectedCodes: readonly DetectedCode[] }
  | { readonly answer: 'failed'; readonly id: number };
