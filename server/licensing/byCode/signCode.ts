import { keyIdOf } from '../../../src/crypto/keyId.ts';
import type { Signer } from '../../../src/crypto/signer.ts';
import type { LicenseFields } from '../../../src/documents/license.ts';
import { Refusal } from '../../../src/refusal.ts';
import { inVocabularyOrder, writeConfirmationCode } from '../../../src/typed/confirmationCode.ts';
import { signForCode } from '../../../src/typed/signedLicense.ts';
import type { Vocabulary } from '../../../src/typed/vocabulary.ts';

/** A license as a code, and its id, which follows from what was signed. */
export interface SignedCode {
  readonly groups: readonly string[];
  readonly licenseId: string;
}

/** For whom a license is written as a code. `mark`: 17 bytes, see `machineMark`. `vocabulary`: null where the machine's names are others. */
export interface CodeRecipient {
  readonly mark: Uint8Array;
  readonly vocabulary: Vocabulary | null;
}

/**
 * @param fields as a file would have them; a code leaves out the holder, and its id is another
 * @throws Refusal `code-impossible`
 */
export async function signCode(
  fields: LicenseFields,
  signer: Signer,
  { mark, vocabulary }: CodeRecipient,
): Promise<SignedCode> {
  const {
    licenseId: _,
    requestId: __,
    holder: ___,
    bindings,
    installationKey,
    clientProvidedVersion,
    ...rest
  } = fields;
  const reduced = {
    ...rest,
    keyId: keyIdOf(signer.publicKey),
    features: inVocabularyOrder(fields.features, vocabulary),
    machineMark: mark,
  };
  const { licenseId, signature } = await signForCode(reduced, signer);
  return { licenseId, groups: write(() => writeConfirmationCode(reduced, signature, vocabulary)) };
}

function write(code: () => string[]): string[] {
  try {
    return code();
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('code-impossible');
    throw error;
  }
}
