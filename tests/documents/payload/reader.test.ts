import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activationReceiptDeclaration } from '../../../src/documents/activationReceipt.ts';
import { type DocumentType, documentTypes } from '../../../src/documents/documentType.ts';
import { keysetDeclaration } from '../../../src/documents/keyset.ts';
import { licenseDeclaration } from '../../../src/documents/license.ts';
import { type Declaration, readPayload, writePayload } from '../../../src/documents/payload/declaration.ts';
import type { FieldTable } from '../../../src/documents/payload/fields.ts';
import type { AuthenticPayload } from '../../../src/documents/payload/reader.ts';
import { findForbiddenConstruct } from '../../../src/documents/payload/xml.ts';
import { requestDeclaration } from '../../../src/documents/request.ts';
import { returnReceiptDeclaration } from '../../../src/documents/returnReceipt.ts';
import { isText } from '../../../src/documents/rules.ts';
import { Refusal } from '../../../src/refusal.ts';
import { propertyRuns } from '../../propertyRuns.ts';
import { swap } from '../../vectorMaker/bytes.ts';
import { licenseFields, payloadOf } from '../../vectorMaker/golden.ts';
import { passing } from '../../vectorMaker/passing.ts';
import { textsByXmlParser, textsOfFields } from './secondOpinion.ts';

const declarations: Readonly<Record<DocumentType, Declaration<FieldTable>>> = {
  request: requestDeclaration,
  license: licenseDeclaration,
  keyset: keysetDeclaration,
  return: returnReceiptDeclaration,
  activation: activationReceiptDeclaration,
};

const read = (type: DocumentType, payload: string) => readPayload(declarations[type], payload as AuthenticPayload);

/** @returns the refusal's details; fails when the payload is read, or refused with another code */
function faultOf(type: DocumentType, payload: string): Readonly<Record<string, unknown>> {
  try {
    read(type, payload);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'payload-schema') return error.details;
    throw error;
  }
  throw new Error('was read');
}

describe('the reader alone, without the envelope’s checks, refuses', () => {
  const holder = '<Holder Value="Mbali Okonkwo, Karoo Institute"/>';
  const deep = `${'<A>'.repeat(4000)}${'</A>'.repeat(4000)}`;
  const ahead = `License/Holder`;
  it.each([
    ['an element nested deep', ahead, `${deep}${holder}`],
    ['an element nested once', ahead, `<A>${holder}</A>`],
    ['__proto__', ahead, `<__proto__ Value="x"/>${holder}`],
    ['a comment', ahead, `<!-- -->${holder}`],
    ['CDATA', ahead, `<![CDATA[x]]>${holder}`],
    ['a processing instruction', ahead, `<?x y?>${holder}`],
    ['a declaration of entities', ahead, `<!DOCTYPE x [<!ENTITY a "b">]>${holder}`],
    ['text', ahead, `x${holder}`],
    ['a space', ahead, ` ${holder}`],
    ['the element twice', 'License/Features', `${holder}${holder}`],
    ['no element', ahead, ''],
    ['a longer name', 'License/Holder@Value', '<HolderX Value="x"/>'],
    ['an attribute twice', ahead, '<Holder Value="x" Value="x"/>'],
    ['an attribute __proto__', 'License/Holder@Value', '<Holder __proto__="x" Value="x"/>'],
    ['an attribute that is not declared', ahead, '<Holder Value="x" Lang="en"/>'],
    ['two spaces', 'License/Holder@Value', '<Holder  Value="x"/>'],
    ['single quotes', 'License/Holder@Value', "<Holder Value='x'/>"],
    ['a start tag', ahead, '<Holder Value="x"></Holder>'],
    ['an entity of its own', 'License/Holder@Value', '<Holder Value="&a;"/>'],
    ['a character reference', 'License/Holder@Value', '<Holder Value="&#77;"/>'],
    ['an ampersand', 'License/Holder@Value', '<Holder Value="&"/>'],
    ['>', 'License/Holder@Value', '<Holder Value=">"/>'],
    ['<', 'License/Holder@Value', '<Holder Value="<"/>'],
    ["'", 'License/Holder@Value', `<Holder Value="'"/>`],
    ['a value without an end', 'License/Holder@Value', `<Holder Value="${'x'.repeat(50_000)}`],
    ['a control character', 'License/Holder@Value', '<Holder Value="\0"/>'],
  ])('%s', (_, path, instead) => {
    expect(faultOf('license', swap(payloadOf('license'), holder, instead))).toMatchObject({ path });
  });

  it.each([
    ['another document', 'License', payloadOf('keyset')],
    ['nothing', 'License', ''],
    ['a payload cut short', 'License', payloadOf('license').slice(0, -1)],
    ['a payload that goes on', 'License', `${payloadOf('license')} `],
    ['a second payload', 'License', payloadOf('license').repeat(2)],
  ])('%s', (_, path, payload) => {
    expect(faultOf('license', payload)).toMatchObject({ path });
  });
});

describe('a payload is refused at its first wrong character', () => {
  const request = payloadOf('request');

  it.each([
    ['15,000 elements', swap(request, '<RequestID', `${'<A/>'.repeat(15_000)}<RequestID`), '<RequestID', 0],
    ['15,000 attributes', swap(request, '<RequestID', `<RequestID${' a=""'.repeat(15_000)}`), '<RequestID', 10],
    ['15,000 levels', swap(request, '<RequestID', `${'<A>'.repeat(15_000)}<RequestID`), '<RequestID', 0],
    ['a long value', swap(request, '"5.2"', `"${'&lt;'.repeat(15_000)}"`), '"5.2"', 1],
  ])('%s', (_, payload, before, offset) => {
    expect(faultOf('request', payload).at).toBe(request.indexOf(before) + offset);
  });

  it('a value, before it is checked, where it is longer than any may be', () => {
    const [longest, longer] = [1200, 1201].map((length) => swap(request, '"5.2"', `"${'x'.repeat(length)}"`));
    expect(faultOf('request', longest ?? '').fault).toBe('is not text of 1 to 64 bytes');
    expect(faultOf('request', longer ?? '').fault).toBe('has no end within the length of a value');
  });

  it('1,000 bindings, at the sixth', () => {
    const [binding = ''] = /<Binding Key="network".*?\/>/.exec(request) ?? [];
    const { at } = faultOf('request', swap(request, binding, binding.repeat(1000)));
    expect(at).toBe(request.indexOf(binding) + binding.length);
  });
});

describe('what is written', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 }).filter((one) => isText(one, 64) && one !== '');

  it('is read back unchanged, with any valid text', () => {
    fc.assert(
      fc.property(text, text, (holder, feature) => {
        const payload = writePayload(licenseDeclaration, { ...licenseFields, holder, features: [feature] });
        expect(read('license', payload)).toMatchObject({ holder, features: [feature] });
      }),
      { numRuns: propertyRuns(60) },
    );
  });
});

describe('findForbiddenConstruct', () => {
  it.each([
    ['<![CDATA[', 'cdata'],
    ['<!--', 'comment'],
    ['<!DOCTYPE', 'declaration'],
    ['<?x', 'processing-instruction'],
    ['&#77;', 'character-reference'],
    ['&#x4d;', 'character-reference'],
    ['&copy;', 'entity'],
    ['& ', 'entity'],
    ['&amp', 'entity'],
    ['&AMP;', 'entity'],
    ['\ud800', 'lone-surrogate'],
    ['\udc00', 'lone-surrogate'],
    ['\0', 'control-character'],
    ['\t', 'control-character'],
    ['\u0085', 'control-character'],
    ['\u2028', 'control-character'],
    ['\ufeff', 'control-character'],
    ['\uffff', 'control-character'],
  ])('names %j %s', (text, name) => {
    expect(findForbiddenConstruct(`<a b="&amp;${text}&lt;"/>`)).toBe(name);
  });

  it('finds none in any payload that passes', () => {
    expect(findForbiddenConstruct('<a b="&amp;&lt;&gt;&quot;&apos;é\u{1f469}"/>')).toBeNull();
  });
});

describe('a general XML parser', () => {
  const samples = passing
    .filter(({ name }) => !/byte-order-mark|crlf|largest/.test(name))
    .map(({ type, file }) => ({ type, payload: new TextDecoder().decode(file).split('\n')[2] ?? '' }));

  it.each(documentTypes)('reads the same from every %s of the vectors', (type) => {
    for (const { payload } of samples.filter((one) => one.type === type)) {
      expect(textsOfFields(declarations[type], read(type, payload))).toEqual(
        textsByXmlParser(declarations[type], payload),
      );
    }
  });

  /** Where a payload is changed: pieces repeated, dropped or exchanged; characters changed, put in or taken out. */
  const pieces = /(?<=[>"=])|(?=[ <"/])/;
  const characters = [...'<>&"\'/= a0', '\0', '\u00a0', '&amp;', '<A/>', 'Value'];
  const change = fc.tuple(fc.constantFrom('repeat', 'drop', 'exchange', 'put', 'replace'), fc.nat(), fc.nat());

  function changed(payload: string, [how, first, second]: readonly [string, number, number]): string {
    const cut = payload.split(pieces);
    const at = first % cut.length;
    if (how === 'repeat') return cut.toSpliced(at, 0, cut[second % cut.length] ?? '').join('');
    if (how === 'drop') return cut.toSpliced(at, 1).join('');
    if (how === 'exchange') return cut.with(at, cut[second % cut.length] ?? '').join('');
    const character = characters[second % characters.length] ?? '';
    const place = first % payload.length;
    return payload.slice(0, place) + character + payload.slice(how === 'put' ? place : place + 1);
  }

  it('reads the same from every changed payload that is accepted, which is canonical', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 3 }), (sample, changes) => {
        const declaration = declarations[sample.type];
        const payload = changes.reduce(changed, sample.payload);
        let fields: Readonly<Record<string, unknown>>;
        try {
          fields = read(sample.type, payload);
        } catch (error) {
          expect((error as Refusal).code).toBe('payload-schema');
          return;
        }
        accepted += 1;
        expect(writePayload(declaration, fields)).toBe(payload);
        expect(textsOfFields(declaration, fields)).toEqual(textsByXmlParser(declaration, payload));
      }),
      { numRuns: propertyRuns(400) },
    );
    expect(accepted).toBeGreaterThan(0);
  });
});
