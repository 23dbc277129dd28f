import { Refusal } from '../../refusal.ts';
import { problemWith } from '../../transfer/picture/pictureFile.ts';

/** A decoded picture. */
export interface Picture {
  readonly source: CanvasImageSource;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Frees its memory. */
  close(): void;
}

/** Side in pixels of a drawing without a size of its own. */
const drawingSide = 1200;

/**
 * Decodes a picture file.
 *
 * @throws Refusal `picture-unreadable` when this browser cannot open it; the codes of `problemWith` where more is known
 */
export async function openPicture(blob: Blob): Promise<Picture> {
  try {
    const source = await createImageBitmap(blob);
    return { source, width: source.width, height: source.height, close: () => source.close() };
  } catch {
    // SVG, and in some browsers other formats, open in an image element only.
    return openInElement(blob);
  }
}

async function openInElement(blob: Blob): Promise<Picture> {
  const address = URL.createObjectURL(blob);
  const source = new Image();
  try {
    source.src = address;
    await source.decode();
  } catch {
    throw problemWith(new Uint8Array(await blob.arrayBuffer())) ?? new Refusal('picture-unreadable');
  } finally {
    URL.revokeObjectURL(address);
  }
  const { naturalWidth: width, naturalHeight: height } = source;
  if (width > 0 && height > 0) return { source, width, height, close() {} };
  return { source, width: drawingSide, height: drawingSide, close() {} };
}
