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
 * @param error what `getUserMedia` rejected with
 */
export function cameraRefusalOf(error: unknown): Refusal {
  const name = error instanceof Error || isNamed(error) ? error.name : '';
  return new Refusal(Object.hasOwn(codes, name) ? codes[name as keyof typeof codes] : 'camera-busy');
}

function isNamed(error: unknown): error is { name: string } {
  return typeof error === 'object' && error !== null && 'name' in error && typeof error.name === 'string';
}
