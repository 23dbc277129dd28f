import { Refusal } from '../../refusal.ts';
import { isDocumentType } from '../documentType.ts';
import { openEnvelope } from '../envelope.ts';
import { recognize } from '../recognize.ts';
import type { ScannedKind } from './retype.ts';

/** A whole document that a scanner types: it is complete, and its signature can be read. Nothing in it is authentic. */
export const scannedDocument: ScannedKind = {
  alphabet: Array.from({ length: 0x7f - 0x21 }, (_, at) => String.fromCharCode(0x21 + at)).join(''),
  read(text) {
    const document = `${text.trim().replace(/\r\n?/g, '\n')}\n`;
    const file = new TextEncoder().encode(document);
    const type = recognize(file);
    return isDocumentType(type) && canOpen(() => openEnvelope(file, type)) ? document : null;
  },
  resembles: (text) => /^\s*<\?xml version/.test(text),
};

function canOpen(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
