import type { CameraScan, Detection } from '../../activation/ports.ts';
import { Refusal } from '../../refusal.ts';
import type { Decoder } from '../decoder/decoder.ts';
import { outlinesOf, textsOf } from '../decoder/detectedCode.ts';
import { createRegionTracker } from '../decoder/regionTracker.ts';
import { cameraOf } from './cameraChoice.ts';
import { type CameraControls, controlCamera } from './cameraControls.ts';
import { listCameras } from './cameraStream.ts';
import { createFrameGrabber } from './frameGrabber.ts';
import { createOpenCamera } from './openCamera.ts';
import { eachFrame } from './videoFrames.ts';

/** The camera of this device. */
export const openCamera = createOpenCamera();

/** Where a scan is shown and reported. */
export interface ScanTarget {
  readonly video: HTMLVideoElement;
  readonly seen: (detection: Detection) => void;
  readonly lost: (why: Refusal) => void;
  /** The reason why the camera ended on its own. */
  readonly reasonForEnd: () => Promise<Refusal>;
}

/**
 * Shows the picture of a camera and searches it for codes.
 *
 * @param stream stays open when the scan stops
 * @throws Refusal `camera-missing`, `camera-busy` when the camera has already ended
 */
export async function startScan(
  stream: MediaStream,
  decoder: Decoder,
  { video, seen, lost, reasonForEnd }: ScanTarget,
): Promise<CameraScan> {
  const [track] = stream.getVideoTracks();
  if (!track) throw new Refusal('camera-missing');
  const controls = controlCamera(track);
  const camera = cameraOf(stream);
  const [cameras] = await Promise.all([listCameras(), controls.focus()]);
  // Unplugged in the meantime: no event would follow.
  if (track.readyState === 'ended') throw await reasonForEnd();

  const stopFrames = watch(video, decoder, {
    controls,
    seen,
    failed() {
      stop();
      lost(new Refusal('internal-fault'));
    },
  });
  const end = async () => {
    stop();
    lost(await reasonForEnd());
  };
  const stop = () => {
    track.removeEventListener('ended', end);
    stopFrames();
    // The stream stays open without its light.
    if (controls.torch?.on) void controls.torch.turn(false);
    if (video.srcObject === stream) video.srcObject = null;
  };
  track.addEventListener('ended', end);
  show(stream, video);
  return {
    cameras: cameras.some(({ id }) => id === camera.id) ? cameras : [camera, ...cameras],
    camera,
    torch: controls.torch,
    zoom: controls.zoom,
    isDetailed: controls.hasDetail,
    stop,
  };
}

interface Watcher {
  readonly controls: Pick<CameraControls, 'addDetail'>;
  readonly seen: ScanTarget['seen'];
  /** Called when the decoder fails in the worker and on the page. */
  readonly failed: () => void;
}

/** @returns stops */
function watch(video: HTMLVideoElement, decoder: Decoder, { controls, seen, failed }: Watcher): () => void {
  const grabber = createFrameGrabber(video);
  const tracker = createRegionTracker();
  let watching = true;

  const stopFrames = eachFrame(video, async () => {
    const frame = await grabber.grab(decoder.takesBitmaps);
    if (!frame) return;
    const { treatment, needsDetail: detailed, strained: closely } = tracker;
    const detectedCodes = await decoder
      .glance(frame, { near: tracker.next(), detailed, closely, treatment })
      .catch(() => null);
    if (!watching) return;
    if (!detectedCodes) return failed();
    tracker.saw(detectedCodes, treatment);
    if (tracker.needsDetail) void controls.addDetail();
    seen({ texts: textsOf(detectedCodes), outlines: outlinesOf(detectedCodes) });
  });
  return () => {
    watching = false;
    stopFrames();
  };
}

function show(stream: MediaStream, video: HTMLVideoElement): void {
  video.muted = true;
  // Otherwise an iPhone plays the video full screen.
  video.playsInline = true;
  video.srcObject = stream;
  // Rejects when the next scan takes over the element, which is expected.
  video.play().catch(() => {});
}
