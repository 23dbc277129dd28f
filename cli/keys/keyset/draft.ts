import * as v from 'valibot';
import { encodeBase64 } from '../../../src/crypto/base64.ts';
import { sha256 } from '../../../src/crypto/hash.ts';
import { charactersOf, symbolsOf } from '../../../src/documents/crockford.ts';
import type { KeysetFields } from '../../../src/documents/keyset.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';

/**
 * A keyset that no root key has signed yet, as a file that is carried to where the root key is. It proves nothing: the
 * person compares its check phrase on both computers, and only what says the same is installed when it comes back.
 */
export type KeysetDraft = Omit<KeysetFields, 'rootKeyId'>;

/** Bytes of the largest draft that is read; the largest keyset takes about 70 kB. */
export const maxDraftBytes = 262_144;
/** Of the check phrase: 80 bits, so that nobody finds another draft with the same one. */
const phraseCharacters = 16;

const DraftSchema = v.strictObject({
  format: v.literal('keyferry-keyset-draft/1'),
  product: v.string(),
  version: v.number(),
  epoch: v.number(),
  issuedAt: v.string(),
  keys: v.array(
    v.strictObject({
      keyId: v.string(),
      publicKey: v.pipe(
        v.string(),
        v.base64(),
        v.transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
      ),
      notBefore: v.string(),
      notAfter: v.string(),
    }),
  ),
  revokedKeys: v.array(v.string()),
  revokedLicenses: v.array(v.string()),
});

/** @returns the text of the file; one draft has one text */
export function writeDraft(draft: KeysetDraft): string {
  const { product, version, epoch, issuedAt, keys, revokedKeys, revokedLicenses } = draft;
  const listed = keys.map(({ keyId, publicKey, notBefore, notAfter }) => ({
    keyId,
    publicKey: encodeBase64(publicKey),
    notBefore,
    notAfter,
  }));
  const head = { format: 'keyferry-keyset-draft/1', product, version, epoch, issuedAt };
  return `${JSON.stringify({ ...head, keys: listed, revokedKeys, revokedLicenses }, null, 2)}\n`;
}

/**
 * Takes a draft file apart. Whether its values may stand in a keyset shows when it is signed.
 *
 * @param path for the message
 * @throws Trouble `draft-damaged`
 */
export function readDraft(bytes: Uint8Array, path: string): KeysetDraft {
  try {
    const { format: _, ...draft } = v.parse(DraftSchema, JSON.parse(new TextDecoder().decode(bytes)));
    return draft;
  } catch {
    throw new CommandError('draft-damaged', { path: shown(path) });
  }
}

/** @returns the draft that a keyset was signed from */
export function draftOf({ rootKeyId: _, ...draft }: KeysetFields): KeysetDraft {
  return draft;
}

/** @returns what both computers show for one draft: four times four characters, first bits of its text's SHA-256 */
export function checkPhraseOf(draft: KeysetDraft): string {
  const characters = charactersOf(symbolsOf(sha256(new TextEncoder().encode(writeDraft(draft))), phraseCharacters));
  return (characters.match(/.{4}/g) ?? []).join('-');
}

/** Whether somebody typed this draft's phrase, in whatever case and with whatever between the groups. */
export function matchesCheckPhrase(draft: KeysetDraft, typed: string): boolean {
  const plain = (text: string) => text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return plain(typed) === plain(checkPhraseOf(draft));
}
