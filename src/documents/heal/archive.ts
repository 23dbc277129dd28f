import { inflateBeginning } from '../inflate/inflate.ts';
import { isTar, untar } from './tar.ts';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;
/** More files in an archive than one trip has documents. */
const mostEntries = 600;

/** @returns whether bytes are a zip, gzip or tar archive */
export function isArchive(bytes: Uint8Array): boolean {
  return isZip(bytes) || isGzip(bytes) || isTar(bytes);
}

/** @returns whether a zip archive needs a password */
export function isEncryptedZip(bytes: Uint8Array): boolean {
  return isZip(bytes) && ((bytes[6] ?? 0) & 1) === 1;
}

/** A file in an archive. */
export interface ArchivedFile {
  /** Its path in the archive, untrusted; empty in gzip, which has one file. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Unpacks zip (APPNOTE.TXT 6.3.10), gzip (RFC 1952) and tar. A damaged archive yields what can be read of it.
 *
 * @param bytes untrusted
 * @param most bytes to return, all files together
 * @returns its files, in their order
 */
export function unpackFiles(bytes: Uint8Array, most: number): readonly ArchivedFile[] {
  if (isGzip(bytes)) return [{ path: '', bytes: inflateBeginning(bytes.subarray(gzipHeaderLength(bytes)), most) }];
  if (!isZip(bytes)) return untar(bytes, mostEntries);
  const files: ArchivedFile[] = [];
  let left = most;
  for (const { path, method, data } of entriesOf(bytes)) {
    if (left <= 0) break;
    const file = method === DEFLATED ? inflateBeginning(data, left) : data.subarray(0, left);
    // An empty file costs as well.
    left -= file.length + 512;
    files.push({ path, bytes: file });
  }
  return files;
}

/** As {@link unpackFiles}. @returns the content of the files */
export function unpack(bytes: Uint8Array, most: number): readonly Uint8Array[] {
  return unpackFiles(bytes, most).map((file) => file.bytes);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes.length > 30 && uint32(bytes, 0) === LOCAL_HEADER;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === DEFLATED;
}

function gzipHeaderLength(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + uint16(bytes, at);
  if (flags & 8) at = afterNul(bytes, at);
  if (flags & 16) at = afterNul(bytes, at);
  return flags & 2 ? at + 2 : at;
}

function afterNul(bytes: Uint8Array, from: number): number {
  const nul = bytes.indexOf(0, from);
  return nul < 0 ? bytes.length : nul + 1;
}

interface ArchiveEntry {
  readonly path: string;
  readonly method: number;
  readonly data: Uint8Array;
}

/** The central directory knows the sizes; without one, the archive was cut short and the local headers must do. */
function entriesOf(bytes: Uint8Array): readonly ArchiveEntry[] {
  const listed = centralEntries(bytes);
  return listed.length > 0 ? listed : localEntries(bytes);
}

function centralEntries(bytes: Uint8Array): readonly ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  let at = centralDirectory(bytes);
  while (at >= 0 && at + 46 <= bytes.length && uint32(bytes, at) === CENTRAL_HEADER && entries.length < mostEntries) {
    const nameLength = uint16(bytes, at + 28);
    const name = bytes.subarray(at + 46, at + 46 + nameLength);
    const size = uint32(bytes, at + 20);
    entries.push(...localEntry(bytes, uint32(bytes, at + 42), name, size));
    at += 46 + nameLength + uint16(bytes, at + 30) + uint16(bytes, at + 32);
  }
  return entries;
}

/** @returns where the central directory begins; -1 without a record of its end */
function centralDirectory(bytes: Uint8Array): number {
  const lowest = Math.max(0, bytes.length - 66_000);
  for (let at = bytes.length - 22; at >= lowest; at--) {
    if (bytes[at] === 0x50 && uint32(bytes, at) === 0x06054b50) return uint32(bytes, at + 16);
  }
  return -1;
}

function localEntries(bytes: Uint8Array): readonly ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  for (let at = 0; at + 30 <= bytes.length && uint32(bytes, at) === LOCAL_HEADER && entries.length < mostEntries; ) {
    const nameLength = uint16(bytes, at + 26);
    const size = uint32(bytes, at + 18);
    const name = bytes.subarray(at + 30, at + 30 + nameLength);
    // Without a size here, it stands behind the data: the last entry that can be read.
    entries.push(...localEntry(bytes, at, name, size || bytes.length));
    if (size === 0 && (bytes[at + 6] ?? 0) & 8) break;
    at += 30 + nameLength + uint16(bytes, at + 28) + size;
  }
  return entries;
}

function localEntry(bytes: Uint8Array, at: number, name: Uint8Array, size: number): readonly ArchiveEntry[] {
  if (at + 30 > bytes.length || uint32(bytes, at) !== LOCAL_HEADER) return [];
  const method = uint16(bytes, at + 8);
  const path = new TextDecoder().decode(name);
  if ((method !== STORED && method !== DEFLATED) || isJunk(path)) return [];
  const from = at + 30 + uint16(bytes, at + 26) + uint16(bytes, at + 28);
  return [{ path, method, data: bytes.subarray(from, from + size) }];
}

/** Folders, and what macOS adds. */
function isJunk(path: string): boolean {
  return path.endsWith('/') || path.startsWith('__MACOSX/') || /(?:^|\/)\.(?:_|DS_Store)/.test(path);
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function uint32(bytes: Uint8Array, at: number): number {
  return (uint16(bytes, at) | (uint16(bytes, at + 2) << 16)) >>> 0;
}
