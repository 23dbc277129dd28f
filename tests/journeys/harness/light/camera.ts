import { closeSync, openSync, writeSync } from 'node:fs';
import { develop } from './darkroom.ts';
import { blankFrame, filmOf } from './y4m.ts';

/** The fake camera of a browser. */
export interface Camera {
  /** Holds the camera before something else. @param pictures JPEG or PNG, 1280x720, shown in turn */
  show(pictures: readonly Uint8Array[]): Promise<void>;
  /** Holds the camera before nothing. */
  cover(): void;
}

/**
 * Chromium reads each frame from the file when it is due and starts over at the end, so frames that are written into the
 * same file are seen by a camera that is already running.
 *
 * @param path of a film that the browser was started with
 */
export function cameraOf(path: string): Camera {
  const overwrite = (frames: readonly Uint8Array[]) => {
    const file = openSync(path, 'r+');
    writeSync(file, filmOf(frames));
    closeSync(file);
  };
  return {
    show: async (pictures) => overwrite(await develop(pictures)),
    cover: () => overwrite([blankFrame]),
  };
}
