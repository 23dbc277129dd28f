import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createOpenCamera } from '../../../src/device/camera/openCamera.ts';

/** The cameras of a phone that opens only one at a time. */
class Phone {
  readonly cameras = [
    { deviceId: 'front', label: 'facing front' },
    { deviceId: 'back', label: 'facing back' },
    { deviceId: 'macro', label: 'macro, facing back' },
  ];
  readonly opened: string[] = [];
  open: string | null = null;
  allowed = false;
  denies = false;
  asked = 0;

  async enumerateDevices(): Promise<object[]> {
    const untold = { kind: 'videoinput', deviceId: '', label: '' };
    return this.allowed ? this.cameras.map((camera) => ({ kind: 'videoinput', ...camera })) : [untold];
  }

  async getUserMedia({ video }: { video: MediaTrackConstraints }): Promise<object> {
    this.asked += 1;
    if (this.denies) throw new DOMException('', 'NotAllowedError');
    if (this.open !== null) throw new DOMException('', 'NotReadableError');
    const exact = (video.deviceId as { exact: string } | undefined)?.exact ?? 'back';
    const camera = this.cameras.find(({ deviceId }) => deviceId === exact);
    if (!camera) throw new DOMException('', 'OverconstrainedError');
    this.allowed = true;
    this.open = camera.deviceId;
    this.opened.push(camera.deviceId);
    return this.#streamOf(camera);
  }

  #streamOf({ deviceId, label }: { deviceId: string; label: string }): object {
    const track = Object.assign(new EventTarget(), {
      label,
      getSettings: () => ({ deviceId }),
      stop: () => {
        this.open = null;
      },
    });
    return { getTracks: () => [track], getVideoTracks: () => [track] };
  }
}

let phone: Phone;
beforeEach(() => {
  phone = new Phone();
  vi.stubGlobal('navigator', { mediaDevices: phone });
});
afterEach(() => vi.unstubAllGlobals());

const macro = { id: 'macro', name: 'macro, facing back' };

describe('one stream remains open', () => {
  test('for every scan with the same camera', async () => {
    const camera = createOpenCamera();
    const first = await camera.open(null);
    expect(await camera.open(null)).toBe(first);
    expect(await camera.open({ id: 'back', name: 'facing back' })).toBe(first);
    expect(phone.opened).toEqual(['back']);
  });

  test('for two scans at once, while the permission prompt is open', async () => {
    const camera = createOpenCamera();
    const [one, other] = await Promise.all([camera.open(null), camera.open(null)]);
    expect(one).toBe(other);
    expect(phone.opened).toEqual(['back']);
  });

  test('until another camera is requested', async () => {
    const camera = createOpenCamera();
    await camera.open(null);
    await camera.open(macro);
    expect(phone.opened).toEqual(['back', 'macro']);
    expect(phone.open).toBe('macro');
  });

  test('until its camera is unplugged', async () => {
    const camera = createOpenCamera();
    const [track] = (await camera.open(null)).getVideoTracks();
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    await camera.open(null);
    expect(phone.opened).toEqual(['back', 'back']);
  });

  test('until it is closed, even before it was open', async () => {
    const camera = createOpenCamera();
    const opening = camera.open(null);
    await camera.close();
    await opening;
    expect(phone.open).toBeNull();
  });
});

describe('the camera chosen earlier', () => {
  test('is opened at once by its ID', async () => {
    await createOpenCamera().open(macro);
    expect(phone.opened).toEqual(['macro']);
  });

  test('is found by name when IDs change, once names are known', async () => {
    await createOpenCamera().open({ ...macro, id: 'of the last visit' });
    expect(phone.opened).toEqual(['back', 'macro']);
  });

  test('is replaced by another when it is missing', async () => {
    await createOpenCamera().open({ id: 'gone', name: 'USB camera' });
    expect(phone.opened).toEqual(['back']);
  });
});

test('a user who denies access is asked again only at the next scan', async () => {
  phone.denies = true;
  const camera = createOpenCamera();
  await expect(camera.open(macro)).rejects.toMatchObject({ code: 'camera-denied' });
  expect(phone.asked).toBe(1);
  phone.denies = false;
  await camera.open(macro);
  expect(phone.opened).toEqual(['macro']);
});
