import { activationReceiptDeclaration } from '../activationReceipt.ts';
import type { DocumentType } from '../documentType.ts';
import { keysetDeclaration } from '../keyset.ts';
import { licenseDeclaration } from '../license.ts';
import type { Declaration } from '../payload/declaration.ts';
import type { FieldTable } from '../payload/fields.ts';
import { requestDeclaration } from '../request.ts';
import { returnReceiptDeclaration } from '../returnReceipt.ts';

/** The declaration of each type of document. */
export const declarations = {
  request: requestDeclaration,
  license: licenseDeclaration,
  keyset: keysetDeclaration,
  return: returnReceiptDeclaration,
  activation: activationReceiptDeclaration,
} as const satisfies Readonly<Record<DocumentType, Declaration<FieldTable>>>;

/** Names of the fields that a type of document declares. */
export type FieldNameOf<Type extends DocumentType> = keyof (typeof declarations)[Type]['fields'] & string;
