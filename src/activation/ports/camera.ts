import type { Refusal } from '../../refusal.ts';
import type { Detection } from '../detection.ts';

/** One of the cameras of this device. */
export interface CameraChoice {
  readonly id: string;
  /** The device's own name for it. */
  readonly name: string;
}

export interface CameraPort {
  /** Whether this page can use a camera at all, opened the way it is. */
  readonly access: 'possible' | 'needs-secure-page' | 'missing';
  /** Calls back when `access` may have changed: browsers count cameras in the background, and one may be plugged in. */
  onAccessChange(listener: () => void): void;
  /** Loads what a scan takes when the page has nothing else to do; once, and only where a camera can be used. */
  prepare(): void;
  /**
   * Shows the camera's picture and reports what each picture shows, repeated detections included. The stream stays open
   * between the scans of a visit, because on `file://` every new one asks for permission again.
   *
   * @param lost called when the scan ends unasked: the camera was unplugged, taken by another app, or forbidden
   * @param wanted the camera chosen earlier, found by its id or, where ids change with each visit, by its name; null
   *   for the one that faces away from the person
   * @throws Refusal `camera-needs-secure-page`, `camera-denied`, `camera-missing`, `camera-busy`
   */
  scan(
    video: HTMLVideoElement,
    seen: (detection: Detection) => void,
    lost: (why: Refusal) => void,
    wanted: CameraChoice | null,
  ): Promise<CameraScan>;
  /** Turns the camera off. */
  close(): void;
}

/** A running scan, and what its camera can do. */
export interface CameraScan {
  /** All cameras of this device. */
  readonly cameras: readonly CameraChoice[];
  /** The one in use. */
  readonly camera: CameraChoice;
  /** Null where this camera has no lamp. */
  readonly torch: Torch | null;
  /** Null where this camera does not zoom. */
  readonly zoom: Zoom | null;
  /** Whether it films in so much detail that several codes at once can be read. */
  readonly isDetailed: boolean;
  stop(): void;
}

export interface Torch {
  readonly on: boolean;
  /** @returns whether the lamp is on now */
  turn(on: boolean): Promise<boolean>;
}

export interface Zoom {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** @returns the zoom that the camera applied */
  set(value: number): Promise<number>;
}

export interface PicturePort {
  /**
   * Finds the QR codes in a photograph, a screenshot or a scan.
   *
   * @returns the text of each, at least one
   * @throws Refusal `picture-unreadable` (not a picture that this browser opens), `picture-format-unsupported`,
   *   `picture-too-large`, `picture-cut-short`, `picture-without-code`
   */
  read(picture: Blob): Promise<readonly string[]>;
}

/** Sound and vibration. */
export interface FeedbackPort {
  /** Call it in a touch or click: browsers allow sound only after one. */
  prepare(): void;
  /** A short tone and a vibration, where the device has them. */
  success(): void;
  /** A lower tone and a longer vibration: look at the screen. */
  attention(): void;
}
