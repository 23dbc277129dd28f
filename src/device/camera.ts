import type { CameraPort, CameraScan } from '../activation/ports.ts';
import { Refusal } from '../refusal.ts';
import { cameraRefusalOf } from './cameraRefusal.ts';
import type { Decoder } from './decoder.ts';
import { eachFrame } from './videoFrames.ts';

/** 1280 wide gives a version 25 code its three camera pixels a module at arm's length; more only costs time. */
const preferred: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
};
const anyCamera: MediaStreamConstraints = { audio: false, video: true };

/** The camera of this device. */
export interface Camera extends CameraPort {
  /**
   * As the port has it.
   *
   * @param lost called when the camera is pulled out, taken away by the system or forbidden while it scans; the scan has
   *   then ended. Gets `camera-missing`, `camera-busy` or, when the decoder fails for good, `internal-fault`
   */
  scan(video: HTMLVideoElement, seen: (text: string) => void, lost?: (refusal: Refusal) => void): Promise<CameraScan>;
}

/**
 * @param decoder loaded at the first scan
 */
export function createCamera(decoder: Decoder): Camera {
  let stream: Promise<MediaStream> | null = null;
  let noneFound = false;

  async function lookForCameras(): Promise<void> {
    // Does not ask for permission: without it, browsers tell whether there is a camera, but not which.
    const devices = await mediaDevices()?.enumerateDevices();
    if (devices) noneFound = !devices.some((device) => device.kind === 'videoinput');
  }

  function access(): CameraPort['access'] {
    if (!isSecureContext) return 'needs-secure-page';
    return mediaDevices() && !noneFound ? 'possible' : 'missing';
  }

  function open(): Promise<MediaStream> {
    if (stream) return stream;
    const opening = openStream();
    stream = opening;
    const forget = () => {
      if (stream === opening) stream = null;
    };
    opening.then((opened) => {
      // Closed while the person was still being asked.
      if (stream !== opening) stopTracks(opened);
      for (const track of opened.getVideoTracks()) track.addEventListener('ended', forget);
    }, forget);
    return opening;
  }

  const look = () => void lookForCameras().catch(() => {});
  look();
  mediaDevices()?.addEventListener?.('devicechange', look);

  return {
    get access() {
      return access();
    },

    async scan(video, seen, lost) {
      if (access() === 'needs-secure-page') throw new Refusal('camera-needs-secure-page');
      if (!mediaDevices()) throw new Refusal('camera-missing');
      const [opened] = await Promise.all([open(), decoder.prepare()]);
      const [track] = opened.getVideoTracks();
      // No frame is looked at before the caller has what `stop` is called on.
      const stopFrames = eachFrame(video, async (pixels, isWatching) => {
        const texts = await decoder.decode(pixels, 'live').catch(() => null);
        if (!isWatching()) return;
        if (texts) return texts.forEach(seen);
        // No decoder runs any more, neither in a worker nor here.
        stop();
        lost?.(new Refusal('internal-fault'));
      });
      const stop = () => {
        track?.removeEventListener('ended', end);
        stopFrames();
        if (video.srcObject === opened) video.srcObject = null;
      };
      const end = async () => {
        stop();
        await lookForCameras().catch(() => {});
        lost?.(new Refusal(noneFound ? 'camera-missing' : 'camera-busy'));
      };
      track?.addEventListener('ended', end);
      show(opened, video);
      return { stop };
    },

    close() {
      const closing = stream;
      stream = null;
      closing?.then(stopTracks, () => {});
    },
  };
}

/** Absent where the page is no secure context, and in browsers built without. */
function mediaDevices(): MediaDevices | null {
  return typeof navigator.mediaDevices?.getUserMedia === 'function' ? navigator.mediaDevices : null;
}

async function openStream(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia(preferred);
  } catch (fault) {
    // Only wishes are expressed, but some drivers fail at a size they offer.
    const refusal = cameraRefusalOf(fault);
    if (refusal.code === 'camera-denied') throw refusal;
  }
  try {
    return await navigator.mediaDevices.getUserMedia(anyCamera);
  } catch (fault) {
    throw cameraRefusalOf(fault);
  }
}

function show(stream: MediaStream, video: HTMLVideoElement): void {
  video.muted = true;
  // Without it an iPhone plays the camera's picture on the full screen.
  video.playsInline = true;
  video.srcObject = stream;
  // Rejects when the next scan takes the element over, which is no fault.
  video.play().catch(() => {});
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
