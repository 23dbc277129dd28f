import { loadPart } from '../../activation/parts.ts';
import type { CameraPort } from '../../activation/ports.ts';
import { Refusal } from '../../refusal.ts';
import type { Decoder } from '../decoder/decoder.ts';

/**
 * Creates the camera. Its code is loaded at `prepare` or the first scan.
 *
 * @param decoder loaded with it
 * @param whenIdle calls back when the page has nothing else to do
 */
export function createCamera(decoder: Decoder, whenIdle: (work: () => void) => void = onIdle): CameraPort {
  let scanning: Promise<typeof import('./cameraScan.ts')> | null = null;
  let noneFound = false;

  let notify = () => {};

  async function findCameras(): Promise<void> {
    // Needs no permission: browsers then report whether there is a camera, but not which.
    const devices = await mediaDevices()?.enumerateDevices();
    if (!devices) return;
    noneFound = !devices.some((device) => device.kind === 'videoinput');
    notify();
  }

  function access(): CameraPort['access'] {
    if (!isSecureContext) return 'needs-secure-page';
    return mediaDevices() && !noneFound ? 'possible' : 'missing';
  }

  async function reasonForEnd(): Promise<Refusal> {
    await findCameras().catch(() => {});
    return new Refusal(noneFound ? 'camera-missing' : 'camera-busy');
  }

  function loadScanning(): Promise<typeof import('./cameraScan.ts')> {
    scanning ??= loadPart(() => import('./cameraScan.ts')).catch((error) => {
      scanning = null;
      throw error;
    });
    return scanning;
  }

  let prepared = false;

  function prepare(): void {
    if (prepared || access() !== 'possible') return;
    prepared = true;
    whenIdle(() => {
      // What fails here is tried again, and reported, at the scan.
      Promise.all([loadScanning(), decoder.prepare()]).catch(() => {});
    });
  }

  const refresh = () => void findCameras().catch(() => {});
  refresh();
  mediaDevices()?.addEventListener?.('devicechange', refresh);

  return {
    get access() {
      return access();
    },

    onAccessChange(listener) {
      notify = listener;
    },

    prepare,

    async scan(video, seen, lost, wanted) {
      if (access() === 'needs-secure-page') throw new Refusal('camera-needs-secure-page');
      if (!mediaDevices()) throw new Refusal('camera-missing');
      const { openCamera, startScan } = await loadScanning();
      const [stream] = await Promise.all([openCamera.open(wanted), decoder.prepare()]);
      return startScan(stream, decoder, { video, seen, lost, reasonForEnd });
    },

    close() {
      scanning?.then(({ openCamera }) => openCamera.close()).catch(() => {});
    },
  };
}

/** Milliseconds after which it runs although the page is busy. */
const longestWait = 2000;

/** Safari has no idle callbacks. */
function onIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: longestWait });
  else setTimeout(work, longestWait / 10);
}

/** Absent outside of a secure context and in browsers built without cameras. */
function mediaDevices(): MediaDevices | null {
  return typeof navigator.mediaDevices?.getUserMedia === 'function' ? navigator.mediaDevices : null;
}
