import { describe, expect, test } from 'vitest';
import { encodeBase64 } from '../../src/crypto/base64.ts';
import { contentsOf } from '../../src/documents/contents/contents.ts';
import { declarations } from '../../src/documents/contents/declarations.ts';
import { fingerprintOf, sha256Text } from '../../src/documents/contents/fingerprint.ts';
import { documentTypes } from '../../src/documents/documentType.ts';
import { openEnvelope } from '../../src/documents/envelope.ts';
import { writeLicense } from '../../src/documents/license.ts';
import { writeRequest } from '../../src/documents/request.ts';
import { messages as deMessages } from '../../src/messages/de/wizard.ts';
import { loadDocumentWords } from '../../src/messages/documentLanguages.ts';
import { documentReport } from '../../src/messages/documentReport.ts';
import { documentRows, type RowTexts } from '../../src/messages/documentRows.ts';
import { messages as enMessages } from '../../src/messages/en/parts/complete.ts';
import { installationSigner, licenseFields, requestFields, signingSigner } from '../documents/sample.ts';
import { expectReadable, shapeOf, stringsOf } from './wording.ts';

async function textsIn(language: 'en' | 'de'): Promise<RowTexts> {
  const { components } = { en: enMessages, de: deMessages }[language];
  return { words: await loadDocumentWords(language), language, components, timeZone: 'Europe/Berlin' };
}

describe.each(['en', 'de'] as const)('%s', (language) => {
  test('explains every declared field, and no other', async () => {
    const words = await loadDocumentWords(language);
    for (const type of documentTypes) {
      expect(Object.keys(words.fields[type])).toEqual(Object.keys(declarations[type].fields));
    }
    for (const text of stringsOf(words)) expectReadable(text);
  });

  test('a report has every value of the file, its SHA-256 and the file itself', async () => {
    const file = await writeRequest(requestFields, installationSigner);
    const contents = contentsOf(file, 'request', []);
    const texts = await textsIn(language);
    const report = documentReport({ name: 'a.licreq', file, contents, notes: ['A note.'] }, texts);
    const { signature } = openEnvelope(file, 'request');
    for (const text of [
      requestFields.requestId,
      requestFields.createdAt,
      encodeBase64(installationSigner.publicKey),
      encodeBase64(signature),
      ...requestFields.bindings.map(({ value }) => value),
      ...Object.values(texts.words.fields.request).map(({ name }) => name),
      sha256Text(file),
      fingerprintOf(file),
      'A note.',
    ]) {
      expect(report).toContain(text);
    }
    expect(report.endsWith(new TextDecoder().decode(file))).toBe(true);
    for (const line of report.slice(0, report.indexOf('<?xml')).split('\n')) expect(line.length).toBeLessThan(140);
  });
});

test('both languages have the same keys', async () => {
  expect(shapeOf(await loadDocumentWords('de'))).toEqual(shapeOf(await loadDocumentWords('en')));
});

test('dates are in words and in the reader’s time zone, and the end is the last good day', async () => {
  const file = await writeLicense({ ...licenseFields, stopDate: '2027-11-23T23:00:00Z' }, signingSigner);
  const rows = documentRows(contentsOf(file, 'license', [signingSigner.publicKey]), await textsIn('en'));
  const of = (element: string) => rows.find((row) => row.element === element);
  expect(of('IssuedAt')?.inWords).toMatch(/^November 23, 2026 at 10:59.AM GMT\+1$/);
  expect(of('StopDate')).toMatchObject({ value: '2027-11-23T23:00:00Z', inWords: 'November 23, 2027' });
  expect(of('Holder')).toMatchObject({ value: licenseFields.holder, identifies: 'owner' });
  expect(of('Feature')?.value).toBe('ephemeris, export, render');
});

test('what is left out says so', async () => {
  const { stopDate: _end, serialMasked: _serial, ...endless } = licenseFields;
  const file = await writeLicense({ ...endless, bindings: [], features: [], holder: '' }, signingSigner);
  const rows = documentRows(contentsOf(file, 'license', [signingSigner.publicKey]), await textsIn('en'));
  const said = (element: string) => rows.find((row) => row.element === element);
  expect(said('StopDate')).toMatchObject({ value: null, inWords: 'no end date' });
  expect(said('SerialMasked')).toMatchObject({ value: null, inWords: 'not in the file' });
  expect(said('Binding')).toMatchObject({ value: null, inWords: 'no hardware: bound to the installation key alone' });
  expect(said('Holder')).toMatchObject({ value: null, inWords: 'nobody by name', identifies: 'nobody' });
});
