import type { DecoderEngine } from './decoderEngine.ts';
import type { DetectedCode } from './detectedCode.ts';
import type { Look } from './frame.ts';

/** A running decoder, wherever it runs. */
export interface FrameReader {
  readonly engine: DecoderEngine['name'];
  readonly place: 'worker' | 'page';
  /** Whether it draws bitmaps itself; otherwise it wants pixels. */
  readonly takesBitmaps: boolean;
  /** @param look a frame of it is given away when it is `live` */
  find(look: Look): Promise<readonly DetectedCode[]>;
}
