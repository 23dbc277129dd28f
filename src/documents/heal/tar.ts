const block = 512;
const CHECKSUM_AT = 148;
const CHECKSUM_LENGTH = 8;
const SIZE_AT = 124;
const TYPE_AT = 156;
/** A regular file: '0', '7' (contiguous), or NUL in archives older than POSIX. */
const fileTypes: readonly number[] = [0x30, 0x37, 0x00];

/** @returns whether bytes begin with a header of tar: its checksum tells, because old archives have no other mark */
export function isTar(bytes: Uint8Array): boolean {
  return isHeader(bytes, 0);
}

/**
 * Unpacks tar (POSIX.1-2017 pax, section "ustar Interchange Format"). Links, folders, extended headers, and what macOS
 * adds, are left out. A damaged archive yields what can be read of it.
 *
 * @param bytes untrusted
 * @param mostFiles to return
 */
export function untar(
  bytes: Uint8Array,
  mostFiles: number,
): readonly { readonly path: string; readonly bytes: Uint8Array }[] {
  const files: { readonly path: string; readonly bytes: Uint8Array }[] = [];
  for (let at = 0; isHeader(bytes, at) && files.length < mostFiles; ) {
    const size = octal(bytes, at + SIZE_AT, 12);
    const from = at + block;
    const path = pathAt(bytes, at);
    if (fileTypes.includes(bytes[at + TYPE_AT] ?? 0) && !isAppleDouble(path)) {
      files.push({ path, bytes: bytes.subarray(from, from + size) });
    }
    at = from + Math.ceil(size / block) * block;
  }
  return files;
}

function isHeader(bytes: Uint8Array, at: number): boolean {
  if (at + block > bytes.length || bytes[at] === 0) return false;
  let sum = CHECKSUM_LENGTH * 0x20;
  for (let offset = 0; offset < block; offset++) {
    const isChecksum = offset >= CHECKSUM_AT && offset < CHECKSUM_AT + CHECKSUM_LENGTH;
    if (!isChecksum) sum += bytes[at + offset] ?? 0;
  }
  return sum === octal(bytes, at + CHECKSUM_AT, CHECKSUM_LENGTH);
}

/** @returns the value of an octal field that ends at NUL or a space; NaN when there is none */
function octal(bytes: Uint8Array, at: number, length: number): number {
  const field = String.fromCharCode(...bytes.subarray(at, at + length));
  return Number.parseInt(/^ *([0-7]{1,11})/.exec(field)?.[1] ?? '', 8);
}

/** macOS puts `._name` before each file that has extended attributes. */
function isAppleDouble(path: string): boolean {
  return /(?:^|\/)\._[^/]*$/.test(path);
}

/** @returns the name field of a header; a longer path is cut off */
function pathAt(bytes: Uint8Array, at: number): string {
  const [path = ''] = new TextDecoder().decode(bytes.subarray(at, at + 100)).split('\0', 1);
  return path;
}
