import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';

const slots = 6;
/** Size of one picture's slot, in bytes. */
const slotSize = 320 * 1024;

/**
 * What a fake camera of Chromium shows: the JPEG pictures of a file, in a loop. Chromium maps the file into memory, so
 * pictures written into the same file, each in a slot of fixed size, are seen by a camera that is already running.
 */
export interface CameraFile {
  readonly path: string;
  /** @param pictures 1280x720 JPEG pictures, shown in turn */
  show(pictures: readonly Uint8Array[]): void;
}

/** @param first what the camera shows until `show` is called */
export function createCameraFile(path: string, first: readonly Uint8Array[]): CameraFile {
  writeFileSync(path, film(first));
  return {
    path,
    show(pictures) {
      const file = openSync(path, 'r+');
      writeSync(file, film(pictures), 0, slots * slotSize, 0);
      closeSync(file);
    },
  };
}

function film(pictures: readonly Uint8Array[]): Buffer {
  if (pictures.length === 0) throw new Error('a camera needs at least one picture');
  return Buffer.concat(
    Array.from({ length: slots }, (_, index) => padded(pictures[index % pictures.length] ?? new Uint8Array())),
  );
}

/** Pads a JPEG with comment segments after its first marker (ITU T.81 section B.2.4.5), at most 65,535 bytes each. */
function padded(jpeg: Uint8Array): Buffer {
  let missing = slotSize - jpeg.length;
  if (missing < 4) throw new Error(`a camera picture of ${jpeg.length} bytes is too large`);
  const parts: Uint8Array[] = [jpeg.subarray(0, 2)];
  while (missing > 0) {
    // Never leave a remainder that is too short for a segment.
    const size = missing > 65537 + 4 ? 65537 : missing > 65537 ? missing - 4 : missing;
    const comment = Buffer.alloc(size, 0x20);
    comment.writeUInt16BE(0xfffe, 0);
    comment.writeUInt16BE(size - 2, 2);
    parts.push(comment);
    missing -= size;
  }
  return Buffer.concat([...parts, jpeg.subarray(2)]);
}
