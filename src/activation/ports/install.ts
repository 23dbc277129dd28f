/**
 * How people put the app on the home screen here. `prompt`: the browser asks. Otherwise by hand: `share-menu` (iPhone,
 * iPad), `dock` (Safari on a Mac), `browser-menu` (Firefox on Android).
 */
export type InstallWay = 'prompt' | 'share-menu' | 'dock' | 'browser-menu';

/** Installing the app. */
export interface InstallPort {
  /** Null where the app is installed, or cannot be. */
  readonly way: InstallWay | null;
  /** Calls back when `way` changes. */
  onChange(listener: () => void): void;
  /** Lets the browser ask; it does so only after a press. */
  prompt(): Promise<void>;
}
