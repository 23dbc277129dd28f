/**
 * One frame is looked at while the next one is already being fetched; with more, what is looked at would be old, and
 * with less, the decoder would wait for frames.
 */
const mostInWork = 2;

/**
 * Calls `look` for the frames of a playing video. Frames that come while two are still in work are dropped.
 *
 * @param look finds the present frame in the video itself
 * @returns stops
 */
export function eachFrame(video: HTMLVideoElement, look: () => Promise<void>): () => void {
  let inWork = 0;
  let watching = true;
  let cancelNext = () => {};

  async function work(): Promise<void> {
    inWork += 1;
    try {
      await look();
    } finally {
      inWork -= 1;
    }
  }

  function next(): void {
    cancelNext = onNextFrame(video, () => {
      if (!watching) return;
      next();
      if (inWork < mostInWork) void work();
    });
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
