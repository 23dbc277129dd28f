import { Refusal } from '../../refusal.ts';
import { documentTypes, elementNameOf } from '../documentType.ts';
import { fileLimits } from '../fileLimits.ts';
import { type FileKind, recognize } from '../recognize.ts';
import { isArchive, isEncryptedZip, unpack } from './archive.ts';
import { damagedRefusal } from './choose.ts';
import { binaryKind } from './decode.ts';
import { explore } from './explore.ts';
import { type Healing, heal } from './heal.ts';

/**
 * Explains why bytes hold no document that can be used.
 *
 * @param bytes untrusted, of any size
 * @param healing of these bytes, where the caller has it
 * @returns Refusal `file-empty`, `file-too-large`, `file-cut-short`, `file-damaged`, `file-is-web-page`,
 *   `file-of-another-vendor`, or `file-unrecognized` with `kind` where it is known
 */
export function diagnose(bytes: Uint8Array, healing?: Healing): Refusal {
  if (bytes.length > fileLimits.opened) {
    return new Refusal('file-too-large', { bytes: bytes.length, limit: fileLimits.opened });
  }
  const [document] = (healing ?? heal(bytes)).documents;
  return document ? damagedRefusal(document) : diagnoseUnhealed(bytes);
}

function diagnoseUnhealed(bytes: Uint8Array): Refusal {
  const binary = isEncryptedZip(bytes) ? 'encrypted-archive' : isUnreadable(bytes) ? 'archive' : binaryKind(bytes);
  if (binary) return new Refusal('file-unrecognized', { kind: binary });
  const refusals = [...explore(bytes)].map(({ text, squeezed }) => diagnoseText(text, squeezed.text));
  const telling = refusals.find((refusal) => refusal !== null && refusal.code !== 'file-empty');
  if (telling) return telling;
  if (isArchive(bytes)) return new Refusal('file-unrecognized', { kind: 'archive-of-others' });
  return new Refusal(bytes.length === 0 || refusals[0]?.code === 'file-empty' ? 'file-empty' : 'file-unrecognized');
}

/** @returns whether an archive uses a method that is not known here, or is too damaged to yield a file */
function isUnreadable(bytes: Uint8Array): boolean {
  return isArchive(bytes) && unpack(bytes, fileLimits.opened).every(({ length }) => length === 0);
}

/** @returns null for a text that tells nothing */
function diagnoseText(text: string, squeezed: string): Refusal | null {
  if (squeezed === '') return new Refusal('file-empty');
  const foreign = foreignKinds[recognize(new TextEncoder().encode(text))];
  if (foreign) return foreign();
  if (isBeginning(squeezed)) return new Refusal('file-cut-short');
  if (isShortcut(text)) return new Refusal('file-unrecognized', { kind: 'shortcut' });
  return /<SignatureAlgorithm="Ed25519[-"]/i.test(squeezed)
    ? new Refusal('file-damaged', { damages: ['start-missing'] })
    : null;
}

/** @returns whether a text is a link to a file: an Internet shortcut of Windows, a web location of macOS, a desktop entry */
function isShortcut(text: string): boolean {
  return (
    /^\s{0,8}\[(?:InternetShortcut|Desktop Entry)\]/.test(text) ||
    /<plist[^<>]{0,80}>\s{0,80}<dict>\s{0,80}<key>URL</.test(text)
  );
}

const unity = (kind: string) => () => new Refusal('file-of-another-vendor', { vendor: 'Unity', kind });

const foreignKinds: Partial<Record<FileKind, () => Refusal>> = {
  'web-page': () => new Refusal('file-is-web-page'),
  'unity-request': unity('request'),
  'unity-license': unity('license'),
  'unity-named-user': unity('named-user'),
};

/** @returns whether a text, without white space, is broken off before its document says which one it is */
function isBeginning(squeezed: string): boolean {
  return documentTypes
    .map((type) => `<?xmlversion="1.0"encoding="UTF-8"?><root><${elementNameOf(type)}id="Terms">`)
    .some((beginning) => beginning.startsWith(squeezed) || squeezed.startsWith(beginning));
}
