import { expect, test } from 'vitest';
import { cameraRefusalOf } from '../../../src/device/camera/cameraRefusal.ts';

test.each([
  ['the user or a policy denied access', new DOMException('', 'NotAllowedError'), 'camera-denied'],
  ['the browser denied access', new DOMException('', 'SecurityError'), 'camera-denied'],
  ['there is no camera', new DOMException('', 'NotFoundError'), 'camera-missing'],
  ['no camera matches the constraints', new DOMException('', 'OverconstrainedError'), 'camera-missing'],
  ['the same without a DOMException', { name: 'OverconstrainedError', constraint: 'width' }, 'camera-missing'],
  ['the page is not allowed to', new TypeError('insecure'), 'camera-needs-secure-page'],
  ['another program uses the camera', new DOMException('', 'NotReadableError'), 'camera-busy'],
  ['the camera failed while starting', new DOMException('', 'AbortError'), 'camera-busy'],
  ['an unknown error', new DOMException('', 'toString'), 'camera-busy'],
  ['an error without details', undefined, 'camera-busy'],
  ['a text', 'NotAllowedError', 'camera-busy'],
])('%s', (_, error, code) => {
  expect(cameraRefusalOf(error).code).toBe(code);
});
