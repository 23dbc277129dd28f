import type { Code } from '../../../src/transfer/code.ts';
import { gifOf } from './gif.ts';
import { pngOf } from './png.ts';
import { svgOf } from './svg.ts';

export const pictureFormats = ['png', 'svg', 'gif'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

export interface Drawing {
  readonly format: PictureFormat;
  /** Pixels a module. */
  readonly scale: number;
  /** Codes a second, for an animation. */
  readonly pace: number;
  /** Describes the content, for screen readers. */
  readonly title: string;
}

/** Draws a picture of each code, or one animation of all, one after the other. */
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
