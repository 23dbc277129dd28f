import { encodeBase64 } from '../../src/crypto/base64.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { DocumentType } from '../../src/documents/documentType.ts';
import type { Case } from './case.ts';
import { payloadOf, resigned } from './golden.ts';
import { installation, root, signing, stranger } from './keys.ts';

/** Everything here carries a good signature: only what is signed is wrong. */
type Row = readonly [name: string, expect: Case['expect'], from: string | RegExp, to: string];

const holder = /<Holder Value="([^"]*)"\/>/;
const deep = (levels: number) => '<A>'.repeat(levels) + '</A>'.repeat(levels);

const tricks: readonly Row[] = [
  ['comment-in-text', 'payload-forbidden-construct', 'Mbali', 'Mb<!--x-->ali'],
  ['comment-between', 'payload-forbidden-construct', '<Holder', '<!--x--><Holder'],
  ['cdata', 'payload-forbidden-construct', 'Mbali', '<![CDATA[Mbali]]>'],
  ['cdata-element', 'payload-forbidden-construct', holder, '<Holder><![CDATA[x]]></Holder>'],
  ['processing-instruction', 'payload-forbidden-construct', '<Holder', '<?x y?><Holder'],
  ['declaration-inside', 'payload-forbidden-construct', '<Holder', '<?xml version="1.0"?><Holder'],
  ['doctype', 'payload-forbidden-construct', '<Holder', '<!DOCTYPE x [<!ENTITY a "b">]><Holder'],
  ['doctype-external', 'payload-forbidden-construct', '<Holder', '<!DOCTYPE x SYSTEM "http://x.example/"><Holder'],
  ['entity-own', 'payload-forbidden-construct', 'Mbali', '&a;'],
  ['entity-html', 'payload-forbidden-construct', 'Mbali', '&copy;'],
  ['entity-upper-case', 'payload-forbidden-construct', 'Mbali', '&AMP;'],
  ['entity-unfinished', 'payload-forbidden-construct', 'Mbali', '&amp'],
  ['ampersand-alone', 'payload-forbidden-construct', 'Mbali', 'M & bali'],
  ['reference-decimal', 'payload-forbidden-construct', 'Mbali', '&#77;bali'],
  ['reference-hexadecimal', 'payload-forbidden-construct', 'Mbali', '&#x4d;bali'],
  ['reference-nul', 'payload-forbidden-construct', 'Mbali', '&#0;'],
  ['nul', 'payload-forbidden-construct', 'Mbali', 'Mb\0ali'],
  ['tab-in-text', 'payload-forbidden-construct', 'Mbali', 'Mb\tali'],
  ['tab-between-attributes', 'payload-forbidden-construct', ' Value', '\tValue'],
  ['carriage-return', 'payload-forbidden-construct', 'Mbali', 'Mb\rali'],
  ['line-separator', 'payload-forbidden-construct', 'Mbali', 'Mb\u2028ali'],
  ['escape-character', 'payload-forbidden-construct', 'Mbali', 'Mb\u001b[2Jali'],
  ['noncharacter', 'payload-forbidden-construct', 'Mbali', 'Mb\uffffali'],
  ['direction-override', 'payload-schema', 'Mbali', 'Mb\u202eali'],
  ['direction-isolate', 'payload-schema', 'Mbali', 'Mb\u2066ali'],
  ['greater-than-unescaped', 'payload-not-canonical', 'Mbali', 'Mb>ali'],
  ['apostrophe-unescaped', 'payload-not-canonical', 'Mbali', "Mb'ali"],
  ['less-than-in-text', 'payload-schema', 'Mbali', 'Mb<ali'],
  ['namespace', 'payload-schema', '<Holder ', '<Holder xmlns="urn:x" '],
  ['namespace-prefix', 'payload-schema', '<Holder ', '<x:Holder '],
  ['namespace-declared', 'payload-schema', '<Holder ', '<Holder xmlns:x="urn:x" '],
  ['xml-space', 'payload-schema', '<Holder ', '<Holder xml:space="preserve" '],
  ['proto-element', 'payload-schema', '<Holder', '<__proto__ Value="x"/><Holder'],
  [
    'proto-with-children',
    'payload-schema',
    '<Holder',
    '<__proto__><StopDate Value="9999-12-31T23:59:59Z"/></__proto__><Holder',
  ],
  ['proto-attribute', 'payload-schema', '<Holder ', '<Holder __proto__="x" '],
  ['constructor-element', 'payload-schema', '<Holder', '<constructor Value="x"/><Holder'],
  ['prototype-element', 'payload-schema', '<Holder', '<prototype Value="x"/><Holder'],
  ['to-string-element', 'payload-schema', '<Holder', '<toString Value="x"/><Holder'],
  ['to-string-instead', 'payload-schema', holder, '<toString Value="x"/>'],
  ['has-own-property-attribute', 'payload-schema', '<Holder ', '<Holder hasOwnProperty="x" '],
  ['text-key-element', 'payload-schema', '<Holder', '<#text Value="x"/><Holder'],
  ['attribute-twice', 'payload-schema', '<Holder ', '<Holder Value="first" '],
  ['attribute-twice-on-type', 'payload-schema', '<LicenseType ', '<LicenseType Value="personal" '],
  ['attribute-without-value', 'payload-schema', holder, '<Holder Value/>'],
  ['attribute-without-quotes', 'payload-schema', holder, '<Holder Value=x/>'],
  ['attribute-single-quotes', 'payload-not-canonical', holder, "<Holder Value='x'/>"],
  ['attribute-order', 'payload-not-canonical', /Key="os" Value="([^"]*)"/, 'Value="AAAAAAAAAAAAAAAA" Key="os"'],
  ['attribute-unknown', 'payload-schema', '<Holder ', '<Holder Lang="en" '],
  ['attribute-missing', 'payload-schema', holder, '<Holder/>'],
  ['attribute-lower-case', 'payload-schema', '<Holder Value', '<Holder value'],
  ['text-instead-of-attribute', 'payload-schema', holder, '<Holder>Mbali</Holder>'],
  ['text-beside-attribute', 'payload-schema', holder, '<Holder Value="x">y</Holder>'],
  ['text-between-elements', 'payload-schema', '<Holder', 'x<Holder'],
  ['space-between-elements', 'payload-schema', '<Holder', ' <Holder'],
  ['space-in-tag', 'payload-not-canonical', '"/><Holder', '" /><Holder'],
  ['two-spaces-in-tag', 'payload-not-canonical', '<Holder ', '<Holder  '],
  ['space-around-equals', 'payload-not-canonical', '<Holder Value=', '<Holder Value = '],
  ['end-tag-written-out', 'payload-not-canonical', holder, '<Holder Value="x"></Holder>'],
  ['end-tag-missing', 'payload-schema', '</Features>', ''],
  ['end-tags-crossed', 'payload-schema', '</Features>', '</Entitlements>'],
  ['element-unknown', 'payload-schema', '<Holder', '<Colour Value="x"/><Holder'],
  ['element-missing', 'payload-schema', holder, ''],
  ['element-twice', 'payload-schema', '<Holder', '<Holder Value="first"/><Holder'],
  ['element-twice-stop-date', 'payload-schema', '<StopDate', '<StopDate Value="9999-12-31T23:59:59Z"/><StopDate'],
  ['element-lower-case', 'payload-schema', holder, '<holder Value="x"/>'],
  ['element-empty', 'payload-schema', /<Features>.*<\/Features>/, ''],
  ['list-with-stranger', 'payload-schema', '</Features>', '<Entitlement Value="x"/></Features>'],
  ['list-with-attribute', 'payload-schema', '<Features>', '<Features Value="x">'],
  ['list-empty-written-out', 'payload-not-canonical', /<Features>.*<\/Features>/, '<Features></Features>'],
  ['list-twice', 'payload-schema', '<Entitlements>', '<Features/><Entitlements>'],
  [
    'order-of-elements',
    'payload-not-canonical',
    /(<Product[^>]*>)(<LicenseType[^>]*>)/,
    '<LicenseType Value="pro"/><Product Value="orrery"/>',
  ],
  ['second-license-signed', 'payload-schema', /$/, '<License id="Terms"><Holder Value="x"/></License>'],
  ['nested-license-signed', 'payload-schema', '<Holder', '<License id="Terms"/><Holder'],
  ['nested-15', 'payload-schema', '<Holder', `${deep(15)}<Holder`],
  ['nested-17', 'payload-schema', '<Holder', `${deep(17)}<Holder`],
  ['nested-4000', 'payload-schema', '<Holder', `${deep(4000)}<Holder`],
];

const values: readonly Row[] = [
  ['holder-too-long', 'payload-schema', 'Mbali', 'M'.repeat(200)],
  ['feature-empty', 'payload-schema', 'Value="render"', 'Value=""'],
  ['feature-too-long', 'payload-schema', 'Value="render"', `Value="${'r'.repeat(65)}"`],
  ['features-too-many', 'payload-schema', '<Features>', `<Features>${'<Feature Value="x"/>'.repeat(30)}`],
  [
    'entitlements-too-many',
    'payload-schema',
    '<Entitlements>',
    `<Entitlements>${'<Entitlement Ns="a" Tag="b" Type="c"/>'.repeat(31)}`,
  ],
  ['product-upper-case', 'payload-schema', '<Product Value="orrery"/>', '<Product Value="Orrery"/>'],
  ['product-homoglyph', 'payload-schema', '<Product Value="orrery"/>', '<Product Value="оrrery"/>'],
  ['license-id-short', 'payload-schema', /<LicenseID Value="[^"]*"/, '<LicenseID Value="AAAAAAAAAAAAAAAAAAAAA"'],
  [
    'license-id-non-canonical',
    'payload-schema',
    /<LicenseID Value="[^"]*"/,
    '<LicenseID Value="AAAAAAAAAAAAAAAAAAAAAB"',
  ],
  ['license-id-padded', 'payload-schema', /<LicenseID Value="[^"]*"/, '<LicenseID Value="AAAAAAAAAAAAAAAAAAAAAA=="'],
  ['key-id-of-another', 'payload-schema', keyIdOf(signing.publicKey), keyIdOf(root.publicKey)],
  [
    'installation-key-31-bytes',
    'payload-schema',
    encodeBase64(installation.publicKey),
    encodeBase64(new Uint8Array(31)),
  ],
  ['installation-key-small-order', 'key-unacceptable', encodeBase64(installation.publicKey), `AQ${'A'.repeat(41)}=`],
  ['binding-twice', 'payload-schema', 'Key="system"', 'Key="os"'],
  ['binding-unknown', 'payload-schema', 'Key="system"', 'Key="hostname"'],
  [
    'binding-order',
    'payload-not-canonical',
    /Key="os"(.*)Key="system"/,
    'Key="system" Value="AAAAAAAAAAAAAAAA"/><Binding Key="os"',
  ],
  ['binding-value-too-short', 'payload-schema', /Key="os" Value="[^"]*"/, 'Key="os" Value="AAAAAAAAAAAAAAA"'],
  ['required-zero', 'payload-schema', 'Required="3"', 'Required="0"'],
  ['required-six', 'payload-schema', 'Required="3"', 'Required="6"'],
  ['serial-unmasked', 'payload-schema', '*****-*****-*****-AB12C', 'K7QM2-X91AB-00T3W-AB12C'],
  ['serial-letter-u', 'payload-schema', '*****-*****-*****-AB12C', '*****-*****-*****-AB12U'],
  ...moments(
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-06-30T23:59:60Z',
    '2026-01-01T00:00:00',
    '2026-01-01T00:00:00z',
    '2026-01-01 00:00:00Z',
    '2026-01-01T00:00:00.000Z',
    '2026-01-01T00:00:00+00:00',
    '2026-01-01',
    '+002026-01-01T00:00:00Z',
    '1767225600',
    '',
    'never',
  ),
];

/** What parsers in various languages take for numbers, where a number must stand. */
const numberLike = [
  '0012',
  '03',
  '0x1F',
  '1e5',
  '+1',
  '-1',
  ' 1',
  '1 ',
  '1.0',
  '1,000',
  '1_000',
  '١',
  '３',
  'NaN',
  'Infinity',
  '',
  'true',
  'null',
  '2147483648',
  '9007199254740993',
  '9'.repeat(400),
];

const numbers: readonly (readonly [
  type: DocumentType,
  field: string,
  from: string | RegExp,
  to: (number: string) => string,
])[] = [
  ['request', 'keyset-version', /<KeysetVersion Value="[^"]*"/, (number) => `<KeysetVersion Value="${number}"`],
  ['license', 'required', 'Required="3"', (number) => `Required="${number}"`],
  ['keyset', 'version', /<Version Value="[^"]*"/, (number) => `<Version Value="${number}"`],
  ['keyset', 'epoch', /<Epoch Value="[^"]*"/, (number) => `<Epoch Value="${number}"`],
  ['return', 'counter', /<Counter Value="[^"]*"/, (number) => `<Counter Value="${number}"`],
];

const otherTypes: readonly (readonly [DocumentType, readonly Row[]])[] = [
  [
    'request',
    [
      ['comment', 'payload-forbidden-construct', '<Product ', '<!--x--><Product '],
      ['cdata', 'payload-forbidden-construct', '<Product ', '<![CDATA[x]]><Product '],
      ['doctype', 'payload-forbidden-construct', '<Product ', '<!DOCTYPE x><Product '],
      ['processing-instruction', 'payload-forbidden-construct', '<Product ', '<?x?><Product '],
      ['character-reference', 'payload-forbidden-construct', '"5.2"', '"&#53;.2"'],
      ['proto-element', 'payload-schema', '<Product ', '<__proto__ Value="x"/><Product '],
      ['attribute-twice', 'payload-schema', '<Product ', '<Product Value="x" '],
      ['element-unknown', 'payload-schema', '<Product ', '<Serial Value="x"/><Product '],
      ['element-missing', 'payload-schema', /<CreatedAt[^>]*>/, ''],
      [
        'installation-key-not-first',
        'payload-schema',
        /(<InstallationKey[^>]*>)(<RequestID[^>]*>)/,
        `<RequestID Value="AAAAAAAAAAAAAAAAAAAAAA"/><InstallationKey Value="${encodeBase64(installation.publicKey)}"/>`,
      ],
      [
        'installation-key-twice',
        'payload-schema',
        '<RequestID',
        `<InstallationKey Value="${encodeBase64(stranger.publicKey)}"/><RequestID`,
      ],
      ['strength-unknown', 'payload-schema', '"strong"', '"certain"'],
      ['nested-17', 'payload-schema', '<Product ', `${deep(17)}<Product `],
    ],
  ],
  [
    'keyset',
    [
      ['comment', 'payload-forbidden-construct', '<Version ', '<!--x--><Version '],
      ['key-twice', 'payload-schema', /(<Key .*?\/>)/, (/<Key .*?\/>/.exec(payloadOf('keyset'))?.[0] ?? '').repeat(2)],
      [
        'key-of-stranger-under-known-id',
        'payload-schema',
        encodeBase64(signing.publicKey),
        encodeBase64(stranger.publicKey),
      ],
      ['root-key-id-of-another', 'payload-schema', keyIdOf(root.publicKey), keyIdOf(stranger.publicKey)],
      ['keys-missing', 'payload-schema', /<Keys>.*<\/Keys>/, ''],
      ['revoked-key-unreadable', 'payload-schema', /<RevokedKey Value="[^"]*"/, '<RevokedKey Value="x"'],
      ['proto-element', 'payload-schema', '<Version ', '<__proto__><Version Value="9"/></__proto__><Version '],
    ],
  ],
  [
    'return',
    [
      ['comment', 'payload-forbidden-construct', '<Counter ', '<!--x--><Counter '],
      ['element-twice', 'payload-schema', '<LicenseID ', '<LicenseID Value="AAAAAAAAAAAAAAAAAAAAAA"/><LicenseID '],
      ['nonce-missing', 'payload-schema', /<Nonce[^>]*>/, ''],
    ],
  ],
];

function moments(...texts: readonly string[]): Row[] {
  return texts.map((text, index) => [
    `moment-${index + 1}`,
    'payload-schema',
    /<StopDate Value="[^"]*"/,
    `<StopDate Value="${text}"`,
  ]);
}

async function make(type: DocumentType, folder: string, [name, expect, from, to]: Row): Promise<Case> {
  return { name: `${type}/${folder}/${name}`, type, context: 'usual', file: await resigned(type, from, to), expect };
}

export const payloadCases: readonly Case[] = await Promise.all([
  ...tricks.map((row) => make('license', 'xml', row)),
  ...values.map((row) => make('license', 'value', row)),
  ...numbers.flatMap(([type, field, from, to]) =>
    numberLike.map((number, index) =>
      make(type, 'number', [`${field}-${index + 1}`, 'payload-schema', from, to(number)]),
    ),
  ),
  ...otherTypes.flatMap(([type, rows]) => rows.map((row) => make(type, 'payload', row))),
]);
