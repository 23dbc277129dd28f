import { encodeBase64 } from '../../crypto/base64.ts';
import { keyIdOf } from '../../crypto/keyId.ts';
import { Refusal } from '../../refusal.ts';
import type { DocumentType } from '../documentType.ts';
import { type Envelope, openEnvelope } from '../envelope.ts';
import { readPayload } from '../payload/declaration.ts';
import type { Field, FieldTable } from '../payload/fields.ts';
import type { AuthenticPayload } from '../payload/reader.ts';
import { checkOwnSignature, checkSignature } from '../signature.ts';
import { declarations } from './declarations.ts';

/** One attribute as it stands in the file, entities decoded. */
export interface WrittenAttribute {
  /** Name in the file, such as `Value`. */
  readonly name: string;
  readonly text: string;
  /** Whether the text is an instant, which people read as a date. */
  readonly isInstant: boolean;
}

/** A field of a document as it stands in the file. */
export interface FieldContent {
  /** Name in the declaration, such as `installationKey`. */
  readonly name: string;
  /** Element that holds it, such as `InstallationKey`; of a list, the element of an item. */
  readonly element: string;
  readonly isList: boolean;
  /** The attributes of each item; exactly one item where the field is no list, none where it is left out. */
  readonly items: readonly (readonly WrittenAttribute[])[];
}

/** The last line of a document. */
export interface SignatureContent {
  /** Id of the key that signed, 11 base64url characters. */
  readonly keyId: string;
  /** 64 bytes in base64, as it stands in the file. */
  readonly text: string;
}

/** All that a signed document holds, in the order of the file. */
export interface DocumentContents {
  readonly type: DocumentType;
  readonly fields: readonly FieldContent[];
  readonly signature: SignatureContent;
  /** The same fields as values. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Lists everything that a document holds: each field of its declaration, and the signature. A document that is read with
 * all its fields is canonical, so nothing else is in the file.
 *
 * @param file exact bytes of one document
 * @param type what the file is
 * @param keys raw Ed25519 public keys, 32 bytes each, that may have signed a license or a keyset; the other documents carry
 *   their own key
 * @throws Refusal every code of `openEnvelope` and `checkSignature`; `payload-schema`
 */
export function contentsOf(file: Uint8Array, type: DocumentType, keys: readonly Uint8Array[]): DocumentContents {
  const envelope = openEnvelope(file, type);
  const declaration = declarations[type];
  const values: Readonly<Record<string, unknown>> = readPayload<FieldTable>(declaration, authentic(envelope, keys));
  const fields = Object.entries<Field<unknown>>(declaration.fields).map(([name, field]) =>
    fieldContent(name, field, values[name]),
  );
  const { keyId, signature } = envelope;
  return { type, fields, signature: { keyId, text: encodeBase64(signature) }, values };
}

function authentic(envelope: Envelope, keys: readonly Uint8Array[]): AuthenticPayload {
  const { type, keyId } = envelope;
  if (type !== 'license' && type !== 'keyset') return checkOwnSignature(envelope);
  const key = keys.find((one) => keyIdOf(one) === keyId);
  if (!key) throw new Refusal('key-unknown', { keyId });
  return checkSignature(envelope, key);
}

function fieldContent(name: string, field: Field<unknown>, value: unknown): FieldContent {
  const { element, items: list } = field;
  if (!list) return { name, element, isList: false, items: value === undefined ? [] : [written(field, [value])] };
  // An item is one value, or a record of them.
  const items = (value as readonly unknown[]).map((item) =>
    list.names.length === 0
      ? written(field, [item])
      : written(
          field,
          list.names.map((key) => (item as Readonly<Record<string, unknown>>)[key]),
        ),
  );
  return { name, element: list.element, isList: true, items };
}

function written({ attributes }: Field<unknown>, values: readonly unknown[]): readonly WrittenAttribute[] {
  return attributes.flatMap(({ name, kind }, index) => {
    const value = values[index];
    return value === undefined ? [] : [{ name, text: kind.write(value), isInstant: kind.name === 'instant' }];
  });
}
