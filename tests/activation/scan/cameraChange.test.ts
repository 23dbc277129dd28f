import { expect, it } from 'vitest';
import type { Engine } from '../../../src/activation/engine.ts';
import type { CameraChoice, CameraScan, Ports } from '../../../src/activation/ports.ts';
import { createCollector } from '../../../src/activation/scan/collector.ts';
import { startScan } from '../../../src/activation/scan/scan.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));
const cameras = ['back', 'front', 'side'].map((id) => ({ id, name: id }));

/** Slow cameras: each one is ready when the test says so. */
function slowCameras() {
  const running = new Set<string>();
  const ready = new Map<string, () => void>();
  const scanOf = (camera: CameraChoice): CameraScan => {
    running.add(camera.id);
    return { cameras, camera, torch: null, zoom: null, isDetailed: false, stop: () => running.delete(camera.id) };
  };
  const scan: Ports['camera']['scan'] = (_video, _seen, _lost, wanted) =>
    new Promise((resolve) => {
      const camera = wanted ?? { id: 'back', name: 'back' };
      ready.set(camera.id, () => resolve(scanOf(camera)));
    });
  const journal = { readSetting: async () => null, writeSetting: async () => {} };
  const ports = { camera: { scan, close() {} }, journal, now: () => new Date(0) } as unknown as Ports;
  return { ports, running, ready };
}

it('leaves one camera running, even when cameras are switched quickly', async () => {
  const { ports, running, ready } = slowCameras();
  const collector = createCollector({ ports } as Engine);
  const scan = startScan({} as HTMLVideoElement, ports, collector, { complete: async () => 'success', lost() {} });
  await settled();
  ready.get('back')?.();
  await settled();
  scan.chooseCamera('front');
  scan.chooseCamera('side');
  ready.get('side')?.();
  await settled();
  ready.get('front')?.();
  await settled();
  expect([...running]).toEqual(['side']);
  expect(scan.view.value.camera?.id).toBe('side');
  scan.stop();
  expect([...running]).toEqual([]);
});
