import { describe, expect, test } from 'vitest';
import { cameraRequests, camerasAmong, findCamera } from '../../../src/device/camera/cameraChoice.ts';

const back = { id: 'b1', name: 'camera2 0, facing back' };
const macro = { id: 'm1', name: 'camera2 2, facing back' };
const cameras = [back, macro];

function device(kind: MediaDeviceKind, deviceId: string, label: string): MediaDeviceInfo {
  return { kind, deviceId, label, groupId: '', toJSON: () => ({}) };
}

describe('the camera chosen earlier', () => {
  test.each([
    ['is found by its ID', macro, macro],
    ['is found by its ID before its name', { id: 'm1', name: back.name }, macro],
    ['is found by its name when IDs change', { id: 'another', name: macro.name }, macro],
    ['is missing', { id: 'another', name: 'USB camera' }, null],
    ['has neither ID nor name', { id: '', name: '' }, null],
  ])('%s', (_, wanted, found) => {
    expect(findCamera(wanted, [...cameras, { id: '', name: '' }])).toBe(found);
  });
});

describe('the browser is asked for', () => {
  test('a rear camera with 1280 by 720 at 30 frames per second, and finally for any', () => {
    expect(cameraRequests(null, cameras)).toEqual([
      {
        facingMode: { ideal: 'environment' },
        width: { ideal: 1280 },
        height: { ideal: 720 },
        frameRate: { ideal: 30 },
      },
      {},
    ]);
  });

  test.each([
    ['the chosen one', macro, 'm1'],
    ['the one of that name, with its current ID', { id: 'old', name: macro.name }, 'm1'],
    ['the one with that ID, as long as no IDs are available', { id: 'old', name: 'x' }, 'old'],
  ])('%s first, then the rear camera', (_, wanted, id) => {
    const [first, second, ...rest] = cameraRequests(wanted, cameras);
    expect(first).toMatchObject({ deviceId: { exact: id }, width: { ideal: 1280 } });
    expect(second).toMatchObject({ facingMode: { ideal: 'environment' } });
    expect(rest).toEqual([{}]);
  });

  test('no camera without an ID', () => {
    expect(cameraRequests({ id: '', name: 'x' }, [])).toEqual(cameraRequests(null, []));
  });
});

test('only cameras with an ID are listed', () => {
  const devices = [
    device('audioinput', 'a1', 'microphone'),
    device('videoinput', 'b1', back.name),
    device('videoinput', '', ''),
  ];
  expect(camerasAmong(devices)).toEqual([back]);
});
