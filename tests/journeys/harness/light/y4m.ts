/** Raw video for Chromium's fake camera: https://wiki.multimedia.cx/index.php/YUV4MPEG2, 4:2:0, 1280x720. */

export const frameSize = { width: 1280, height: 720 };
const lumaLength = frameSize.width * frameSize.height;
/** Bytes of a frame: luma, and two chroma planes of half the width and height. */
const frameLength = lumaLength * 1.5;

/** A film always has as many frames, so that one overwrites another in place. */
const framesPerFilm = 3;
/** Ten frames a second: a slow camera, and a third of the work of a fast one. */
const header = `YUV4MPEG2 W${frameSize.width} H${frameSize.height} F10:1 Ip A1:1 C420\n`;

/** @param frames from `frameOf`, shown in turn @returns a file */
export function filmOf(frames: readonly Uint8Array[]): Buffer {
  if (frames.length === 0) throw new Error('a film needs at least one frame');
  const slots = Array.from({ length: framesPerFilm }, (_, index) => frames[index % frames.length] ?? blankFrame);
  return Buffer.concat([Buffer.from(header), ...slots.flatMap((frame) => [Buffer.from('FRAME\n'), frame])]);
}

/** @param luma of each pixel; without it, a camera pointed at nothing @returns a frame without colors */
export function frameOf(luma?: Uint8Array): Uint8Array {
  const frame = new Uint8Array(frameLength).fill(80, 0, lumaLength).fill(128, lumaLength);
  if (luma) frame.set(luma);
  return frame;
}

export const blankFrame = frameOf();
