import { Refusal } from '../../refusal.ts';
import { foreignKindOf } from '../../transfer/foreignCode.ts';
import type { Parcel } from '../../transfer/parcel.ts';
import { refusalOf } from '../keptRefusal.ts';
import type { Ports } from '../ports.ts';
import type { KeptRefusal } from '../records.ts';
import type { Collector } from '../scan/collector.ts';
import type { UnusedItem } from './arrivals.ts';
import type { NamedPicture } from './pictureFile.ts';

/** A parcel, and the picture that completed it. */
export interface ReadParcel {
  readonly source: string;
  readonly parcel: Parcel;
}

export interface PicturesRead {
  readonly parcels: readonly ReadParcel[];
  readonly unused: readonly UnusedItem[];
}

/**
 * Reads the codes in pictures. Several pictures together may hold one transfer; an incomplete one is kept, and further
 * pictures or the camera may complete it.
 */
export async function parcelsInPictures(
  { pictures: port }: Pick<Ports, 'pictures'>,
  collector: Collector,
  pictures: readonly NamedPicture[],
): Promise<PicturesRead> {
  const parcels: ReadParcel[] = [];
  const unused: UnusedItem[] = [];
  /** Pictures with a part of a transfer that is not complete yet. */
  let partial: string[] = [];
  let severalCodes = false;

  /** @returns why a text is of no use; null when it is */
  async function takeText(text: string, source: string): Promise<Refusal | null> {
    const answer = collector.add(text);
    const { problem, done, parts } = collector.receiver;
    if (answer === 'foreign') return new Refusal('code-not-ours', { kind: foreignKindOf(text) });
    if (problem) return new Refusal(problem);
    severalCodes ||= parts !== null;
    if (!done) partial.push(source);
    else if (parts !== null) partial = [];
    if (done) await collector.take(async (parcel) => void parcels.push({ source, parcel }));
    return null;
  }

  for (const { name, picture } of pictures) {
    try {
      const refusals: (Refusal | null)[] = [];
      for (const text of await port.read(picture)) refusals.push(await takeText(text, name));
      // A label beside our code does not matter.
      const [refusal] = refusals.every((one) => one !== null) ? refusals : [];
      if (refusal) throw refusal;
    } catch (error) {
      unused.push({ name, refusal: refusalOf(error) });
    }
  }
  const missing = new Set(collector.receiver.parts ? partial : []);
  // Another picture had what this one lacks.
  const isMadeUp = severalCodes && missing.size === 0 && parcels.length > 0;
  return {
    parcels,
    unused: [
      ...(isMadeUp ? unused.filter(({ refusal }) => !isUnclear(refusal)) : unused),
      ...[...missing].map((name) => ({ name, refusal: refusalOf(incomplete(collector)) })),
    ],
  };
}

function isUnclear({ code }: KeptRefusal): boolean {
  return code.startsWith('picture-') || code === 'frame-damaged';
}

/** @returns `parcel-incomplete` with the number of parts */
export function incomplete({ receiver }: Collector): Refusal {
  const { received = 0, needed = 0 } = receiver.parts ?? {};
  return new Refusal('parcel-incomplete', { received, needed });
}
