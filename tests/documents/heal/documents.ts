import { keyIdOf } from '../../../src/crypto/keyId.ts';
import { readActivationReceipt, writeActivationReceipt } from '../../../src/documents/activationReceipt.ts';
import type { DocumentType } from '../../../src/documents/documentType.ts';
import { readKeyset, writeKeyset } from '../../../src/documents/keyset.ts';
import { openLicense, readLicense, writeLicense } from '../../../src/documents/license.ts';
import { readRequest, writeRequest } from '../../../src/documents/request.ts';
import { readReturnReceipt, writeReturnReceipt } from '../../../src/documents/returnReceipt.ts';
import {
  activationFields,
  installationSigner,
  keysetFields,
  licenseFields,
  requestFields,
  returnFields,
  rootSigner,
  signingSigner,
} from '../sample.ts';

/** A document, and the check of its signature. */
export interface SampleDocument {
  readonly type: DocumentType;
  readonly file: Uint8Array;
  readonly check: (file: Uint8Array) => unknown;
}

const checkLicense = (file: Uint8Array): unknown => readLicense(openLicense(file), signingSigner.publicKey);

/** A license whose holder needs escaping, is not ASCII, or both. */
export async function licenseFor(holder: string): Promise<SampleDocument> {
  const file = await writeLicense({ ...licenseFields, holder }, signingSigner);
  return { type: 'license', file, check: checkLicense };
}

export async function sampleDocuments(): Promise<Readonly<Record<string, SampleDocument>>> {
  const perpetual = { ...licenseFields, features: [], entitlements: [], bindings: [] };
  delete (perpetual as { stopDate?: string }).stopDate;
  return {
    request: { type: 'request', file: await writeRequest(requestFields, installationSigner), check: readRequest },
    license: await licenseFor('Zoë & Söhne “Müller”, O’Brien'),
    'plain license': await licenseFor(licenseFields.holder),
    'perpetual license': { type: 'license', file: await writeLicense(perpetual, signingSigner), check: checkLicense },
    keyset: {
      type: 'keyset',
      file: await writeKeyset({ ...keysetFields, rootKeyId: keyIdOf(rootSigner.publicKey) }, rootSigner),
      check: (file) => readKeyset(file, [rootSigner.publicKey]),
    },
    return: {
      type: 'return',
      file: await writeReturnReceipt(returnFields, installationSigner),
      check: readReturnReceipt,
    },
    activation: {
      type: 'activation',
      file: await writeActivationReceipt(activationFields, installationSigner),
      check: readActivationReceipt,
    },
  };
}
