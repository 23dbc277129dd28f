import { describe, expect, test } from 'vitest';
import { CommandError } from '../../../../cli/errors.ts';
import {
  checkPhraseOf,
  type KeysetDraft,
  matchesCheckPhrase,
  readDraft,
  writeDraft,
} from '../../../../cli/keys/keyset/draft.ts';
import { seedSigner } from '../../../../src/crypto/ed25519.ts';
import { keyIdOf } from '../../../../src/crypto/keyId.ts';

const { publicKey } = seedSigner(new Uint8Array(32).fill(1));
const draft: KeysetDraft = {
  product: 'orrery',
  version: 2,
  epoch: 1,
  issuedAt: '2026-11-23T10:00:00Z',
  keys: [{ keyId: keyIdOf(publicKey), publicKey, notBefore: '2026-11-23T00:00:00Z', notAfter: '2028-11-23T00:00:00Z' }],
  revokedKeys: ['AAAAAAAAAAA'],
  revokedLicenses: ['AAAAAAAAAAAAAAAAAAAAAA'],
};
const bytes = (text: string) => new TextEncoder().encode(text);

test('a draft reads back as written, and its phrase is the same on every computer', () => {
  expect(readDraft(bytes(writeDraft(draft)), 'x')).toEqual(draft);
  expect(checkPhraseOf(readDraft(bytes(writeDraft(draft)), 'x'))).toBe(checkPhraseOf(draft));
  expect(checkPhraseOf(draft)).toMatchInlineSnapshot(`"SPTT-54N8-NWEP-CEH9"`);
});

test('every field changes the phrase', () => {
  const [key] = draft.keys;
  const other = seedSigner(new Uint8Array(32).fill(2)).publicKey;
  const changes: Partial<KeysetDraft>[] = [
    { product: 'orrery2' },
    { version: 3 },
    { epoch: 2 },
    { issuedAt: '2026-11-23T10:00:01Z' },
    { keys: [] },
    { keys: key ? [{ ...key, publicKey: other }] : [] },
    { keys: key ? [{ ...key, keyId: keyIdOf(other) }] : [] },
    { keys: key ? [{ ...key, notBefore: '2026-11-24T00:00:00Z' }] : [] },
    { keys: key ? [{ ...key, notAfter: '2029-11-23T00:00:00Z' }] : [] },
    { revokedKeys: [] },
    { revokedLicenses: [] },
  ];
  const phrases = [draft, ...changes.map((change) => ({ ...draft, ...change }))].map(checkPhraseOf);
  expect(new Set(phrases).size).toBe(changes.length + 1);
});

test('a phrase is accepted in any case, with look-alike letters, with or without hyphens, and in no other form', () => {
  const phrase = checkPhraseOf(draft);
  const spellings = [phrase, phrase.toLowerCase(), phrase.replaceAll('-', ' '), phrase.replaceAll('-', '')];
  for (const typed of [...spellings, phrase.replaceAll('0', 'o').replaceAll('1', 'l')]) {
    expect(matchesCheckPhrase(draft, ` ${typed} `)).toBe(true);
  }
  const swapped = phrase.replace(/^(.)(.)/, '$2$1');
  const wrong = swapped === phrase ? phrase.replace(/^../, 'ZZ') : swapped;
  for (const typed of ['', phrase.slice(0, -1), `${phrase}0`, wrong])
    expect(matchesCheckPhrase(draft, typed)).toBe(false);
});

describe('an invalid draft', () => {
  const json = JSON.parse(writeDraft(draft));
  test.each([
    ['nothing', ''],
    ['no JSON', '<?xml version="1.0"?>'],
    ['another file', '{"format":"keyferry-keystore/1"}'],
    ['a later format', JSON.stringify({ ...json, format: 'keyferry-keyset-draft/2' })],
    ['an additional field', JSON.stringify({ ...json, rootKeyId: 'AAAAAAAAAAA' })],
    ['a missing field', JSON.stringify({ ...json, revokedKeys: undefined })],
    ['keys of another type', JSON.stringify({ ...json, keys: ['AAAAAAAAAAA'] })],
    ['half of a draft', writeDraft(draft).slice(0, 200)],
  ])('is refused: %s', (_, text) => {
    expect(() => readDraft(bytes(text), 'x')).toThrow(CommandError);
    expect(() => readDraft(bytes(text), 'x')).toThrow('draft-damaged');
  });
});
