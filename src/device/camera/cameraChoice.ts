import type { CameraChoice } from '../../activation/ports.ts';

/** 1280 pixels give a version 25 code three camera pixels per module at arm's length; more only takes time. */
const size: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
};
/** For several codes at once, of which each has only a part of the picture. */
export const detailedSize = {
  width: { ideal: 1920 },
  height: { ideal: 1080 },
  frameRate: { ideal: 30 },
} satisfies MediaTrackConstraints;

/**
 * Lists the constraints to request, one after another until a camera opens. Only the chosen camera is required; the last
 * request has no constraints, because some drivers fail at a size that they offer.
 *
 * @param wanted the camera chosen before
 * @param cameras cameras whose ids the browser already reports
 */
export function cameraRequests(
  wanted: CameraChoice | null,
  cameras: readonly CameraChoice[],
): readonly MediaTrackConstraints[] {
  const outward: MediaTrackConstraints = { ...size, facingMode: { ideal: 'environment' } };
  if (!wanted) return [outward, {}];
  const id = (findCamera(wanted, cameras) ?? wanted).id;
  return [...(id === '' ? [] : [{ ...size, deviceId: { exact: id } }]), outward, {}];
}

/** @returns the camera that was chosen before, by its id or else by its name */
export function findCamera(wanted: CameraChoice, cameras: readonly CameraChoice[]): CameraChoice | null {
  const byId = cameras.find(({ id }) => id !== '' && id === wanted.id);
  return byId ?? cameras.find(({ name }) => name !== '' && name === wanted.name) ?? null;
}

/** @param devices from `enumerateDevices`: without ids and names until the person has allowed a camera */
export function camerasAmong(devices: readonly MediaDeviceInfo[]): readonly CameraChoice[] {
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
}

/** @returns the camera that a stream comes from */
export function cameraOf(stream: MediaStream): CameraChoice {
  const [track] = stream.getVideoTracks();
  return { id: track?.getSettings().deviceId ?? '', name: track?.label ?? '' };
}
