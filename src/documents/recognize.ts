import type { DocumentType } from './documentType.ts';

export type FileKind =
  | DocumentType
  | 'unity-request'
  | 'unity-license'
  | 'unity-named-user'
  | 'web-page'
  | 'empty'
  | 'unknown';

/** As much of either end as is looked at, in bytes. A Unity license is at most about 3 kB, our signature 160 bytes. */
const HEAD_BYTES = 4096;
const TAIL_BYTES = 512;

/**
 * Says by its content what a file appears to be, damaged or not. It proves nothing about the file; it chooses what to do
 * with it next, and which refusal to show.
 *
 * @param file exact bytes, of any size
 * @returns never throws
 */
export function recognize(file: Uint8Array): FileKind {
  const decoder = new TextDecoder();
  const head = decoder.decode(file.subarray(0, HEAD_BYTES)).trimStart();
  if (head === '') return file.length <= HEAD_BYTES ? 'empty' : 'unknown';
  if (head.startsWith('<') && /<(?:!doctype\s+html|html)[\s>]/i.test(head)) return 'web-page';
  const tail = decoder.decode(file.subarray(Math.max(0, file.length - TAIL_BYTES)));
  return kindOfXml(head, tail);
}

function kindOfXml(head: string, tail: string): FileKind {
  if (/<LicenseRequest\b/.test(head)) return 'request';
  if (/<Keyset\b/.test(head)) return 'keyset';
  if (/<LicenseReturn\b/.test(head)) return 'return';
  if (/<EntitlementGroup\b/.test(head)) return 'unity-named-user';
  if (/<SystemInfo\b/.test(head)) return 'unity-request';
  // Unity's license and ours share <License id="Terms">: ours begins with its id and ends in another signature.
  if (!/<License\b/.test(head)) return 'unknown';
  if (/<License id="Terms">\s*<LicenseID\b/.test(head) || /<Signature[^>]*Ed25519/.test(tail)) return 'license';
  return /<(?:MachineID|SerialHash|DeveloperData|MachineBindings)\b|xmldsig/.test(head) ? 'unity-license' : 'unknown';
}
