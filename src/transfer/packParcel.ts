import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { deflateSync } from 'fflate';
import { fileLimits } from '../documents/fileLimits.ts';
import { Refusal } from '../refusal.ts';
import { compact, countFiles } from './compact.ts';
import { dictionary1 } from './dictionary.ts';
import { plainFileName } from './fileName.ts';
import { writeNames } from './names.ts';
import { containerType, largestFile, type Parcel } from './parcel.ts';

/** Maximum bytes of raw values: their count has 16 bits. */
const mostRaw = 65_535;
/** Longer documents may take several frames; then a digest separates wrongly joined frames from a wrong signature. */
const longestWithoutDigest = 1024;

/**
 * Packs a parcel into a container.
 *
 * @param parcel a document that is not exactly one or more signed files is packed as a file
 * @returns the container, at least 2 bytes
 * @throws Refusal `parcel-too-large` with `bytes` and `cap`
 */
export function packParcel(parcel: Parcel): Uint8Array {
  // Readers that know no names ignore them: they are behind the last block of deflate.
  const names = parcel.kind === 'document' && parcel.names ? writeNames(parcel.names) : new Uint8Array();
  const document = parcel.kind === 'document' ? packDocument(parcel.bytes) : null;
  if (document && document[0] !== containerType.documents) return concatBytes(document, names);
  const file = packFile(parcel);
  // Many similar documents deflate better without compacting.
  const shorter = document && document.length < file.length ? document : file;
  return shorter[0] === containerType.file ? shorter : concatBytes(shorter, names);
}

function packDocument(bytes: Uint8Array): Uint8Array | null {
  const compacted = bytes.length > largestFile ? null : compact(bytes);
  if (!compacted || compacted.raw.length > mostRaw) return null;
  const deflated = deflateSync(new TextEncoder().encode(compacted.text), { level: 9, dictionary: dictionary1 });
  const rawLength = Uint8Array.of(compacted.raw.length >> 8, compacted.raw.length);
  const content = concatBytes(rawLength, compacted.raw, deflated);
  if (countFiles(compacted) > 1) return concatBytes(Uint8Array.of(containerType.documents), sha256(bytes), content);
  if (bytes.length > fileLimits.document) return null;
  if (content.length < longestWithoutDigest) return concatBytes(Uint8Array.of(containerType.document), content);
  return concatBytes(Uint8Array.of(containerType.documentWithDigest), sha256(bytes), content);
}

function packFile(parcel: Parcel): Uint8Array {
  const { length } = parcel.bytes;
  if (length > largestFile) throw new Refusal('parcel-too-large', { bytes: length, cap: largestFile });
  const name = new TextEncoder().encode(plainFileName(parcel.name ?? ''));
  const body = concatBytes(Uint8Array.of(name.length), name, parcel.bytes);
  const deflated = deflateSync(body, { level: 9 });
  const shrinks = deflated.length < body.length;
  const type = shrinks ? containerType.deflatedFile : containerType.file;
  return concatBytes(Uint8Array.of(type), sha256(body), shrinks ? deflated : body);
}
