import * as v from 'valibot';
import { encodeBase64 } from '../../../src/crypto/base64.ts';
import { sha256 } from '../../../src/crypto/hash.ts';
import type { KeysetFields } from '../../../src/documents/keyset.ts';
import { charactersOf, plainCapitals, symbolsOf } from '../../../src/documents/symbols/crockford.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';

/**
 * A keyset before a root key signs it. Its file is carried to the root key's computer and is untrusted: the user compares
 * the check phrase on both computers, and only a keyset that equals the draft is installed.
 */
export type KeysetDraft = Omit<KeysetFields, 'rootKeyId'>;

/** The largest draft that is read, in bytes; the largest keyset takes about 70 kB. */
export const maxDraftBytes = 262_144;
/** Length of the check phrase: 80 bits, so that no second draft with the same phrase can be found. */
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

/** @returns the text of the file; equal drafts have equal texts */
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
 * Parses a draft file. Its values are checked only when it is signed.
 *
 * @param bytes untrusted
 * @param path for the message
 * @throws CommandError `draft-damaged`
 */
export function readDraft(bytes: Uint8Array, path: string): KeysetDraft {
  try {
    const { format: _, ...draft } = v.parse(DraftSchema, JSON.parse(new TextDecoder().decode(bytes)));
    return draft;
  } catch {
    throw new CommandError('draft-damaged', { path: shown(path) });
  }
}

/** @returns the draft of a signed keyset */
export function draftOf({ rootKeyId: _, ...draft }: KeysetFields): KeysetDraft {
  return draft;
}

/** @returns the draft's check phrase: four groups of four characters, the first 80 bits of its text's SHA-256 */
export function checkPhraseOf(draft: KeysetDraft): string {
  const characters = charactersOf(symbolsOf(sha256(new TextEncoder().encode(writeDraft(draft))), phraseCharacters));
  return (characters.match(/.{4}/g) ?? []).join('-');
}

/** Compares a typed check phrase, ignoring case, separators and the similar characters O/0 and I/L/1. */
export function matchesCheckPhrase(draft: KeysetDraft, typed: string): boolean {
  const plain = (text: string) => plainCapitals(text).replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return plain(typed) === plain(checkPhraseOf(draft));
}
