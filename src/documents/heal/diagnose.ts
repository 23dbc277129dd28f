import { Refusal } from '../../refusal.ts';
import { fileLimits } from '../fileLimits.ts';
import { isArchive, isEncryptedZip, unpack } from './archive.ts';
import { damagedRefusal } from './choose.ts';
import { binaryKind } from './decode.ts';
import { type Healing, heal } from './heal.ts';

/**
 * Explains why bytes hold no document that can be used.
 *
 * @param bytes untrusted, of any size
 * @param healing of these bytes, where the caller has it
 * @param most as for `explore`
 * @returns Refusal `file-empty`, `file-too-large`, `file-cut-short`, `file-damaged`, `file-is-web-page`,
 *   `file-of-another-vendor`, or `file-unrecognized` with `kind` where it is known
 */
export function diagnose(bytes: Uint8Array, healing?: Healing, most: number = fileLimits.opened): Refusal {
  if (bytes.length > fileLimits.opened) {
    return new Refusal('file-too-large', { bytes: bytes.length, limit: fileLimits.opened });
  }
  const { documents, refusals } = healing ?? heal(bytes, most);
  const [document] = documents;
  return document ? damagedRefusal(document) : diagnoseUnhealed(bytes, refusals, most);
}

/** @param refusals what each text in the bytes tells */
function diagnoseUnhealed(bytes: Uint8Array, refusals: readonly (Refusal | null)[], most: number): Refusal {
  const binary = isEncryptedZip(bytes)
    ? 'encrypted-archive'
    : isUnreadable(bytes, most)
      ? 'archive'
      : binaryKind(bytes);
  if (binary) return new Refusal('file-unrecognized', { kind: binary });
  const telling = refusals.find((refusal) => refusal !== null && refusal.code !== 'file-empty');
  if (telling) return telling;
  if (isArchive(bytes)) return new Refusal('file-unrecognized', { kind: 'archive-of-others' });
  return new Refusal(bytes.length === 0 || refusals[0]?.code === 'file-empty' ? 'file-empty' : 'file-unrecognized');
}

/** @returns whether an archive uses a method that is not known here, or is too damaged to yield a file */
function isUnreadable(bytes: Uint8Array, most: number): boolean {
  return isArchive(bytes) && unpack(bytes, most).every(({ length }) => length === 0);
}
