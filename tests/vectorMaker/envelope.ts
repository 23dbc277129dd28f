import type { DocumentType } from '../../src/documents/documentType.ts';
import { concat, swap, utf8 } from './bytes.ts';
import type { Case } from './case.ts';
import { damaged, golden, payloadOf, textOf } from './golden.ts';

const license = textOf('license');
const payload = payloadOf('license');
const signatureLine = license.split('\n')[3] ?? '';
const signature = />([^<]{88})</.exec(signatureLine)?.[1] ?? '';
const keyId = /KeyId="([^"]+)"/.exec(signatureLine)?.[1] ?? '';
const evil = payload.replace('>5.x<', '>6.x<').replace('Value="pro"', 'Value="max"');

const html = '<!DOCTYPE html>\n<html><head><title>Sign in to the guest network</title></head><body></body></html>\n';
const unityRequest =
  '<?xml version="1.0" encoding="UTF-8"?><root><SystemInfo><UserName>x</UserName></SystemInfo><License id="Terms"><MachineID Value="x"/></License></root>';
const unityLicense =
  '<?xml version="1.0" encoding="UTF-8"?><root>\n  <License id="Terms">\n    <MachineBindings/><MachineID Value="x"/></License>\n  <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></root>';
const unityNamedUser = '<?xml version="1.0" encoding="UTF-8"?><root><EntitlementGroup Ns="x"/></root>';

type Row = readonly [name: string, expect: Case['expect'], file: Uint8Array | string];

const anything: readonly Row[] = [
  ['empty', 'file-empty', ''],
  ['white-space-alone', 'envelope-malformed', ' \r\n\t\n'],
  ['byte-order-mark-alone', 'envelope-malformed', '\ufeff'],
  ['text', 'envelope-malformed', 'Dear customer, please find the license attached.\n'],
  ['other-xml', 'envelope-malformed', '<?xml version="1.0" encoding="UTF-8"?>\n<root>\n<Order id="7"/>\n</root>\n'],
  ['zip', 'file-not-utf8', Uint8Array.of(0x50, 0x4b, 3, 4, 0xff, 0xfe, 0x80)],
  ['web-page', 'envelope-malformed', html],
  ['web-page-indented', 'envelope-malformed', `\n\n  ${html.replace('<!DOCTYPE html>\n', '')}`],
  ['unity-request', 'envelope-malformed', unityRequest],
  ['unity-license', 'envelope-malformed', unityLicense],
  ['unity-named-user', 'envelope-malformed', unityNamedUser],
  ['one-byte-too-large', 'file-too-large', `${license}${' '.repeat(65537 - utf8(license).length)}`],
  ['as-large-as-may-be', 'envelope-malformed', `${license}${' '.repeat(65536 - utf8(license).length)}`],
  ['utf16-little-endian', 'file-not-utf8', utf16(license, true, true)],
  ['utf16-big-endian', 'file-not-utf8', utf16(license, false, true)],
  ['utf16-without-mark', 'envelope-malformed', utf16(license, true, false)],
  ['latin-1', 'file-not-utf8', latin1(swap(license, 'Mbali', 'Zoë'))],
  ['utf8-overlong', 'file-not-utf8', splice('Mbali', Uint8Array.of(0xc1, 0x8d))],
  ['utf8-overlong-of-three', 'file-not-utf8', splice('Mbali', Uint8Array.of(0xe0, 0x9f, 0xbf))],
  ['utf8-overlong-of-four', 'file-not-utf8', splice('Mbali', Uint8Array.of(0xf0, 0x8f, 0xbf, 0xbf))],
  ['utf8-surrogate', 'file-not-utf8', splice('Mbali', Uint8Array.of(0xed, 0xa0, 0x80))],
  ['utf8-above-the-last', 'file-not-utf8', splice('Mbali', Uint8Array.of(0xf4, 0x90, 0x80, 0x80))],
  ['utf8-continuation-alone', 'file-not-utf8', splice('Mbali', Uint8Array.of(0x80))],
  ['utf8-continuation-missing', 'file-not-utf8', splice('Mbali', Uint8Array.of(0xe2, 0x80))],
  ['utf8-continuation-cut-off', 'file-not-utf8', concat(utf8(license), Uint8Array.of(0xe2, 0x80))],
];

const mutations: readonly Row[] = [
  ['prepended-space', 'envelope-malformed', ` ${license}`],
  ['prepended-line', 'envelope-malformed', `\n${license}`],
  ['prepended-text', 'envelope-malformed', `Here it is:\n${license}`],
  ['prepended-element', 'envelope-malformed', swap(license, '<root>\n', `<root>\n${evil}\n`)],
  ['appended-space', 'envelope-malformed', `${license} `],
  ['appended-line', 'envelope-malformed', `${license}\n`],
  ['appended-nul', 'envelope-malformed', `${license}\0`],
  ['appended-comment', 'envelope-malformed', `${license}<!-- -->\n`],
  ['appended-element', 'envelope-malformed', swap(license, '</Signature>\n', `</Signature>\n${evil}\n`)],
  ['twice-in-one-file', 'envelope-malformed', license + license],
  ['second-license-before', 'envelope-malformed', swap(license, payload, `${evil}\n${payload}`)],
  ['second-license-after', 'envelope-malformed', swap(license, payload, `${payload}\n${evil}`)],
  ['second-license-same-line', 'signature-invalid', swap(license, payload, payload + evil)],
  ['nested-license', 'signature-invalid', swap(license, payload, `<License id="Terms">${payload}</License>`)],
  ['wrapped-in-object', 'envelope-malformed', swap(license, payload, `<Object>${payload}</Object>`)],
  ['wrapped-whole', 'envelope-malformed', `<root>\n${license}</root>\n`],
  ['root-twice', 'envelope-malformed', license.replace('<root>', '<root>\n<root>')],
  ['root-other', 'envelope-malformed', license.replaceAll('root>', 'Root>')],
  ['root-with-attribute', 'envelope-malformed', swap(license, '<root>', '<root xmlns="urn:x">')],
  [
    'signature-before-license',
    'envelope-malformed',
    swap(swap(license, `${signatureLine}\n`, ''), payload, `${signatureLine}\n${payload}`),
  ],
  ['signature-twice', 'envelope-malformed', swap(license, signatureLine, `${signatureLine}\n${signatureLine}`)],
  ['signature-missing', 'envelope-malformed', swap(license, `${signatureLine}\n`, '')],
  ['indented', 'envelope-malformed', swap(swap(license, payload, `  ${payload}`), signatureLine, `  ${signatureLine}`)],
  ['indented-by-tab', 'envelope-malformed', swap(license, payload, `\t${payload}`)],
  ['reformatted', 'envelope-malformed', license.replaceAll('><', '>\n  <')],
  ['line-ends-removed', 'envelope-malformed', license.replaceAll('\n', '')],
  ['trailing-spaces', 'envelope-malformed', license.replaceAll('\n', ' \n')],
  ['cr-alone', 'envelope-malformed', license.replaceAll('\n', '\r')],
  ['cr-cr-lf', 'envelope-malformed', license.replaceAll('\n', '\r\r\n')],
  ['byte-order-mark-twice', 'envelope-malformed', `\ufeff\ufeff${license}`],
  ['byte-order-mark-inside', 'envelope-malformed', swap(license, '<root>', '\ufeff<root>')],
  ['declaration-missing', 'envelope-malformed', swap(license, /^[^\n]*\n/, '')],
  [
    'declaration-single-quotes',
    'envelope-malformed',
    swap(license, /^[^\n]*/, "<?xml version='1.0' encoding='UTF-8'?>"),
  ],
  ['declaration-lower-case', 'envelope-malformed', swap(license, 'UTF-8', 'utf-8')],
  ['declaration-utf-7', 'envelope-malformed', swap(license, 'UTF-8', 'UTF-7')],
  ['declaration-version-1-1', 'envelope-malformed', swap(license, 'version="1.0"', 'version="1.1"')],
  ['declaration-standalone', 'envelope-malformed', swap(license, '"?>', '" standalone="yes"?>')],
  ['doctype-before-root', 'envelope-malformed', swap(license, '<root>', '<!DOCTYPE root>\n<root>')],
  ['id-other', 'envelope-malformed', swap(license, 'id="Terms"', 'id="terms"')],
  ['id-single-quotes', 'envelope-malformed', swap(license, 'id="Terms"', "id='Terms'")],
  ['payload-extra-attribute', 'envelope-malformed', swap(license, 'id="Terms"', 'id="Terms" x="1"')],
  ['payload-two-spaces', 'envelope-malformed', swap(license, ' id="Terms"', '  id="Terms"')],
  ['signature-extra-attribute', 'envelope-malformed', swap(license, ' KeyId', ' x="1" KeyId')],
  [
    'signature-attribute-order',
    'envelope-malformed',
    swap(license, /Algorithm="Ed25519" KeyId="[^"]*"/, `KeyId="${keyId}" Algorithm="Ed25519"`),
  ],
  ['signature-single-quotes', 'envelope-malformed', swap(license, '"Ed25519"', "'Ed25519'")],
  [
    'signature-on-two-lines',
    'envelope-malformed',
    swap(license, signature, `${signature.slice(0, 64)}\n${signature.slice(64)}`),
  ],
  [
    'signature-namespace',
    'envelope-malformed',
    swap(license, '<Signature ', '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" '),
  ],
  ['payload-byte-order-mark', 'payload-forbidden-construct', swap(license, 'Mbali', '\ufeffMbali')],
  ['cut-in-payload', 'envelope-malformed', license.slice(0, 700)],
  ['cut-in-signature', 'envelope-malformed', license.slice(0, license.indexOf(signature) + 40)],
  ['cut-in-root-end', 'envelope-malformed', license.slice(0, -3)],
  ['cut-last-line-end', 'envelope-malformed', license.slice(0, -1)],
  ['cut-in-declaration', 'envelope-malformed', license.slice(0, 20)],
  ['cut-after-root', 'envelope-malformed', license.slice(0, license.indexOf('<License'))],
  ['cut-in-element', 'envelope-malformed', license.slice(0, license.indexOf('License'))],
  ['cut-with-crlf', 'envelope-malformed', license.slice(0, 700).replaceAll('\n', '\r\n')],
];

const signatures: readonly Row[] = [
  ['algorithm-lower-case', 'signature-malformed', swap(license, 'Ed25519', 'ed25519')],
  ['algorithm-none', 'signature-malformed', swap(license, 'Ed25519', 'none')],
  ['algorithm-hmac', 'signature-malformed', swap(license, 'Ed25519', 'HS256')],
  ['empty', 'signature-malformed', swap(license, signature, '')],
  ['63-bytes', 'signature-malformed', swap(license, signature, base64(63))],
  ['65-bytes', 'signature-malformed', swap(license, signature, base64(65))],
  ['128-bytes', 'signature-malformed', swap(license, signature, base64(128))],
  ['lower-case', 'signature-invalid', swap(license, signature, `${signature.slice(0, 84).toLowerCase()}AA==`)],
  ['non-canonical-last-bits', 'signature-malformed', swap(license, signature, `${signature.slice(0, 85)}B==`)],
  ['without-padding', 'signature-malformed', swap(license, `${signature}<`, `${signature.slice(0, 86)}<`)],
  ['half-padding', 'signature-malformed', swap(license, `${signature}<`, `${signature.slice(0, 87)}<`)],
  ['extra-padding', 'signature-malformed', swap(license, `${signature}<`, `${signature}=<`)],
  ['base64url', 'signature-malformed', swap(license, signature, `-_${signature.slice(2)}`)],
  ['leading-space', 'signature-malformed', swap(license, signature, ` ${signature}`)],
  ['trailing-space', 'signature-malformed', swap(license, signature, `${signature} `)],
  ['inner-tab', 'signature-malformed', swap(license, signature, `${signature.slice(0, 44)}\t${signature.slice(44)}`)],
  ['entity', 'signature-malformed', swap(license, signature, `${signature.slice(0, 87)}&#61;`)],
  ['zero', 'signature-invalid', swap(license, signature, `${'A'.repeat(86)}==`)],
  ['hex', 'signature-malformed', swap(license, signature, Buffer.from(signature, 'base64').toString('hex'))],
  ['key-id-short', 'signature-malformed', swap(license, `KeyId="${keyId}"`, `KeyId="${keyId.slice(0, 10)}"`)],
  ['key-id-long', 'signature-malformed', swap(license, `KeyId="${keyId}"`, `KeyId="${keyId}A"`)],
  ['key-id-empty', 'signature-malformed', swap(license, `KeyId="${keyId}"`, 'KeyId=""')],
  ['key-id-non-canonical', 'signature-malformed', swap(license, `KeyId="${keyId}"`, `KeyId="${keyId.slice(0, 10)}B"`)],
];

const row =
  (folder: string, type: DocumentType = 'license') =>
  ([name, expect, file]: Row): Case => ({
    name: `${folder}/${name}`,
    type,
    context: 'usual',
    file: typeof file === 'string' ? utf8(file) : file,
    expect,
  });

/** The same ways to hide a second payload, for the other types. */
const otherTypes: readonly Case[] = (['request', 'keyset', 'return', 'activation'] as const).flatMap((type) => {
  const own = textOf(type);
  const line = payloadOf(type);
  const rows: Row[] = [
    ['prepended', 'envelope-malformed', ` ${own}`],
    ['appended', 'envelope-malformed', `${own} `],
    ['payload-twice', 'envelope-malformed', swap(own, line, `${line}\n${line}`)],
    ['payload-twice-on-one-line', 'signature-invalid', swap(own, line, line + line)],
    ['cut-short', 'envelope-malformed', own.slice(0, -1)],
    ['line-ends-removed', 'envelope-malformed', own.replaceAll('\n', '')],
    ['key-id-of-another', 'key-unknown', damaged(type, /KeyId="[^"]*"/, `KeyId="${keyId}"`)],
    ['signature-of-another', 'signature-invalid', damaged(type, />[^<]{88}</, `>${signature}<`)],
  ];
  return rows.map(row(`${type}/envelope`, type));
});

export const envelopeCases: readonly Case[] = [
  ...anything.map(row('not-ours')),
  ...mutations.map(row('license/envelope')),
  ...signatures.map(row('license/signature')),
  ...otherTypes,
];

function base64(length: number): string {
  return Buffer.from(Uint8Array.from({ length }, (_, index) => index)).toString('base64');
}

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return Uint8Array.from(littleEndian ? bytes : bytes.swap16());
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

/** The golden license with raw bytes in place of some ASCII text. */
function splice(text: string, bytes: Uint8Array): Uint8Array {
  const at = license.indexOf(text);
  return concat(golden.license.subarray(0, at), bytes, golden.license.subarray(at + text.length));
}
