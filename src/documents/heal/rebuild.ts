import { decodeBase64, decodeBase64Url } from '../../crypto/base64.ts';
import { keyIdOf } from '../../crypto/keyId.ts';
import { codeAlgorithm } from '../byCode/reducedLicense.ts';
import { type DocumentType, elementNameOf } from '../documentType.ts';
import type { Attribute } from '../payload/fields.ts';
import { type AttributeText, element } from '../payload/xml.ts';
import { limits, serialMask } from '../rules.ts';
import { type DocumentDraft, type FoundAttributes, type FoundValue, isFreeText } from './draft.ts';
import { readBy, readingsOf, type Surroundings, uniformChoices } from './freeText.ts';
import { decodeReferences } from './layers/references.ts';
import { documentShape, type ElementShape } from './shape.ts';

const SIGNATURE_CHARACTERS = 86;

/** No damage makes so many characters of the longest free text. Reading more in many ways would take long, and be in vain. */
const longestFreeText = 16 * limits.holderBytes;

/** What a draft lacks to be a document. */
export interface Lack {
  /** The first element or attribute that is missing or cannot be read, as `Holder` or `Binding@Key`. */
  readonly part?: string;
  /** How many of the 86 characters of the signature are missing. */
  readonly signatureCharacters: number;
}

/** @returns what is missing; null for a draft from which a document can be rebuilt */
export function lackOf(draft: DocumentDraft): Lack | null {
  const signatureCharacters = Math.max(0, SIGNATURE_CHARACTERS - (draft.signature ?? '').length);
  const part = firstUnreadable(draft);
  if (!part && signatureCharacters === 0) return null;
  return { ...(part && { part }), signatureCharacters };
}

/**
 * Writes canonical files from what was read. Free texts that can be read in several ways give several.
 *
 * @param most at most so many files
 * @returns at least one, the likeliest first
 */
export function rebuild(draft: DocumentDraft, most: number, isSingleByte: boolean): readonly string[] {
  const texts = freeTextsOf(draft).map(({ original }) => original);
  if (texts.some(({ length }) => length > longestFreeText)) return [fileOf(draft, texts)];
  const files = new Set<string>();
  for (const choice of uniformChoices(texts, most))
    files.add(
      fileOf(
        draft,
        texts.map((text) => readBy(text, choice)),
      ),
    );
  if (files.size < most) {
    const surroundings: Surroundings = { hasAddedSpaces: hasAddedSpaces(draft), isSingleByte };
    const readings = texts.map((text) => readingsOf(text, surroundings));
    for (const chosen of combinations(readings, most)) {
      if (files.size >= most) break;
      files.add(fileOf(draft, chosen));
    }
  }
  return [...files].slice(0, most);
}

/** @param texts readings of all free texts, in their order */
function fileOf(draft: DocumentDraft, texts: readonly string[]): string {
  const { type } = draft;
  const name = elementNameOf(type);
  const remaining = [...texts];
  const read = (attribute: Attribute<unknown>, value: FoundValue): string =>
    isFreeText(attribute.kind) ? (remaining.shift() ?? '') : strictValue(attribute, value);
  const children = documentShape(type).elements.map((shape) => elementText(draft, shape, read));
  const signature = base64Of(draft.signature ?? '');
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<root>\n<${name} id="Terms">${children.join('')}</${name}>\n` +
    `<Signature Algorithm="${algorithmFor(draft)}" KeyId="${keyIdFor(draft)}">${signature}</Signature>\n</root>\n`
  );
}

type Read = (attribute: Attribute<unknown>, value: FoundValue) => string;

function elementText(draft: DocumentDraft, shape: ElementShape, read: Read): string {
  const found = draft.elements.get(shape.name);
  if (!found && (shape.isOptional || (!shape.item && shape.attributes.length > 0))) return '';
  const attributes = attributeTexts(shape, found, read);
  const { item } = shape;
  const items = item ? (draft.items.get(item.name) ?? []) : [];
  return element(
    shape.name,
    attributes,
    item ? items.map((one) => element(item.name, attributeTexts(item, one, read))) : [],
  );
}

function attributeTexts(shape: ElementShape, found: FoundAttributes | undefined, read: Read): readonly AttributeText[] {
  return shape.attributes.map((attribute) => {
    const value = found?.get(attribute.name.toLowerCase());
    return [attribute.name, value && read(attribute, value)];
  });
}

/** Reads a value that cannot hold white space, from whatever stands between its characters. */
function strictValue({ kind }: Attribute<unknown>, { squeezed, original }: FoundValue): string {
  const text = decodeReferences(squeezed);
  switch (kind.name) {
    case 'key':
      return base64Of(text);
    case 'id128':
    case 'keyid':
    case 'binding':
      // Autocorrection makes one dash of two hyphens.
      return base64UrlOf(original.includes('\u2014') ? original.replaceAll('\u2014', '--') : text);
    case 'mask':
      // The mask is always the same, and Markdown takes its asterisks for emphasis.
      return serialMask + text.replace(/[^0-9A-Za-z]/g, '').slice(-5);
    default:
      return text.replace(/[^0-9A-Za-z:.-]/g, '');
  }
}

/** Restores padding and alphabet of base64. */
function base64Of(text: string): string {
  const characters = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  return characters + '='.repeat((4 - (characters.length % 4)) % 4);
}

function base64UrlOf(text: string): string {
  return text
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/[^A-Za-z0-9_-]/g, '');
}

/** The signature line's key id repeats what the payload says, so that a damaged one can be restored. */
function keyIdFor(draft: DocumentDraft): string {
  const own = base64UrlOf(draft.keyId);
  if (decodeBase64Url(own)?.length === 8) return own;
  const value = (name: string) => draft.elements.get(name)?.get('value')?.squeezed ?? '';
  const named: Readonly<Record<DocumentType, () => string>> = {
    license: () => base64UrlOf(value('KeyID')),
    keyset: () => base64UrlOf(value('RootKeyID')),
    request: () => installationKeyId(value('InstallationKey')),
    return: () => installationKeyId(value('InstallationKey')),
    activation: () => installationKeyId(value('InstallationKey')),
  };
  return named[draft.type]() || own;
}

/** Only a license that came as a code has one id for itself and its request. */
function algorithmFor(draft: DocumentDraft): string {
  const [license, request] = ['LicenseID', 'RequestID'].map((name) => draft.elements.get(name)?.get('value')?.squeezed);
  return license !== undefined && license === request ? codeAlgorithm : 'Ed25519';
}

function installationKeyId(value: string): string {
  const key = decodeBase64(base64Of(value));
  return key?.length === 32 ? keyIdOf(key) : '';
}

function* attributesIn(
  draft: DocumentDraft,
): Generator<readonly [ElementShape, Attribute<unknown>, FoundValue | undefined]> {
  for (const shape of documentShape(draft.type).elements) {
    const found = draft.elements.get(shape.name);
    if (!found && shape.isOptional) continue;
    for (const attribute of shape.attributes) yield [shape, attribute, found?.get(attribute.name.toLowerCase())];
    const { item } = shape;
    for (const one of (item && draft.items.get(item.name)) ?? []) {
      for (const attribute of item?.attributes ?? [])
        yield [item ?? shape, attribute, one.get(attribute.name.toLowerCase())];
    }
  }
}

function freeTextsOf(draft: DocumentDraft): readonly FoundValue[] {
  return [...attributesIn(draft)].flatMap(([, { kind }, value]) => (value && isFreeText(kind) ? value : []));
}

function firstUnreadable(draft: DocumentDraft): string | undefined {
  for (const [shape, attribute, value] of attributesIn(draft)) {
    const isReadable = value
      ? isFreeText(attribute.kind) || attribute.kind.rule(strictValue(attribute, value)) === true
      : attribute.isOptional;
    if (!isReadable) return attribute.name === 'Value' ? shape.name : `${shape.name}@${attribute.name}`;
  }
  return undefined;
}

/** White space, not of a line's end, inside values that have none. */
function hasAddedSpaces(draft: DocumentDraft): boolean {
  return [...attributesIn(draft)].some(
    ([, { kind }, value]) => value && !isFreeText(kind) && /[^\s][ \t]+[^\s]/.test(value.original),
  );
}

/** All combinations of one choice each, those with few unlikely choices first. */
function* combinations(choices: readonly (readonly string[])[], most: number): Generator<readonly string[]> {
  const open = choices.flatMap((readings, at) => (readings.length > 1 ? at : []));
  let left = 4 * most;
  function* withSum(chosen: string[], from: number, sum: number): Generator<readonly string[]> {
    if (left-- <= 0) return;
    const at = open[from];
    if (at === undefined) {
      if (sum === 0) yield [...chosen];
      return;
    }
    const readings = choices[at] ?? [];
    for (let reading = 0; reading <= Math.min(sum, readings.length - 1); reading++) {
      chosen[at] = readings[reading] ?? '';
      yield* withSum(chosen, from + 1, sum - reading);
    }
  }
  const likeliest = choices.map((readings) => readings[0] ?? '');
  for (let sum = 0; left > 0 && sum < most; sum++) yield* withSum([...likeliest], 0, sum);
}

/** Kinds of values that only documents of this format hold. */
const ownKinds: readonly string[] = ['id128', 'key', 'keyid'];

/**
 * @returns what tells a document from others of its type, as far as it was read; null for an incomplete draft that is not of
 *   this format, because other vendors' files share some of its names
 */
export function identityOf(draft: DocumentDraft): string | null {
  const values = ownValues(draft);
  return values.length === 0 ? null : [draft.type, ...values].join(' ');
}

/** @returns the identities that a document has when its end is missing, down to two of its values, and its own */
export function identitiesOfBeginnings(draft: DocumentDraft): readonly string[] {
  const values = ownValues(draft);
  return values.slice(1).map((_, at) => [draft.type, ...values.slice(0, at + 2)].join(' '));
}

function ownValues(draft: DocumentDraft): readonly string[] {
  return documentShape(draft.type).elements.flatMap((shape) =>
    shape.attributes.flatMap((attribute) => {
      const value = draft.elements.get(shape.name)?.get(attribute.name.toLowerCase());
      if (!value || !(ownKinds.includes(attribute.kind.name) || shape.name === 'Version')) return [];
      const text = strictValue(attribute, value);
      return attribute.kind.rule(text) === true ? text : [];
    }),
  );
}
