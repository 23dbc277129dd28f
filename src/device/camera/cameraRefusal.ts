import { Refusal } from '../../refusal.ts';

/** By name of the error of `getUserMedia` (Media Capture and Streams section 10.2, and older names). */
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
 * Explains why no camera opened. Any other error means that a camera exists but does not start: another program uses it, or
 * its driver fails.
 *
 * @param error the rejection of `getUserMedia`
 */
export function cameraRefusalOf(error: unknown): Refusal {
  const name = error instanceof Error || isNamed(error) ? error.name : '';
  return new Refusal(Object.hasOwn(codes, name) ? codes[name as keyof typeof codes] : 'camera-busy');
}

function isNamed(error: unknown): error is { name: string } {
  return typeof error === 'object' && error !== null && 'name' in error && typeof error.name === 'string';
}
