import type { CameraChoice } from '../../activation/ports.ts';
import { Refusal } from '../../refusal.ts';
import { cameraOf, cameraRequests, camerasAmong, findCamera } from './cameraChoice.ts';
import { cameraRefusalOf } from './cameraRefusal.ts';

/**
 * Opens a camera.
 *
 * @param wanted the camera chosen before; null for the one that faces away from the person
 * @throws Refusal `camera-denied`, `camera-missing`, `camera-busy`, `camera-needs-secure-page`
 */
export async function openStream(wanted: CameraChoice | null): Promise<MediaStream> {
  const opened = await openAny(cameraRequests(wanted, await listCameras()));
  const known = wanted && findCamera(wanted, await listCameras());
  if (!known || known.id === cameraOf(opened).id) return opened;
  // Names are known only now that cameras are allowed. Many phones open one camera at a time, so this one is closed first.
  stopTracks(opened);
  return openAny(cameraRequests(known, [known]));
}

/** @returns the cameras of this device; none before the browser reports their ids */
export async function listCameras(): Promise<readonly CameraChoice[]> {
  try {
    return camerasAmong(await navigator.mediaDevices.enumerateDevices());
  } catch {
    return [];
  }
}

export function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

async function openAny(requests: readonly MediaTrackConstraints[]): Promise<MediaStream> {
  let refusal: Refusal = new Refusal('camera-missing');
  for (const video of requests) {
    try {
      return await navigator.mediaDevices.getUserMedia({ audio: false, video });
    } catch (error) {
      refusal = cameraRefusalOf(error);
      if (refusal.code === 'camera-denied') break;
    }
  }
  throw refusal;
}
