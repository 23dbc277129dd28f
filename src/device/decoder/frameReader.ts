import type { DecoderEngine } from './decoderEngine.ts';
import type { DetectedCode } from './detectedCode.ts';
import type { Look } from './frame.ts';

/** A running decoder, in a worker or on the page. */
export interface FrameReader {
  readonly engine: DecoderEngine['name'];
  readonly place: 'worker' | 'page';
  /** Whether it accepts bitmaps; otherwise only pixels. */
  readonly takesBitmaps: boolean;
  /** @param look its frame is transferred when the effort is `live` */
  find(look: Look): Promise<readonly DetectedCode[]>;
}
