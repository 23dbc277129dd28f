import type { Outline } from '../detection.ts';
import type { CameraChoice, Zoom } from '../ports/camera.ts';

/** What the viewfinder shows with the camera's picture. */
export interface ScanView {
  /**
   * `starting`: no picture yet. `looking`: no code in sight. `unclear`: a code in sight for a while, but not readable.
   * `reading`: parts arrive. `foreign`: a code that is not Keyferry's. `handled`: where the camera stays on, a code that
   * was dealt with is still in sight.
   */
  readonly phase: 'starting' | 'looking' | 'unclear' | 'reading' | 'foreign' | 'handled';
  /** Where codes are in the camera's picture; empty when none is in sight. */
  readonly outlines: readonly Outline[];
  /** Progress of a transfer of several codes; null before the first. */
  readonly parts: { readonly received: number; readonly needed: number } | null;
  /** Estimated from the speed of the last seconds; null when unknown. */
  readonly secondsLeft: number | null;
  /** Whether to advise several codes at once: the rest takes long, and this camera reads them. */
  readonly adviseSeveral: boolean;
  /** Whether some of the parts were received in an earlier visit. */
  readonly resumed: boolean;
  readonly cameras: readonly CameraChoice[];
  readonly camera: CameraChoice | null;
  /** Null where there is no lamp. */
  readonly torch: boolean | null;
  /** Null where the camera does not zoom. */
  readonly zoom: ZoomRange | null;
  /** Whether sound and vibration are on. */
  readonly feedback: boolean;
}

export type ZoomRange = Omit<Zoom, 'set'>;

export function rangeOf({ min, max, step, value }: Zoom): ZoomRange {
  return { min, max, step, value };
}
