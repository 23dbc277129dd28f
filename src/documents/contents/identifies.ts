import type { DocumentType } from '../documentType.ts';
import type { FieldNameOf } from './declarations.ts';

/**
 * Whom a field lets its reader recognize. `nobody`: nobody. `computer`: the computer, when it shows the same again, without
 * a name. `order`: this one request or license and what was bought. `owner`: a person or an organization, by name.
 */
export type Identifies = 'nobody' | 'computer' | 'order' | 'owner';

type FieldsOfTypes<Value> = { readonly [Type in DocumentType]: { readonly [Name in FieldNameOf<Type>]: Value } };

/** The compiler asks for every field that is declared. */
export const identifies: FieldsOfTypes<Identifies> = {
  request: {
    installationKey: 'computer',
    requestId: 'order',
    product: 'nobody',
    productVersion: 'nobody',
    createdAt: 'nobody',
    keysetVersion: 'nobody',
    bindingStrength: 'nobody',
    bindings: 'computer',
  },
  license: {
    licenseId: 'order',
    requestId: 'order',
    keyId: 'nobody',
    product: 'nobody',
    licenseType: 'nobody',
    holder: 'owner',
    features: 'nobody',
    entitlements: 'nobody',
    requiredBindings: 'nobody',
    bindings: 'computer',
    installationKey: 'computer',
    serialMasked: 'order',
    startDate: 'nobody',
    stopDate: 'nobody',
    updateDate: 'nobody',
    initialActivationDate: 'nobody',
    issuedAt: 'nobody',
    licenseVersion: 'nobody',
    clientProvidedVersion: 'nobody',
  },
  keyset: {
    rootKeyId: 'nobody',
    product: 'nobody',
    epoch: 'nobody',
    version: 'nobody',
    issuedAt: 'nobody',
    keys: 'nobody',
    revokedKeys: 'nobody',
    revokedLicenses: 'order',
  },
  return: {
    installationKey: 'computer',
    licenseId: 'order',
    product: 'nobody',
    counter: 'nobody',
    nonce: 'order',
    returnedAt: 'nobody',
  },
  activation: {
    installationKey: 'computer',
    licenseId: 'order',
    product: 'nobody',
    activatedAt: 'nobody',
  },
};
