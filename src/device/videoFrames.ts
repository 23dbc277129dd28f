import type { Pixels } from './decoderEngine.ts';

/** Longest side of what is looked at, in pixels. */
const longestSide = 1280;

/**
 * Looks at the frames of a playing video, one after another. Frames that come while one is still being looked at are
 * dropped, so that what is looked at is never old.
 *
 * @param look gets the pixels and a way to know whether they are still wanted
 * @returns stops
 */
export function eachFrame(
  video: HTMLVideoElement,
  look: (pixels: Pixels, isWatching: () => boolean) => Promise<void>,
): () => void {
  const grab = frameGrabber(video);
  let watching = true;
  let cancelNext = () => {};
  const isWatching = () => watching;
  const next = () => {
    cancelNext = onNextFrame(video, () => void step());
  };
  async function step(): Promise<void> {
    const pixels = grab();
    try {
      if (pixels) await look(pixels, isWatching);
    } finally {
      if (watching) next();
    }
  }
  next();
  return () => {
    watching = false;
    cancelNext();
  };
}

/** Once for a new frame where the browser tells of them (Safari from 15.4, Firefox from 132), else once a repaint. */
function onNextFrame(video: HTMLVideoElement, run: () => void): () => void {
  if (typeof video.requestVideoFrameCallback === 'function') {
    const handle = video.requestVideoFrameCallback(run);
    return () => video.cancelVideoFrameCallback(handle);
  }
  const handle = requestAnimationFrame(run);
  return () => cancelAnimationFrame(handle);
}

/** @returns takes the pixels of the present frame; null when there is none, or none since the last time */
function frameGrabber(video: HTMLVideoElement): () => Pixels | null {
  const canvas = document.createElement('canvas');
  // Read back at once each time: a canvas in graphics memory would be slower.
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  let lastTime = -1;
  return () => {
    if (!context || video.readyState < video.HAVE_CURRENT_DATA || video.currentTime === lastTime) return null;
    const { videoWidth, videoHeight } = video;
    const scale = Math.min(1, longestSide / Math.max(videoWidth, videoHeight, 1));
    const width = Math.round(videoWidth * scale);
    const height = Math.round(videoHeight * scale);
    if (width === 0 || height === 0) return null;
    lastTime = video.currentTime;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.drawImage(video, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  };
}
