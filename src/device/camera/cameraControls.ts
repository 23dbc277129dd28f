import type { Torch, Zoom } from '../../activation/ports.ts';

/** What of a camera can be set while it runs (MediaStream Image Capture section 6); absent from TypeScript's library. */
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
  /** Chromium says `true`, Safari lists the values. */
  readonly torch?: boolean | readonly boolean[];
  readonly zoom?: Range;
  readonly focusMode?: readonly string[];
}

/** As much of a video track as is used here. Old browsers lack `getCapabilities`. */
export interface ControlledTrack {
  getCapabilities?(): object;
  getSettings(): object;
  applyConstraints(constraints: MediaTrackConstraints): Promise<void>;
}

/** What can be set at a camera. Nothing of it throws: a driver that refuses leaves things as they are. */
export interface CameraControls {
  readonly torch: Torch | null;
  readonly zoom: Zoom | null;
  /** Keeps the code sharp when a hand moves, where the camera can. */
  focus(): Promise<void>;
}

export function controlCamera(track: ControlledTrack): CameraControls {
  const capabilities: Capabilities = track.getCapabilities?.() ?? {};
  const settings = (): Settings => track.getSettings();
  // Each call takes the place of the one before, so that everything that was wished for is said again.
  let wishes: Settings = {};

  async function set(wish: Settings): Promise<void> {
    const before = wishes;
    wishes = { ...wishes, ...wish };
    try {
      await track.applyConstraints({ advanced: [wishes as MediaTrackConstraintSet] });
    } catch {
      wishes = before;
    }
  }

  const isOn = () => settings().torch ?? wishes.torch ?? false;
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
    const value = () => settings().zoom ?? wishes.zoom ?? min;
    return {
      min,
      max,
      // Some drivers say 0 for "any value".
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

  const { zoom, focusMode } = capabilities;
  return {
    torch: hasLamp(capabilities) ? torch : null,
    zoom: zoom && zoom.max > zoom.min ? zoomWithin(zoom) : null,
    async focus() {
      if (focusMode?.includes('continuous')) await set({ focusMode: 'continuous' });
    },
  };
}

function hasLamp({ torch }: Capabilities): boolean {
  return typeof torch === 'object' ? torch.includes(true) : torch === true;
}
