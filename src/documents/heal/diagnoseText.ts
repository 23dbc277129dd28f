import { Refusal } from '../../refusal.ts';
import { documentTypes, elementNameOf } from '../documentType.ts';
import { type FileKind, recognize } from '../recognize.ts';

/** Characters at either end of a text that tell what kind of file it is. */
const TELLING = 4096;

/** @returns why a text holds no document; null when it tells nothing */
export function diagnoseText(text: string, squeezed: string): Refusal | null {
  if (squeezed === '') return new Refusal('file-empty');
  const foreign = foreignKinds[recognize(new TextEncoder().encode(bothEnds(text)))];
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

function bothEnds(text: string): string {
  return text.length <= 2 * TELLING ? text : text.slice(0, TELLING) + text.slice(-TELLING);
}
