import { Refusal } from '../../refusal.ts';
import { type PdfPicture, pdfPictures } from '../../transfer/picture/pdfPictures.ts';
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

const pdfBeginning = '%PDF-';
/** Side in pixels of a drawing without a size of its own. */
const drawingSide = 1200;

/**
 * Decodes a picture file; of a PDF, each picture in it that can be decoded.
 *
 * @throws Refusal `picture-unreadable` when this browser cannot open it; the codes of `problemWith` where more is known
 */
export async function* openPictures(blob: Blob): AsyncGenerator<Picture> {
  if ((await blob.slice(0, pdfBeginning.length).text()) !== pdfBeginning) {
    yield await openPicture(blob);
    return;
  }
  let opened = 0;
  for (const stored of pdfPictures(new Uint8Array(await blob.arrayBuffer()))) {
    const picture = await openStored(stored);
    if (!picture) continue;
    yield picture;
    opened += 1;
  }
  if (opened === 0) throw new Refusal('picture-format-unsupported', { format: 'PDF' });
}

/** @returns null for a damaged picture */
async function openStored(stored: PdfPicture): Promise<Picture | null> {
  const isPixels = 'data' in stored;
  const source = isPixels ? new ImageData(stored.data, stored.width, stored.height) : new Blob([stored.slice()]);
  try {
    return pictureFrom(await createImageBitmap(source));
  } catch {
    return null;
  }
}

function pictureFrom(source: ImageBitmap): Picture {
  return { source, width: source.width, height: source.height, close: () => source.close() };
}

async function openPicture(blob: Blob): Promise<Picture> {
  try {
    return pictureFrom(await createImageBitmap(blob));
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
