import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { chooseCandidate } from '../../../src/documents/heal/choose.ts';
import { diagnose } from '../../../src/documents/heal/diagnose.ts';
import { heal } from '../../../src/documents/heal/heal.ts';
import { Refusal } from '../../../src/refusal.ts';
import { propertyRuns } from '../../propertyRuns.ts';
import { type DamageTo, damages } from './damages.ts';
import { licenseFor, type SampleDocument, sampleDocuments } from './documents.ts';

const documents = await sampleDocuments();
const samples = Object.entries(documents);
const asText = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const utf8 = (text: string) => new TextEncoder().encode(text);

/** @returns the accepted file, or the code of the refusal */
function outcomeOf(damaged: Uint8Array, { check }: SampleDocument): string {
  const [document, another] = heal(damaged).documents;
  if (!document || another) return document ? 'several documents' : diagnose(damaged).code;
  try {
    return chooseCandidate(document, (file) => {
      check(file);
      return asText(file);
    });
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe.each(Object.entries(damages))('%s', (_name, damage) => {
  test('leaves the very document', () => {
    const broken = samples.filter(([, sample]) => outcomeOf(damage(sample.file), sample) !== asText(sample.file));
    expect(broken.map(([name]) => name)).toEqual([]);
  });
});

const holders = [
  '',
  ' ',
  '“x”',
  'Müller”',
  '’t Hooft',
  'O’',
  '<>',
  '&amp;',
  'a&#10;b',
  'x" /',
  'two  spaces',
  '株式会社',
  '\\n `',
  '> | x',
  "'",
];

test.each(holders)('the holder %j survives', async (holder) => {
  const sample = await licenseFor(holder);
  const names = [
    'newlines lost',
    'wrapped at 76',
    'quoted > ',
    'HTML escaped',
    'JSON string',
    'UTF-16 LE with mark',
    'mail in quoted-printable',
    'zip',
    'pretty-printed',
  ];
  const broken = names.filter(
    (name) => outcomeOf(damages[name]?.(sample.file) ?? sample.file, sample) !== asText(sample.file),
  );
  expect(broken).toEqual([]);
});

describe('up to four damages, one on another', () => {
  const damage = fc.constantFrom(...Object.entries(damages));
  const codes = ['file-damaged', 'file-cut-short', 'file-unrecognized', 'several documents', 'file-is-web-page'];

  test('leave the very document with few exceptions, which a refusal explains', () => {
    const runs = propertyRuns(60);
    const unhealed: string[][] = [];
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(damage, { minLength: 2, maxLength: 4 }),
        ([, sample], several) => {
          const outcome = outcomeOf(
            several.reduce((file, [, change]) => change(file), sample.file),
            sample,
          );
          if (outcome === asText(sample.file)) return;
          expect(codes).toContain(outcome);
          unhealed.push(several.map(([name]) => name));
        },
      ),
      // The same cases each time: the share that heals is asserted.
      { numRuns: runs, seed: 1 },
    );
    // Measured: 95 in 100. In the others, one damage took what another needs: a wrapped line's head, or zeros of UTF-16.
    expect(unhealed.slice(Math.ceil(0.15 * runs))).toEqual([]);
  });

  test('leave candidates that heal to themselves', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(damage, { maxLength: 4 }), ([, { file }], several) => {
        const damaged = several.reduce((bytes, [, change]) => change(bytes), file);
        for (const { candidates, damages: found } of heal(damaged).documents) {
          const [first] = candidates;
          if (!first || found.includes('signature-incomplete') || found.includes('end-missing')) continue;
          const [again] = heal(first).documents;
          expect(again?.candidates.map(asText)).toContain(asText(first));
          // Healed once more, nothing is left to undo.
          expect(heal(again?.candidates[0] ?? first).documents[0]?.candidates.map(asText)[0]).toBe(
            again && asText(again.candidates[0] as Uint8Array),
          );
        }
      }),
      { numRuns: propertyRuns(40) },
    );
  });
});

describe('intact bytes', () => {
  test.each(samples)('of a %s are its only candidate, without damages', (_name, { type, file }) => {
    const healing = heal(file);
    expect(healing.documents.map((document) => [document.type, document.damages])).toEqual([[type, []]]);
    expect(asText(healing.documents[0]?.candidates[0] ?? new Uint8Array())).toBe(asText(file));
  });

  test('of a bundle are its documents in their order, damaged or not', () => {
    const files = samples.map(([, { file }]) => file);
    const bundle = utf8(files.map(asText).join(''));
    for (const change of [(file: Uint8Array) => file, damages.CRLF as DamageTo, damages['quoted > '] as DamageTo]) {
      const found = heal(change(bundle)).documents.map(({ candidates: [first] }) => first && asText(first));
      expect(found).toEqual(files.map(asText));
    }
  });
});

test('a part of a document in a part of a mail is no other document', () => {
  const sample = documents.license as SampleDocument;
  for (const names of [
    ['line separators', 'Markdown backticks', 'data URL'],
    ['JSON twice', 'base64', 'last newline lost'],
    ['diff +', 'mbox >From', 'mail with an attachment', 'CR alone'],
  ]) {
    const damaged = names.reduce((file, name) => (damages[name] as DamageTo)(file), sample.file);
    expect(outcomeOf(damaged, sample)).toBe(asText(sample.file));
  }
});

describe('a document that does not heal', () => {
  const { file, check, type } = documents['plain license'] as SampleDocument;
  const text = asText(file);
  const outcome = (damaged: string) => outcomeOf(utf8(damaged), { file, check, type });

  test('is cut short, wherever it ends', () => {
    for (let length = 1; length < text.indexOf('==</S'); length += 37) {
      expect([length, outcome(text.slice(0, length))]).toEqual([length, 'file-cut-short']);
    }
  });

  test('is left out when the whole document came with it', () => {
    const twice = `${text.slice(0, 600)}\n\n${text}`;
    expect(heal(utf8(twice)).documents.map(({ candidates: [first] }) => first && asText(first))).toEqual([text]);
    expect(outcome(twice)).toBe(text);
  });

  test('keeps the refusal of its signature when it arrived in its form', () => {
    expect(outcome(text.replace('Mbali', 'Nbali'))).toBe('signature-invalid');
  });

  test('says what it lacks', () => {
    const refusal = (damaged: string) => diagnose(utf8(damaged)).details;
    expect(refusal(text.replace(/[A-Za-z0-9+/]{5}==</, '<'))).toMatchObject({ missing: 5 });
    expect(refusal(`${text.replace(/<Product [^>]*>/, '')}`.replaceAll('\n', '  '))).toMatchObject({ part: 'Product' });
    expect(refusal(text.slice(700))).toMatchObject({ damages: ['start-missing'] });
  });

  test.each([
    ['archive', Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4)],
    ['archive', Uint8Array.of(0x52, 0x61, 0x72, 0x21, 0x1a, 7, 1, 0)],
    // A method that is not known here.
    ['archive', zipSync({ 'license.lic': file }).map((byte, at) => (at === 8 ? 12 : byte))],
    ['shortcut', utf8('[InternetShortcut]\r\nURL=https://example.com/license.lic\r\n')],
    [
      'shortcut',
      utf8(
        '<?xml version="1.0"?>\n<plist version="1.0">\n<dict>\n\t<key>URL</key>\n\t<string>x</string></dict></plist>',
      ),
    ],
    ['shortcut', Uint8Array.of(0x4c, 0, 0, 0, 1, 0x14, 2, 0)],
    ['mac-attributes', Uint8Array.of(0, 5, 0x16, 7, 0, 2, 0, 0)],
  ])('is named as what it is: %s', (kind, bytes) => {
    expect(diagnose(bytes)).toMatchObject({ code: 'file-unrecognized', details: { kind } });
  });

  test.each([
    ['file-empty', ''],
    ['file-empty', ' \r\n\ufeff'],
    ['file-is-web-page', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    [
      'file-of-another-vendor',
      '<?xml version="1.0"?><root><License id="Terms"><MachineID Value="x"/></License></root>',
    ],
    ['file-unrecognized', '%PDF-1.7'],
    ['file-unrecognized', 'Dear customer, please find the license attached.'],
  ])('%s: %j', (code, unlike) => {
    expect(diagnose(utf8(unlike)).code).toBe(code);
    expect(heal(utf8(unlike)).documents).toEqual([]);
  });
});
