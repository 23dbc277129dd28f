import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Files whose texts are for the vendor's staff, who know the technical terms. */
const forStaff = /^(?:(?:admin|adminRefusals|serialChange)\.ts|support\b.*)$/;

interface Forbidden {
  readonly words: RegExp;
  readonly why: string;
}

/** Words that a person who activates a program need not know. */
const forbidden: Readonly<Record<'en' | 'de', readonly Forbidden[]>> = {
  en: [
    { words: /\bseats?\b/i, why: 'a seat is a chair; say which computers can be activated' },
    { words: /random mark/i, why: 'says nothing; it is an identifier' },
    { words: /\btak(?:e|es|ing) along\b|\bmoves? along\b/i, why: 'sounds like luggage' },
    { words: /\breceipts?\b/i, why: 'nothing was paid; it is a return slip' },
    { words: /\bkeysets?\b/i, why: 'a word of the source code; say key list' },
    { words: /\bcouriers?\b/i, why: 'a word of the source code; say this device' },
    { words: /\bhash(?:es|ed)?\b/i, why: 'a technical term; say fingerprint' },
    { words: /\bparcels?\b|\bframes? of\b/i, why: 'words of the source code; say codes' },
    { words: /\bdocument types?\b|\bpayloads?\b|\benvelopes?\b/i, why: 'technical terms; say file' },
    { words: /\btombstones?\b|\berrands?\b|\bnonces?\b|\bepochs?\b/i, why: 'words of the source code' },
    { words: /\bbase64\b|\bUTF-8\b|\bIndexedDB\b|\bHTTP status\b/i, why: 'technical terms' },
    { words: /(?<!virtual )\bmachines?\b/i, why: 'people say computer' },
  ],
  de: [
    { words: /\b(?:Lizenz)?[Pp]lätzen?\b|\bPlatz (?:frei|belegt|mitnehmen)/, why: 'Computer lassen sich aktivieren' },
    { words: /Zufallskennung|Zufallsmarke/, why: 'es ist eine Kennung' },
    { words: /\bmitnehmen Sie den\b|zieht mit um/, why: 'klingt nach Gepäck' },
    { words: /\bBelege?\b|[a-zä]belege?\b/, why: 'nichts wurde bezahlt; es ist ein Rückgabeschein' },
    { words: /Anforderung/, why: 'im selben Assistenten heißt sie Anfrage' },
    { words: /Schlüsselsatz|\bKeyset/i, why: 'Schlüsselliste' },
    { words: /\bHash(?:es|s|wert)?\b|\bHashes/i, why: 'Fingerabdruck' },
    { words: /Kurier|\bPaket/i, why: 'Wörter des Quelltexts' },
    { words: /Dokumenttyp|Nutzlast/i, why: 'Datei' },
    { words: /\bbase64\b|\bUTF-8\b|\bIndexedDB\b/i, why: 'Fachwörter' },
    { words: /(?<!virtuelle )\bMaschinen?\b/, why: 'man sagt Computer' },
  ],
};

/** @returns the texts in a file of messages, without comments, codes and inserted values */
function textsOf(path: string): readonly string[] {
  const code = readFileSync(path, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^import .*$/gm, '');
  const literals = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)];
  return literals
    .map(([, plain, template]) => (plain ?? template ?? '').replace(/\$\{[^}]*(?:\}|$)|[“„]keyferry [^”“]+[”“]/g, '…'))
    .filter((text) => !/^[a-z0-9-]*$/.test(text));
}

describe.each(['en', 'de'] as const)('%s', (language) => {
  const folder = `src/messages/${language}`;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !forStaff.test(name),
  );

  test('has texts to look at', () => {
    expect(files.flatMap((name) => textsOf(`${folder}/${name}`)).length).toBeGreaterThan(500);
  });

  test.each(files)('%s has no word that only engineers know', (name) => {
    const found = textsOf(`${folder}/${name}`).flatMap((text) =>
      forbidden[language].filter(({ words }) => words.test(text)).map(({ why }) => `${text} (${why})`),
    );
    expect(found).toEqual([]);
  });
});
