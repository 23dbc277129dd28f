import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentTypes } from '../../src/documents/documentType.ts';
import { openEnvelope } from '../../src/documents/envelope.ts';
import { recognize } from '../../src/documents/recognize.ts';
import { propertyRuns } from '../propertyRuns.ts';
import { refusalOf } from '../refusalOf.ts';
import { utf8 } from '../vectorMaker/bytes.ts';
import { golden, textOf } from '../vectorMaker/golden.ts';

const unityRequest =
  '<?xml version="1.0" encoding="UTF-8"?><root><License id="Terms"><MachineID Value="x"/></License><SystemInfo/></root>';
const unityLicense = `<root>\n  <TimeStamp Value="x"/>\n  <License id="Terms">\n    <MachineBindings>${'\n'.repeat(2500)}</MachineBindings></License></root>`;

describe('recognize', () => {
  it.each(documentTypes)('recognizes a %s with any line ends and indentation', (type) => {
    const text = textOf(type);
    const variants = [
      text,
      `\ufeff${text}`,
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', ''),
      text.replaceAll('><', '>\n  <'),
      text.slice(0, 200),
      `\n\n ${text}`,
    ];
    expect(variants.map((variant) => recognize(utf8(variant)))).toEqual(variants.map(() => type));
  });

  it.each([
    ['empty', ''],
    ['empty', ' \r\n'],
    ['empty', '\ufeff'],
    ['web-page', '<!doctype html><p>'],
    ['web-page', '\n<!-- portal --><HTML lang="en">'],
    ['unity-request', unityRequest],
    ['unity-license', unityLicense],
    ['unity-named-user', '<root><EntitlementGroup Ns="x"/></root>'],
    ['unknown', 'hello'],
    ['unknown', '{"license": true}'],
    ['unknown', '<root><License id="Terms"><Seats/></License></root>'],
    ['unknown', `${' '.repeat(5000)}x`],
  ])('reports %s', (kind, text) => {
    expect(recognize(utf8(text))).toBe(kind);
  });

  it('never throws, on bytes of any kind and size', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof recognize(bytes) === 'string'));
    for (const unit of ['<!---->', '<', '<!--', '<License ', ' ', '\0', '<html']) recognize(utf8(unit.repeat(1000)));
  });
});

describe('the envelope', () => {
  it('refuses arbitrary bytes and arbitrary damage with a code, and throws nothing else', () => {
    const spoiled = fc
      .tuple(fc.constantFrom(...documentTypes), fc.nat(1500), fc.nat(40), fc.uint8Array({ maxLength: 40 }))
      .map(([type, at, removed, added]) => {
        const file = golden[type];
        return Uint8Array.from([...file.subarray(0, at), ...added, ...file.subarray(at + removed)]);
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), spoiled), fc.constantFrom(...documentTypes), (file, type) => {
        refusalOf(() => openEnvelope(file, type));
      }),
      { numRuns: propertyRuns(500) },
    );
  });

  it('reads nothing beyond 64 KiB', () => {
    expect(refusalOf(() => openEnvelope(new Uint8Array(65537).fill(0xff), 'license'))).toBe('file-too-large');
    expect(refusalOf(() => openEnvelope(new Uint8Array(65536).fill(0xff), 'license'))).toBe('file-not-utf8');
  });
});
