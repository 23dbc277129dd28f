import { afterEach, expect, test, vi } from 'vitest';
import { createCamera } from '../../../src/device/camera/camera.ts';
import type { Decoder } from '../../../src/device/decoder/decoder.ts';

afterEach(() => vi.unstubAllGlobals());

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** @param kinds of the devices that the browser reports */
async function cameraOn(kinds: readonly string[], isSecure = true) {
  const enumerateDevices = async () => kinds.map((kind) => ({ kind, deviceId: '', label: '' }));
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: async () => null, enumerateDevices } });
  vi.stubGlobal('isSecureContext', isSecure);
  let loads = 0;
  const prepare = async () => {
    loads += 1;
  };
  const decoder = { prepare } as Partial<Decoder> as Decoder;
  const waiting: (() => void)[] = [];
  const camera = createCamera(decoder, (work) => waiting.push(work));
  await settled();
  return { camera, waiting, loads: () => loads };
}

test('the decoder loads ahead when the page is idle, once', async () => {
  const { camera, waiting, loads } = await cameraOn(['videoinput']);
  camera.prepare();
  camera.prepare();
  expect([waiting.length, loads()]).toEqual([1, 0]);
  for (const work of waiting) work();
  expect(loads()).toBe(1);
});

test.each([
  ['without a camera', ['audioinput'], true],
  ['on a page that may not use it', ['videoinput'], false],
])('it does not %s', async (_, kinds, isSecure) => {
  const { camera, waiting } = await cameraOn(kinds, isSecure);
  camera.prepare();
  expect(waiting).toEqual([]);
});
