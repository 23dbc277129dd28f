import { expect, test } from 'vitest';
import { cameraRefusalOf } from '../../../src/device/camera/cameraRefusal.ts';

test.each([
  ['the person or a policy said no', new DOMException('', 'NotAllowedError'), 'camera-denied'],
  ['the browser said no', new DOMException('', 'SecurityError'), 'camera-denied'],
  ['there is none', new DOMException('', 'NotFoundError'), 'camera-missing'],
  ['none is as asked for', new DOMException('', 'OverconstrainedError'), 'camera-missing'],
  ['the same, where that is no DOMException', { name: 'OverconstrainedError', constraint: 'width' }, 'camera-missing'],
  ['the page may not', new TypeError('insecure'), 'camera-needs-secure-page'],
  ['another program holds it', new DOMException('', 'NotReadableError'), 'camera-busy'],
  ['it broke down while starting', new DOMException('', 'AbortError'), 'camera-busy'],
  ['something unheard of', new DOMException('', 'toString'), 'camera-busy'],
  ['nothing is said', undefined, 'camera-busy'],
  ['a text', 'NotAllowedError', 'camera-busy'],
])('%s', (_, error, code) => {
  expect(cameraRefusalOf(error).code).toBe(code);
});
