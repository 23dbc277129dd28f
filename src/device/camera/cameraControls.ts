import type { Torch, Zoom } from '../../activation/ports.ts';
import { detailedSize } from './cameraChoice.ts';

/** Settings of a running camera (MediaStream Image Capture section 6); missing in TypeScript's library. */
interface Settings {
  readonly torch?: boolean;
  readonly zoom?: number;
  readonly focusMode?: string;
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly step?: number;
}

interface Capabilities {
  /** `true` in Chromium, a list of values in Safari. */
  readonly torch?: boolean | readonly boolean[];
  readonly zoom?: Range;
  readonly focusMode?: readonly string[];
  readonly width?: Range;
}

/** The part of a video track that is used here. Old browsers lack `getCapabilities`. */
export interface ControlledTrack {
  getCapabilities?(): object;
  getSettings(): object;
  applyConstraints(constraints: MediaTrackConstraints): Promise<void>;
}

/** Controls of a camera. None throws: when a driver refuses, nothing changes. */
export interface CameraControls {
  readonly torch: Torch | null;
  readonly zoom: Zoom | null;
  /** Turns continuous focus on where the camera has it. */
  focus(): Promise<void>;
  /** Whether the camera has pictures of 1920 x 1080. */
  readonly hasDetail: boolean;
  /** Asks for them where the camera has them. The first call counts. */
  addDetail(): Promise<void>;
}

export function controlCamera(track: ControlledTrack): CameraControls {
  const capabilities: Capabilities = track.getCapabilities?.() ?? {};
  const settings = (): Settings => track.getSettings();
  // Each call replaces the one before, so that all settings are repeated.
  let requested: Settings = {};

  async function set(change: Settings): Promise<void> {
    const before = requested;
    requested = { ...requested, ...change };
    try {
      await track.applyConstraints({ advanced: [requested as MediaTrackConstraintSet] });
    } catch {
      requested = before;
    }
  }

  const isOn = () => settings().torch ?? requested.torch ?? false;
  const torch: Torch = {
    get on() {
      return isOn();
    },
    async turn(on) {
      await set({ torch: on });
      return isOn();
    },
  };

  function zoomWithin({ min, max, step }: Range): Zoom {
    const value = () => settings().zoom ?? requested.zoom ?? min;
    return {
      min,
      max,
      // Some drivers report 0 for "any value".
      step: step || (max - min) / 100,
      get value() {
        return value();
      },
      async set(wanted) {
        await set({ zoom: Math.min(Math.max(wanted, min), max) });
        return value();
      },
    };
  }

  const hasDetail = (capabilities.width?.max ?? 0) >= detailedSize.width.ideal;
  let askedForDetail = false;

  const { zoom, focusMode } = capabilities;
  return {
    torch: hasTorch(capabilities) ? torch : null,
    zoom: zoom && zoom.max > zoom.min ? zoomWithin(zoom) : null,
    hasDetail,
    async focus() {
      if (focusMode?.includes('continuous')) await set({ focusMode: 'continuous' });
    },
    async addDetail() {
      if (!hasDetail || askedForDetail) return;
      askedForDetail = true;
      // Chromium refuses a size together with other settings, and the size ends their effect.
      await track.applyConstraints(detailedSize).catch(() => {});
      if (Object.keys(requested).length > 0) await set({});
    },
  };
}

function hasTorch({ torch }: Capabilities): boolean {
  return typeof torch === 'object' ? torch.includes(true) : torch === true;
}
