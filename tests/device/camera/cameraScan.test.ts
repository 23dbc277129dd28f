import { expect, test } from 'vitest';
import { type ScanTarget, startScan } from '../../../src/device/camera/cameraScan.ts';
import type { Decoder } from '../../../src/device/decoder/decoder.ts';
import { Refusal } from '../../../src/refusal.ts';

/** A stream whose camera was unplugged during setup. */
function endedStream(): MediaStream {
  const track = Object.assign(new EventTarget(), { readyState: 'ended', label: 'USB camera', getSettings: () => ({}) });
  return { getVideoTracks: () => [track] } as unknown as MediaStream;
}

test('a camera that is unplugged before the scan begins is not waited for', async () => {
  const target = { reasonForEnd: async () => new Refusal('camera-missing') } as ScanTarget;
  const scan = startScan(endedStream(), {} as Decoder, target);
  await expect(scan).rejects.toMatchObject({ code: 'camera-missing' });
});
