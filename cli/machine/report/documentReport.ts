import type { LicensedMachine } from '../../../installed/licensedMachine.ts';
import { contentsOf } from '../../../src/documents/contents/contents.ts';
import type { DocumentType } from '../../../src/documents/documentType.ts';
import { documentReport } from '../../../src/messages/documentReport.ts';
import { documents as words } from '../../../src/messages/en/documents.ts';
import { componentNames } from '../../../src/messages/en/parts/componentNames.ts';
import { pinnedKeys } from '../../../src/verify/keyset.ts';

/**
 * Writes a report on a document for a security officer.
 *
 * @param name of the file
 * @param file exact bytes
 * @param machine null without a vendor profile: only documents that carry their own key are then reported
 * @param notes what is not in the file, and why
 * @throws Refusal every code of `contentsOf`
 */
export function reportOn(
  { name, file, type }: { readonly name: string; readonly file: Uint8Array; readonly type: DocumentType },
  machine: LicensedMachine | null,
  notes: readonly string[] = [],
): string {
  const keys = machine
    ? [...pinnedKeys(machine.profile.rootKeys), ...machine.keyset.keyset.keys.map(({ publicKey }) => publicKey)]
    : [];
  const contents = contentsOf(file, type, keys);
  return documentReport({ name, file, contents, notes }, { words, language: 'en', components: componentNames });
}
