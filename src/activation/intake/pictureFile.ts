/** A picture, and the name by which a person knows it. */
export interface NamedPicture {
  readonly name: string;
  readonly picture: Blob;
}

/** A picture is distinguished from a document by its first bytes, because names and types get lost on the way. */
const pictureMagic: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x42, 0x4d], // BMP
  [0x52, 0x49, 0x46, 0x46], // WebP, in RIFF
  [0x49, 0x49, 0x2a, 0x00], // TIFF
  [0x4d, 0x4d, 0x00, 0x2a],
];

/** HEIC and AVIF have their brand at byte 4; videos have another brand there (ISO/IEC 14496-12 section 4.3). */
const pictureBrand = /^ftyp(?:heic|heix|heim|heis|mif1|msf1|avif|avis)$/;

export async function isPicture(blob: Blob): Promise<boolean> {
  const head = new Uint8Array(await blob.slice(0, 12).arrayBuffer());
  const text = String.fromCharCode(...head);
  return (
    pictureMagic.some((magic) => magic.every((byte, at) => head[at] === byte)) ||
    pictureBrand.test(text.slice(4)) ||
    (text.startsWith('%PDF-') && (await isScanned(blob)))
  );
}

/** Bytes. A scanned page has less than a megabyte. */
const largestScan = 32 * 1024 * 1024;

/** Whether a PDF holds a picture; without one it is a document. */
async function isScanned(pdf: Blob): Promise<boolean> {
  return pdf.size <= largestScan && /\/Subtype\s*\/Image\b/.test(await pdf.text());
}
