import { xmlFault } from '../../../src/foreign/xmlFault.ts';
import type { ReportRow } from './licenseReport.ts';

const texts = {
  intact: 'intact',
  unknown: 'unknown: only its own vendor’s program can check it. Carry it unchanged.',
  broken: (line: number) =>
    `no: cut short or changed, noticed at line ${line}. Get it again from the program or page that made it.`,
} as const;

/**
 * Explains what can be told about another vendor's file: whether it is whole.
 *
 * @param file exact bytes, untrusted
 */
export function explainForeign(file: Uint8Array): { readonly rows: readonly ReportRow[]; readonly isGood: boolean } {
  const line = xmlFault(file);
  return { rows: [[texts.intact, line === null ? texts.unknown : texts.broken(line)]], isGood: line === null };
}
