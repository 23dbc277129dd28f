import { Refusal } from '../../refusal.ts';

/** By the name of what `getUserMedia` rejects with (Media Capture and Streams section 10.2, and older names). */
const codes = {
  NotAllowedError: 'camera-denied',
  PermissionDeniedError: 'camera-denied',
  SecurityError: 'camera-denied',
  NotFoundError: 'camera-missing',
  DevicesNotFoundError: 'camera-missing',
  OverconstrainedError: 'camera-missing',
  TypeError: 'camera-needs-secure-page',
} as const;

/**
 * Says why there is no camera. What has no name of its own means that it is there and does not start: another program
 * holds it, or its driver fails.
 *
 * @param fault what `getUserMedia` rejected with
 */
export function cameraRefusalOf(fault: unknown): Refusal {
  const name = fault instanceof Error || isNamed(fault) ? fault.name : '';
  return new Refusal(Object.hasOwn(codes, name) ? codes[name as keyof typeof codes] : 'camera-busy');
}

function isNamed(fault: unknown): fault is { name: string } {
  return typeof fault === 'object' && fault !== null && 'name' in fault && typeof fault.name === 'string';
}
