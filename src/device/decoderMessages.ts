import type { DecoderEngine, Effort, Pixels } from './decoderEngine.ts';

/** From the page to the decoder's worker. */
export type DecoderOrder =
  | { readonly order: 'start'; readonly wasm: ArrayBuffer | null }
  | { readonly order: 'decode'; readonly id: number; readonly pixels: Pixels; readonly effort: Effort };

/** From the decoder's worker to the page. */
export type DecoderAnswer =
  | { readonly answer: 'started'; readonly engine: DecoderEngine['name'] }
  | { readonly answer: 'decoded'; readonly id: number; readonly texts: readonly string[] }
  | { readonly answer: 'failed'; readonly id: number };
