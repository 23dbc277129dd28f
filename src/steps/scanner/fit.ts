import type { VideoSize } from '../viewfinder/outline.ts';

/** Share of the picture that must stay visible for the picture to fill the screen. */
const leastVisible = 0.55;

/**
 * A phone's camera has about the shape of its screen and fills it. Of a webcam's wide picture in a narrow window most
 * would be out of sight, although all of it is searched; there it is shown whole.
 *
 * @param picture pixels of the camera's picture
 * @param stage the place for it, in any unit
 */
export function fitOf(picture: VideoSize, stage: VideoSize): 'contain' | 'cover' {
  const [shape, place] = [picture.width / picture.height, stage.width / stage.height];
  const visible = Math.min(shape, place) / Math.max(shape, place);
  return visible >= leastVisible ? 'cover' : 'contain';
}
