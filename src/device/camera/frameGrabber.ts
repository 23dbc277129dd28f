import type { RgbaPicture } from '../../transfer/picture/treatments.ts';
import { type CameraFrame, frameSize } from '../decoder/frame.ts';

/** Takes frames out of a playing video. */
export interface FrameGrabber {
  /**
   * @param asBitmap prefers a bitmap; you get pixels where the browser makes no bitmaps of videos
   * @returns null when there is no new frame
   */
  grab(asBitmap: boolean): Promise<CameraFrame | null>;
}

export function createFrameGrabber(video: HTMLVideoElement): FrameGrabber {
  let makesBitmaps = typeof createImageBitmap === 'function';
  let context: CanvasRenderingContext2D | null = null;
  let lastTime = -1;

  async function bitmap(): Promise<ImageBitmap | null> {
    try {
      return await createImageBitmap(video);
    } catch {
      makesBitmaps = false;
      return null;
    }
  }

  function pixels(): RgbaPicture | null {
    // Every frame is read back at once, which is slower from graphics memory.
    context ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true, alpha: false });
    if (!context) return null;
    const { width, height } = frameSize({ width: video.videoWidth, height: video.videoHeight });
    if (context.canvas.width !== width || context.canvas.height !== height)
      Object.assign(context.canvas, { width, height });
    context.drawImage(video, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  }

  return {
    async grab(asBitmap) {
      if (video.readyState < video.HAVE_CURRENT_DATA || video.currentTime === lastTime) return null;
      if (video.videoWidth === 0 || video.videoHeight === 0) return null;
      lastTime = video.currentTime;
      return (asBitmap && makesBitmaps && (await bitmap())) || pixels();
    },
  };
}
