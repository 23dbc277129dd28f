export const documentTypes = ['request', 'license', 'keyset', 'return', 'activation'] as const;

/** The five types of document that Keyferry signs. */
export type DocumentType = (typeof documentTypes)[number];

export type ElementName = 'LicenseRequest' | 'License' | 'Keyset' | 'LicenseReturn' | 'ActivationReceipt';

const elementNames: Readonly<Record<DocumentType, ElementName>> = {
  request: 'LicenseRequest',
  license: 'License',
  keyset: 'Keyset',
  return: 'LicenseReturn',
  activation: 'ActivationReceipt',
};

/** Tells documents apart from the other kinds of files that are recognized. */
export function isDocumentType(kind: string): kind is DocumentType {
  return documentTypes.some((type) => type === kind);
}

/** @returns name of the element that is the payload */
export function elementNameOf(type: DocumentType): ElementName {
  return elementNames[type];
}

/** @returns the type that has this element name; null for any other element */
export function documentTypeOf(elementName: string): DocumentType | null {
  return documentTypes.find((type) => elementNames[type] === elementName) ?? null;
}

/** @returns the media type that is signed along with the payload and that HTTP uses */
export function mediaTypeOf(type: DocumentType): string {
  return `application/vnd.keyferry.${type}.v1+xml`;
}
