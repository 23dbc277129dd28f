import { encodeBase64 } from '../../../src/crypto/base64.ts';
import { writeKeyset } from '../../../src/documents/keyset.ts';
import { Refusal } from '../../../src/refusal.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import type { OpenRootKey } from '../keystore/rootKey.ts';
import type { KeysetDraft } from './draft.ts';

/**
 * Signs a draft.
 *
 * @param path of the draft, for the message
 * @returns the keyset file, exact bytes
 * @throws CommandError `draft-damaged` if its values are not allowed in a keyset
 */
export async function signDraft(draft: KeysetDraft, root: OpenRootKey, path: string): Promise<Uint8Array> {
  try {
    return await writeKeyset({ ...draft, rootKeyId: root.keyId }, root);
  } catch (error) {
    if (error instanceof Refusal) throw new CommandError('draft-damaged', { path: shown(path) });
    throw error;
  }
}

/** @returns whether a profile pins this root key */
export function isPinned({ publicKey }: OpenRootKey, { rootKeys }: { readonly rootKeys: readonly string[] }): boolean {
  return rootKeys.includes(encodeBase64(publicKey));
}
