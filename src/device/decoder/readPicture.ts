import { Refusal } from '../../refusal.ts';
import { problemWith } from '../../transfer/picture/pictureFile.ts';
import { treatments } from '../../transfer/picture/treatments.ts';
import type { Decoder } from './decoder.ts';
import type { Pixels } from './decoderEngine.ts';
import { openPicture, type Picture } from './openPicture.ts';
import { moderateScale, pictureSizes, tilesOf } from './pictureSizes.ts';
import type { Region } from './region.ts';

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
      for (const text of await decoder.decode(pixelsOf(picture, { scale }))) texts.add(text);
    }
    for (const attempt of furtherAttempts(picture)) {
      if (texts.size > 0) break;
      for (const text of await attempt(decoder)) texts.add(text);
    }
    if (texts.size === 0) throw await whyWithoutCode(blob);
    return [...texts];
  } finally {
    picture.close();
  }
}

/** Each reads pictures in which the ones before find nothing; the slowest are last. */
function* furtherAttempts(picture: Picture): Generator<(decoder: Decoder) => Promise<readonly string[]>> {
  const scale = moderateScale(picture.width, picture.height);
  for (const treatment of treatments) {
    yield (decoder) => decoder.decode(pixelsOf(picture, { scale }), treatment);
  }
  // Light codes on transparent ground, and dark pictures, which a white margin cuts off at their edge.
  yield (decoder) => decoder.decode(pixelsOf(picture, { scale, ground: '#000' }));
  for (const part of tilesOf(picture.width, picture.height)) {
    yield (decoder) => decoder.decode(pixelsOf(picture, { scale: 1, part }), 'sharpened');
  }
  yield (decoder) => decoder.decode(pixelsOf(picture, { scale }), 'other');
}

/** Browsers open a picture whose end is missing, and show the part that is there. */
async function whyWithoutCode(blob: Blob): Promise<Refusal> {
  const problem = problemWith(new Uint8Array(await blob.arrayBuffer()));
  return problem?.code === 'picture-cut-short' ? problem : new Refusal('picture-without-code');
}

interface DrawnPart {
  readonly scale: number;
  /** Color of margin and of transparent parts; white without. */
  readonly ground?: string;
  /** In pixels of the picture; the whole one without. */
  readonly part?: Region;
}

/** @throws Refusal `picture-unreadable` when the browser cannot create a canvas of that size */
function pixelsOf(
  picture: Picture,
  { scale, ground = '#fff', part = { left: 0, top: 0, ...picture } }: DrawnPart,
): Pixels {
  const width = Math.max(1, Math.round(part.width * scale));
  const height = Math.max(1, Math.round(part.height * scale));
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
  if (part.width === picture.width && part.height === picture.height) context.drawImage(picture.source, ...onto);
  else context.drawImage(picture.source, part.left, part.top, part.width, part.height, ...onto);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
