export const documentTypes = ['request', 'license', 'keyset', 'return'] as const;

/** The four kinds of document that Keyferry signs. */
export type DocumentType = (typeof documentTypes)[number];

export type ElementName = 'LicenseRequest' | 'License' | 'Keyset' | 'LicenseReturn';

const elementNames: Readonly<Record<DocumentType, ElementName>> = {
  request: 'LicenseRequest',
  license: 'License',
  keyset: 'Keyset',
  return: 'LicenseReturn',
};

/** @returns name of the one element that holds a document's payload */
export function elementNameOf(type: DocumentType): ElementName {
  return elementNames[type];
}

/** @returns the type that an element name stands for, null when it is none of ours */
export function documentTypeOf(elementName: string): DocumentType | null {
  return documentTypes.find((type) => elementNames[type] === elementName) ?? null;
}

/** @returns the media type under which a document of this type is signed, and which HTTP gives it */
export function mediaTypeOf(type: DocumentType): string {
  return `application/vnd.keyferry.${type}.v1+xml`;
}
