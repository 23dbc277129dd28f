import { fileLimits } from '../fileLimits.ts';
import { isArchive, unpack } from './archive.ts';
import type { Damage } from './damage.ts';
import { decodeText } from './decode.ts';
import { embeddedFiles } from './embedded.ts';
import { peel } from './layers/peel.ts';
import { type Squeezed, Squeezer } from './squeeze.ts';

/** A text inside untrusted bytes, behind the layers that were undone. */
export interface TextView {
  /** Lines end with LF. */
  readonly text: string;
  /** Its positions are valid until the next text is found. */
  readonly squeezed: Squeezed;
  readonly damages: readonly Damage[];
  readonly isSingleByte: boolean;
  /** Texts of one file: the same text, with more and more layers undone. */
  readonly file: number;
}

interface FileView {
  readonly bytes: Uint8Array;
  readonly damages: readonly Damage[];
  readonly depth: number;
}

/** Archives in mails in archives: how deep files may be in each other. */
const deepest = 4;
/** How many layers of escaping one text may have. */
const mostLayers = 8;
/** Files in each other and beside each other: as many as one trip has documents, or as fit into fewer bytes. */
const mostFiles = 600;
const bytesPerFile = 1600;

/**
 * Finds all texts in untrusted bytes, in the order in which they stand: containers opened, encodings undone. Bounded.
 *
 * @param most bytes that archives may unpack to; all texts together may have three times as many characters
 */
export function* explore(bytes: Uint8Array, most: number = fileLimits.opened): Generator<TextView> {
  const files: FileView[] = [{ bytes, damages: [], depth: 0 }];
  const squeezer = new Squeezer();
  let characters = 3 * most;
  let unpacked = most;
  const mostHere = Math.min(mostFiles, Math.ceil(most / bytesPerFile));
  for (let at = 0; at < files.length && characters > 0; at++) {
    const file = files[at];
    if (!file) break;
    const found = (bytes: Uint8Array, damage: Damage) => {
      if (file.depth >= deepest || files.length >= mostHere || bytes.length === 0) return;
      files.push({ bytes, damages: [...file.damages, damage], depth: file.depth + 1 });
    };
    if (isArchive(file.bytes)) {
      for (const inner of unpack(file.bytes, unpacked)) {
        unpacked -= inner.length;
        found(inner, 'archive');
      }
      continue;
    }
    for (const view of textsOf(file, at, squeezer)) {
      if (characters <= 0) break;
      characters -= view.text.length;
      yield view;
      for (const inner of embeddedFiles(view.squeezed)) found(inner, 'base64');
    }
  }
}

function* textsOf({ bytes, damages }: FileView, file: number, squeezer: Squeezer): Generator<TextView> {
  for (const [at, { text, isReencoded, isSingleByte }] of decodeText(bytes).entries()) {
    // Other encodings differ in texts, not in base64.
    if (at > 0 && !text.includes('<')) break;
    let inner = text;
    let undone = isReencoded ? [...damages, 'encoding' as const] : damages;
    for (let layer = 0; layer <= mostLayers; layer++) {
      yield { text: inner, squeezed: squeezer.squeeze(inner), damages: undone, isSingleByte, file };
      const peeled = peel(inner);
      if (!peeled) break;
      inner = peeled.text;
      undone = [...undone, peeled.damage];
    }
  }
}
