import { expect, test } from 'vitest';
import { createEngine } from '../../../src/device/decoder/decoderEngine.ts';
import { warmUpPicture } from '../../../src/device/decoder/warmUp.ts';
import { zxingBytes } from '../../transfer/picture.ts';

test('the picture that prepares the decoder is read like one of the camera', async () => {
  const engine = await createEngine(await zxingBytes());
  expect(await engine.decode(warmUpPicture(), 'live')).toEqual(['KEYFERRY']);
});
