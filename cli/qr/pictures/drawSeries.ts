import type { Code } from '../../../src/transfer/code.ts';
import type { PictureFormat } from '../encoding/encodeOptions.ts';
import { gifOf } from './gif.ts';
import { pngOf } from './png.ts';
import { svgOf } from './svg.ts';

export interface Drawing {
  readonly format: PictureFormat;
  /** Pixels a module. */
  readonly scale: number;
  /** Codes a second, of an animation. */
  readonly pace: number;
  /** What the pictures are of. */
  readonly title: string;
}

/** Draws codes: a picture each, or one animation of all. Makes each when it is asked for. */
export function* drawSeries(
  codes: readonly Code[],
  { format, scale, pace, title }: Drawing,
): Generator<Uint8Array | string, undefined> {
  if (format === 'gif') {
    yield gifOf(codes, scale, pace);
    return;
  }
  for (const [at, code] of codes.entries()) {
    if (format === 'png') yield pngOf(code, scale);
    else yield svgOf(code, scale, codes.length === 1 ? title : `${title} (${at + 1} / ${codes.length})`);
  }
}
