import type { DocumentType } from './documentType.ts';

export type FileKind =
  | DocumentType
  | 'unity-request'
  | 'unity-license'
  | 'unity-named-user'
  | 'web-page'
  | 'empty'
  | 'unknown';

/** Bytes read at either end. A Unity license has at most about 3 kB, our signature line 160 bytes. */
const HEAD_BYTES = 4096;
const TAIL_BYTES = 512;

/**
 * Recognizes the type of a file by its content, damaged or not. This decides what happens next and which refusal is shown;
 * it proves nothing. Never throws.
 *
 * @param file exact bytes, of any size
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
  if (/<ActivationReceipt\b/.test(head)) return 'activation';
  if (/<EntitlementGroup\b/.test(head)) return 'unity-named-user';
  if (/<SystemInfo\b/.test(head)) return 'unity-request';
  // Unity's licenses also begin with <License id="Terms">; ours continue with the id and end in another signature.
  if (!/<License\b/.test(head)) return 'unknown';
  if (/<License id="Terms">\s*<LicenseID\b/.test(head) || /<Signature[^<>]*Ed25519/.test(tail)) return 'license';
  return /<(?:MachineID|SerialHash|DeveloperData|MachineBindings)\b|xmldsig/.test(head) ? 'unity-license' : 'unknown';
}
