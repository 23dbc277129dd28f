import type { CameraChoice } from '../../activation/ports.ts';
import { cameraOf, findCamera } from './cameraChoice.ts';
import { openStream, stopTracks } from './cameraStream.ts';

/** Keeps one camera open at a time, because many phones refuse a second one. */
export interface OpenCamera {
  /**
   * @param wanted the camera chosen before; null for the best one
   * @returns the open stream when it is that camera's; otherwise a new one, after closing the other
   * @throws Refusal `camera-denied`, `camera-missing`, `camera-busy`, `camera-needs-secure-page`
   */
  open(wanted: CameraChoice | null): Promise<MediaStream>;
  close(): Promise<void>;
}

interface Opening {
  readonly wanted: CameraChoice | null;
  readonly stream: Promise<MediaStream>;
}

export function createOpenCamera(): OpenCamera {
  let current: Opening | null = null;

  async function open(wanted: CameraChoice | null): Promise<MediaStream> {
    const present = current;
    if (!present) return change(wanted);
    if (isSame(present.wanted, wanted)) return present.stream;
    const stream = await present.stream.catch(() => null);
    // Closed or replaced in the meantime.
    if (current !== present) return open(wanted);
    if (stream && comesFrom(stream, wanted)) return stream;
    return change(wanted);
  }

  function change(wanted: CameraChoice | null): Promise<MediaStream> {
    const opening: Opening = { wanted, stream: close().then(() => openStream(wanted)) };
    current = opening;
    const forget = () => {
      if (current === opening) current = null;
    };
    opening.stream.then((stream) => {
      for (const track of stream.getVideoTracks()) track.addEventListener('ended', forget);
    }, forget);
    return opening.stream;
  }

  /** Also closes a camera that is still opening, once the person has answered. */
  async function close(): Promise<void> {
    const closing = current;
    current = null;
    const stream = await closing?.stream.catch(() => null);
    if (stream) stopTracks(stream);
  }

  return { open, close };
}

function isSame(one: CameraChoice | null, other: CameraChoice | null): boolean {
  return one?.id === other?.id && one?.name === other?.name;
}

function comesFrom(stream: MediaStream, wanted: CameraChoice | null): boolean {
  return wanted !== null && findCamera(wanted, [cameraOf(stream)]) !== null;
}
