import type { Speaker } from '../typed/reading.ts';
import type { BackgroundPort } from './ports/background.ts';
import type { CameraPort, FeedbackPort, PicturePort } from './ports/camera.ts';
import type { ClipboardPort, ConnectionPort, FilePort, ScreenPort } from './ports/device.ts';
import type { InstallPort } from './ports/install.ts';
import type { JournalPort } from './ports/journal.ts';
import type { InstallationPort, ToolPort } from './ports/machine.ts';
import type { HistoryPort, PagePort } from './ports/page.ts';
import type { ServicePort } from './ports/service.ts';
import type { StoragePort } from './ports/storage.ts';

export type { Detection, Outline, Point } from './detection.ts';
export type * from './ports/background.ts';
export type * from './ports/camera.ts';
export type * from './ports/device.ts';
export type * from './ports/install.ts';
export type * from './ports/journal.ts';
export type * from './ports/machine.ts';
export type * from './ports/page.ts';
export type * from './ports/service.ts';
export type * from './ports/storage.ts';

/**
 * Everything outside the journey. `main.tsx` passes the adapters of `device/` and `storage/`; tests pass their own.
 * Every method that can fail throws a `Refusal`.
 */
export interface Ports {
  readonly service: ServicePort;
  /** Null unless the command line tool serves the page. */
  readonly tool: ToolPort | null;
  readonly installation: InstallationPort;
  readonly journal: JournalPort;
  readonly storage: StoragePort;
  readonly camera: CameraPort;
  readonly screen: ScreenPort;
  readonly feedback: FeedbackPort;
  readonly pictures: PicturePort;
  readonly files: FilePort;
  readonly clipboard: ClipboardPort;
  /** Loads what reads codes aloud. */
  readonly speaker: () => Promise<Speaker>;
  readonly connection: ConnectionPort;
  readonly history: HistoryPort;
  readonly page: PagePort;
  readonly background: BackgroundPort;
  readonly install: InstallPort;
  readonly now: () => Date;
  /** Runs once after a delay, unless cancelled. @returns cancels */
  readonly later: (milliseconds: number, run: () => void) => () => void;
  /** @param length how many bytes of cryptographic randomness to return */
  readonly randomBytes: (length: number) => Uint8Array;
}
