/** One frame is decoded while the next is fetched. With more, frames would be old; with fewer, the decoder would wait. */
const maxInProgress = 2;

/**
 * Calls `look` for the frames of a playing video. Frames that arrive while two are in progress are dropped.
 *
 * @param look takes the current frame from the video
 * @returns stops
 */
export function eachFrame(video: HTMLVideoElement, look: () => Promise<void>): () => void {
  let inProgress = 0;
  let watching = true;
  let cancelNext = () => {};

  async function work(): Promise<void> {
    inProgress += 1;
    try {
      await look();
    } finally {
      inProgress -= 1;
    }
  }

  function next(): void {
    cancelNext = onNextFrame(video, () => {
      if (!watching) return;
      next();
      if (inProgress < maxInProgress) void work();
    });
  }

  next();
  return () => {
    watching = false;
    cancelNext();
  };
}

/** Runs once, at the next frame where the browser reports frames (Safari 15.4, Firefox 132), else at the next repaint. */
function onNextFrame(video: HTMLVideoElement, run: () => void): () => void {
  if (typeof video.requestVideoFrameCallback === 'function') {
    const handle = video.requestVideoFrameCallback(run);
    return () => video.cancelVideoFrameCallback(handle);
  }
  const handle = requestAnimationFrame(run);
  return () => cancelAnimationFrame(handle);
}
