import { createEngine } from '../../src/device/decoder/decoderEngine.ts';
import { zxingBytes } from '../transfer/picture.ts';
import { canvasPixels, type Picture } from './picture.ts';

/** Reads a picture as the page reads each frame of its camera. */
export type LiveDecoder = (picture: Picture) => Promise<readonly string[]>;

/** Starts the page's own decoder. */
export async function startLiveDecoder(): Promise<LiveDecoder> {
  const engine = await createEngine(await zxingBytes());
  return (picture) => engine.decode(canvasPixels(picture), 'live');
}
