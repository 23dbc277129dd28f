import type { CameraPort } from '../../activation/ports.ts';
import { Refusal } from '../../refusal.ts';
import type { Decoder } from '../decoder/decoder.ts';

/**
 * What a camera needs is loaded at the first scan.
 *
 * @param decoder loaded then, too
 */
export function createCamera(decoder: Decoder): CameraPort {
  let scanning: Promise<typeof import('./cameraScan.ts')> | null = null;
  let noneFound = false;

  let tell = () => {};

  async function lookForCameras(): Promise<void> {
    // Does not ask for permission: without it, browsers tell whether there is a camera, but not which.
    const devices = await mediaDevices()?.enumerateDevices();
    if (!devices) return;
    noneFound = !devices.some((device) => device.kind === 'videoinput');
    tell();
  }

  function access(): CameraPort['access'] {
    if (!isSecureContext) return 'needs-secure-page';
    return mediaDevices() && !noneFound ? 'possible' : 'missing';
  }

  async function whyEnded(): Promise<Refusal> {
    await lookForCameras().catch(() => {});
    return new Refusal(noneFound ? 'camera-missing' : 'camera-busy');
  }

  function loadScanning(): Promise<typeof import('./cameraScan.ts')> {
    scanning ??= import('./cameraScan.ts').catch((error) => {
      scanning = null;
      throw error;
    });
    return scanning;
  }

  const look = () => void lookForCameras().catch(() => {});
  look();
  mediaDevices()?.addEventListener?.('devicechange', look);

  return {
    get access() {
      return access();
    },

    onAccessChange(listener) {
      tell = listener;
    },

    async scan(video, seen, lost, wanted) {
      if (access() === 'needs-secure-page') throw new Refusal('camera-needs-secure-page');
      if (!mediaDevices()) throw new Refusal('camera-missing');
      const { openCamera, startScan } = await loadScanning();
      const [stream] = await Promise.all([openCamera.open(wanted), decoder.prepare()]);
      return startScan(stream, decoder, { video, seen, lost, whyEnded });
    },

    close() {
      scanning?.then(({ openCamera }) => openCamera.close()).catch(() => {});
    },
  };
}

/** Absent where the page is no secure context, and in browsers built without. */
function mediaDevices(): MediaDevices | null {
  return typeof navigator.mediaDevices?.getUserMedia === 'function' ? navigator.mediaDevices : null;
}
