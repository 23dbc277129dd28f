import { Refusal } from '../../refusal.ts';

/** A decoded picture. */
export interface Picture {
  readonly source: CanvasImageSource;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Gives its memory back. */
  close(): void;
}

/** Side, in pixels, of a drawing that has no size of its own. */
const drawingSide = 1200;

/**
 * Decodes a picture file.
 *
 * @throws Refusal `picture-unreadable` when it is not a picture that this browser opens
 */
export async function openPicture(blob: Blob): Promise<Picture> {
  try {
    const source = await createImageBitmap(blob);
    return { source, width: source.width, height: source.height, close: () => source.close() };
  } catch {
    // Drawings (SVG), and in some browsers formats that only an image element opens.
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
    throw new Refusal('picture-unreadable');
  } finally {
    URL.revokeObjectURL(address);
  }
  const { naturalWidth: width, naturalHeight: height } = source;
  if (width > 0 && height > 0) return { source, width, height, close() {} };
  return { source, width: drawingSide, height: drawingSide, close() {} };
}
