import { createEngine } from '../../src/device/decoder/decoderEngine.ts';
import { zxingBytes } from '../transfer/picture.ts';
import { canvasPixels, type Picture } from './picture.ts';

/** Reads a picture like the page reads a camera frame. */
export type LiveDecoder = (picture: Picture) => Promise<readonly string[]>;

/** Starts the page's own decoder. */
export async function startLiveDecoder(): Promise<LiveDecoder> {
  const engine = await createEngine(await zxingBytes());
  return (picture) => engine.decode(canvasPixels(picture), 'live');
}
