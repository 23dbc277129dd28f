import { Refusal } from '../../refusal.ts';
import { problemWith } from '../../transfer/picture/pictureFile.ts';
import type { Decoder } from './decoder.ts';
import type { Pixels } from './decoderEngine.ts';
import { openPicture, type Picture } from './openPicture.ts';
import { pictureSizes } from './pictureSizes.ts';

/** Pixels of white around the picture: a tightly cropped screenshot leaves a code without quiet zone. */
const margin = 24;

/**
 * Searches a picture for codes, at several sizes.
 *
 * @returns the text of each code
 * @throws Refusal `picture-without-code`, `picture-cut-short`, and the codes of `openPicture`
 */
export async function readPicture(blob: Blob, decoder: Decoder): Promise<readonly string[]> {
  const [picture] = await Promise.all([openPicture(blob), decoder.prepare()]);
  try {
    const texts = new Set<string>();
    for (const { scale, always } of pictureSizes(picture.width, picture.height)) {
      if (texts.size > 0 && !always) break;
      for (const text of await decoder.decode(pixelsOf(picture, scale))) texts.add(text);
    }
    if (texts.size === 0) throw await whyWithoutCode(blob);
    return [...texts];
  } finally {
    picture.close();
  }
}

/** Browsers open a picture whose end is missing, and show the part that is there. */
async function whyWithoutCode(blob: Blob): Promise<Refusal> {
  const problem = problemWith(new Uint8Array(await blob.arrayBuffer()));
  return problem?.code === 'picture-cut-short' ? problem : new Refusal('picture-without-code');
}

/** @throws Refusal `picture-unreadable` when the browser cannot create a canvas of that size */
function pixelsOf(picture: Picture, scale: number): Pixels {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = document.createElement('canvas');
  canvas.width = width + 2 * margin;
  canvas.height = height + 2 * margin;
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Refusal('picture-unreadable');
  // Also the background of a transparent picture.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = scale < 1;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture.source, margin, margin, width, height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
