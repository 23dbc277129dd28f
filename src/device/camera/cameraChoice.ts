import type { CameraChoice } from '../../activation/ports.ts';

/** 1280 wide gives a version 25 code its three camera pixels a module at arm's length; more only costs time. */
const size: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
};

/**
 * What to ask the browser for, one after another until it opens a camera. Everything but the camera that was chosen is
 * only wished for; the last one wishes for nothing, because some drivers fail at a size that they offer.
 *
 * @param wanted the camera chosen before
 * @param cameras those whose ids the browser tells already
 */
export function cameraWishes(
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

/** @param devices as `enumerateDevices` gives them: without ids and names until a camera was allowed */
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
