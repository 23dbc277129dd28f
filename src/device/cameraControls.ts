import type { Torch, Zoom } from '../activation/ports.ts';

/** What of a camera can be set while it runs (MediaStream Image Capture section 6); absent from TypeScript's library. */
interface Settings {
  readonly torch?: boolean;
  readonly zoom?: number;
  readonly focusMode?: string;
}

interface Capabilities {
  /** Chromium says `true`, Safari lists the values. */
  readonly torch?: boolean | readonly boolean[];
  readonly zoom?: { readonly min: number; readonly max: number; readonly step?: number };
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

  const range = capabilities.zoom;
  return {
    torch: hasLamp(capabilities)
      ? {
          get on() {
            return settings().torch ?? wishes.torch ?? false;
          },
          async turn(on) {
            await set({ torch: on });
            return this.on;
          },
        }
      : null,
    zoom:
      range && range.max > range.min
        ? {
            min: range.min,
            max: range.max,
            // Some drivers say 0 for "any value".
            step: range.step || (range.max - range.min) / 100,
            get value() {
              return settings().zoom ?? wishes.zoom ?? range.min;
            },
            async set(value) {
              await set({ zoom: Math.min(Math.max(value, range.min), range.max) });
              return this.value;
            },
          }
        : null,
    async focus() {
      if (capabilities.focusMode?.includes('continuous')) await set({ focusMode: 'continuous' });
    },
  };
}

function hasLamp({ torch }: Capabilities): boolean {
  return typeof torch === 'object' ? torch.includes(true) : torch === true;
}
