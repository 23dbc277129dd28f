import { Refusal } from '../../refusal.ts';
import type { Parcel } from '../../transfer/parcel.ts';
import type { Ports } from '../ports.ts';
import type { Collector } from '../scan/collector.ts';

/** A picture is distinguished from a document by its first bytes, because names and types get lost on the way. */
const pictureMagic: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x42, 0x4d], // BMP
  [0x52, 0x49, 0x46, 0x46], // WebP, in RIFF
];

/** HEIC and AVIF have their brand at byte 4; videos have another brand there (ISO/IEC 14496-12 section 4.3). */
const pictureBrand = /^ftyp(?:heic|heix|heim|heis|mif1|msf1|avif|avis)$/;

export async function isPicture(blob: Blob): Promise<boolean> {
  const head = new Uint8Array(await blob.slice(0, 12).arrayBuffer());
  return (
    pictureMagic.some((magic) => magic.every((byte, at) => head[at] === byte)) ||
    pictureBrand.test(String.fromCharCode(...head.slice(4, 12)))
  );
}

export interface PicturesRead {
  readonly parcels: readonly Parcel[];
  /** Why a picture was not readable; null when the others were sufficient. */
  readonly refusal: Refusal | null;
}

/**
 * Reads the codes in pictures. Several pictures together may hold one transfer; an incomplete one is kept, and further
 * pictures or the camera may complete it.
 *
 * @throws Refusal `parcel-incomplete` with `received` and `needed`, or why none of the pictures is readable
 */
export async function parcelsInPictures(
  { pictures: port }: Pick<Ports, 'pictures'>,
  collector: Collector,
  pictures: readonly Blob[],
): Promise<PicturesRead> {
  const parcels: Parcel[] = [];
  let refusal: Refusal | null = null;
  let taken = false;
  let severalCodes = false;
  for (const picture of pictures) {
    try {
      for (const text of await port.read(picture)) {
        taken = collector.add(text) === 'ours' || taken;
        const { problem, done, parts } = collector.receiver;
        if (problem) refusal = new Refusal(problem);
        severalCodes ||= parts !== null;
        if (done) await collector.take(async (parcel) => void parcels.push(parcel));
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
  }
  if (parcels.length > 0) return { parcels, refusal: severalCodes ? null : refusal };
  throw taken && collector.receiver.parts ? incomplete(collector) : (refusal ?? new Refusal('code-not-ours'));
}

/** @returns `parcel-incomplete` with the number of parts */
export function incomplete({ receiver }: Collector): Refusal {
  const { received = 0, needed = 0 } = receiver.parts ?? {};
  return new Refusal('parcel-incomplete', { received, needed });
}
