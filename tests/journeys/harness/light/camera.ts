import { closeSync, openSync, writeSync } from 'node:fs';
import { develop } from './darkroom.ts';
import { blankFrame, filmOf } from './y4m.ts';

/** The fake camera of a browser. */
export interface Camera {
  /** Points the camera at something else. @param pictures JPEG or PNG, 1280x720, shown in turn */
  show(pictures: readonly Uint8Array[]): Promise<void>;
  /** Points the camera at nothing. */
  cover(): void;
}

/**
 * Chromium reads each frame from the file when it is due and starts over at the end, so a running camera sees frames
 * that are written into the same file.
 *
 * @param path of the film that the browser was started with
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
