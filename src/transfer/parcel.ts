import { sha256 } from '@noble/hashes/sha2.js';
import { sameBytes } from '../crypto/bytes.ts';
import { fileLimits } from '../documents/fileLimits.ts';
import { inflateBefore } from '../documents/inflate/inflate.ts';
import { Refusal } from '../refusal.ts';
import { countFiles, restore } from './compact.ts';
import { dictionary1 } from './dictionary.ts';
import { longestName, plainFileName } from './fileName.ts';
import { type MachineNames, readNames } from './names.ts';
import { utf8Text } from './utf8.ts';

/** What is transferred: one or several signed files one after another, or any other bytes with an optional name. */
export interface Parcel {
  readonly kind: 'document' | 'file';
  /** Only of a file: a plain file name, at most 120 bytes of UTF-8. */
  readonly name?: string;
  readonly bytes: Uint8Array;
  /** Only with documents: what people call the machines that they are about. Untrusted labels. */
  readonly names?: MachineNames;
}

/** The first byte of a container. A number never changes its meaning; a new dictionary takes a new number. */
export const containerType = {
  document: 0x01,
  documentWithDigest: 0x02,
  /** Several, such as a license with its keyset. */
  documents: 0x03,
  file: 0x10,
  deflatedFile: 0x11,
} as const;

const digestLength = 32;
const documentCap = fileLimits.document;
/** Bytes of the largest file: 256 KiB. */
export const largestFile = fileLimits.carried;
/** Length byte, name and file. */
const bodyCap = 1 + longestName + largestFile;
/** Bytes of the longest container: a file of 256 KiB that deflate does not shorten. */
export const longestContainer = 1 + digestLength + bodyCap;

/**
 * Unpacks a container.
 *
 * @param container untrusted, complete
 * @returns the parcel; a document in it is not verified yet
 * @throws Refusal `parcel-damaged`, `parcel-too-large`; `frame-version-unsupported` with `part`: packed by a newer version
 */
export function unpackParcel(container: Uint8Array): Parcel {
  const [type] = container;
  if (type === undefined) throw new Refusal('parcel-damaged');
  const content = container.subarray(1);
  switch (type) {
    case containerType.document:
      return unpackDocument(content);
    case containerType.documentWithDigest: {
      const parcel = unpackDocument(content.subarray(digestLength));
      checkDigest(content, parcel.bytes);
      return parcel;
    }
    case containerType.documents: {
      const parcel = unpackDocument(content.subarray(digestLength), largestFile, 'several');
      checkDigest(content, parcel.bytes);
      return parcel;
    }
    case containerType.file:
      return unpackFile(content, content.subarray(digestLength));
    case containerType.deflatedFile: {
      const { bytes, rest } = inflateBefore(content.subarray(digestLength), bodyCap);
      return withNames(unpackFile(content, bytes), rest);
    }
    default:
      throw new Refusal('frame-version-unsupported', { part: 'container type' });
  }
}

/**
 * @param cap maximum bytes of text and of result
 * @param count how many files this type of container holds
 */
function unpackDocument(content: Uint8Array, cap: number = documentCap, count: 'one' | 'several' = 'one'): Parcel {
  const rawEnd = 2 + (((content[0] ?? 0) << 8) | (content[1] ?? 0));
  if (content.length <= rawEnd) throw new Refusal('parcel-damaged');
  const inflated = inflateBefore(content.subarray(rawEnd), cap, dictionary1);
  const text = utf8Text(inflated.bytes);
  const compacted = text === null ? null : { text, raw: content.subarray(2, rawEnd) };
  const bytes = compacted && restore(compacted);
  if (!compacted || !bytes || countFiles(compacted) > 1 !== (count === 'several')) throw new Refusal('parcel-damaged');
  if (bytes.length > cap) throw new Refusal('parcel-too-large', { cap });
  return withNames({ kind: 'document', bytes }, inflated.rest);
}

function withNames(parcel: Parcel, rest: Uint8Array): Parcel {
  const names = readNames(rest);
  return names.size > 0 ? { ...parcel, names } : parcel;
}

function unpackFile(content: Uint8Array, body: Uint8Array): Parcel {
  if (body.length > bodyCap) throw new Refusal('parcel-too-large', { cap: largestFile });
  checkDigest(content, body);
  const nameEnd = 1 + (body[0] ?? 0);
  if (body.length < nameEnd) throw new Refusal('parcel-damaged');
  const name = plainFileName(utf8Text(body.subarray(1, nameEnd)) ?? '');
  const bytes = body.slice(nameEnd);
  return name ? { kind: 'file', name, bytes } : { kind: 'file', bytes };
}

function checkDigest(content: Uint8Array, bytes: Uint8Array): void {
  if (!sameBytes(sha256(bytes), content.subarray(0, digestLength))) throw new Refusal('parcel-damaged');
}
