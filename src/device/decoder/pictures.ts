import { loadPart } from '../../activation/parts.ts';
import type { PicturePort } from '../../activation/ports.ts';
import type { Decoder } from './decoder.ts';

/** @param decoder loaded at the first picture, with everything else that reads one */
export function createPictures(decoder: Decoder): PicturePort {
  return {
    read: async (blob) => (await loadPart(() => import('./readPicture.ts'))).readPicture(blob, decoder),
  };
}
