import type { RgbaPicture } from '../../../src/transfer/picture/treatments.ts';

/** Finds the texts of the codes in a picture. */
type Find = (picture: RgbaPicture) => Promise<readonly string[]>;

/** Frames without a code that are searched in all ways. */
const mostSearched = 3;

/**
 * Finds the codes in the frames of an animation, or the pages of a document. There may be thousands, and a search in vain
 * takes long, so after a few of them the others are only glanced at.
 *
 * @param frames its error ends the search: of a damaged file, what comes before the damage is read
 * @param find `glance`: a single search; `search`: in all ways
 * @returns the text of each code; null if there is no frame
 */
export async function codesInFrames(
  frames: Iterable<RgbaPicture>,
  find: { readonly glance: Find; readonly search: Find },
): Promise<readonly string[] | null> {
  const texts: string[] = [];
  let [seen, inVain] = [0, 0];
  const iterator = frames[Symbol.iterator]();
  for (let frame = next(iterator); frame; frame = next(iterator)) {
    seen += 1;
    const found = await (inVain < mostSearched ? find.search : find.glance)(frame);
    if (found.length === 0) inVain += 1;
    texts.push(...found);
  }
  return seen === 0 ? null : texts;
}

/** @returns null at the end, and at damage */
function next(frames: Iterator<RgbaPicture>): RgbaPicture | null {
  try {
    const { value, done } = frames.next();
    return done ? null : value;
  } catch {
    return null;
  }
}
