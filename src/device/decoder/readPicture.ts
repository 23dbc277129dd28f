import { Refusal } from '../../refusal.ts';
import { furtherAttempts, type PictureAttempt } from '../../transfer/picture/furtherAttempts.ts';
import { problemWith } from '../../transfer/picture/pictureFile.ts';
import { margin } from '../../transfer/picture/picturePart.ts';
import type { RgbaPicture } from '../../transfer/picture/treatments.ts';
import type { Decoder } from './decoder.ts';
import { openPictures, type Picture } from './openPictures.ts';
import { pictureSizes } from './pictureSizes.ts';

/**
 * Searches a picture for codes, at several sizes; of a PDF, the pictures in it.
 *
 * @returns the text of each code
 * @throws Refusal `picture-without-code`, `picture-cut-short`, and the codes of `openPictures`
 */
export async function readPicture(blob: Blob, decoder: Decoder): Promise<readonly string[]> {
  const texts = new Set<string>();
  await decoder.prepare();
  for await (const picture of openPictures(blob)) {
    try {
      for (const text of await textsIn(picture, decoder)) texts.add(text);
    } finally {
      picture.close();
    }
  }
  if (texts.size === 0) throw await whyWithoutCode(blob);
  return [...texts];
}

async function textsIn(picture: Picture, decoder: Decoder): Promise<ReadonlySet<string>> {
  const texts = new Set<string>();
  for (const { scale, always } of pictureSizes(picture.width, picture.height)) {
    if (texts.size > 0 && !always) break;
    for (const text of await decoder.decode(pixelsOf(picture, { scale }))) texts.add(text);
  }
  for (const { treatment, ...drawn } of furtherAttempts(picture.width, picture.height)) {
    if (texts.size > 0) break;
    for (const text of await decoder.decode(pixelsOf(picture, drawn), treatment)) texts.add(text);
  }
  return texts;
}

/** Browsers open a picture whose end is missing, and show the part that is there. */
async function whyWithoutCode(blob: Blob): Promise<Refusal> {
  const problem = problemWith(new Uint8Array(await blob.arrayBuffer()));
  return problem?.code === 'picture-cut-short' ? problem : new Refusal('picture-without-code');
}

/** @throws Refusal `picture-unreadable` when the browser cannot create a canvas of that size */
function pixelsOf(
  picture: Picture,
  { scale, ground = 'white', part = null }: Pick<PictureAttempt, 'scale'> & Partial<PictureAttempt>,
): RgbaPicture {
  const drawn = part ?? picture;
  const width = Math.max(1, Math.round(drawn.width * scale));
  const height = Math.max(1, Math.round(drawn.height * scale));
  const canvas = document.createElement('canvas');
  canvas.width = width + 2 * margin;
  canvas.height = height + 2 * margin;
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Refusal('picture-unreadable');
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = scale < 1;
  context.imageSmoothingQuality = 'high';
  const onto = [margin, margin, width, height] as const;
  // A drawing without a size of its own has no parts.
  if (part) context.drawImage(picture.source, part.left, part.top, part.width, part.height, ...onto);
  else context.drawImage(picture.source, ...onto);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
