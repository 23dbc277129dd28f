import { openEnvelope } from '../../src/documents/envelope.ts';
import type { ReadFile } from '../../src/documents/heal/exactDocuments.ts';
import type { SigningKey } from '../../src/documents/keyset.ts';
import { openLicense, readLicense, type UnverifiedLicense } from '../../src/documents/license.ts';
import { type LicenseRequest, readOpened } from '../../src/documents/request.ts';
import { type ReturnReceipt, readReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { Refusal } from '../../src/refusal.ts';

/** A request, and the line in it that is signed. */
export interface OpenedRequest {
  readonly payload: string;
  readonly request: LicenseRequest;
}

/** What the service reads, by the type of document. Signatures are verified. */
export interface SentDocuments {
  readonly request: OpenedRequest;
  readonly return: ReturnReceipt;
  readonly license: UnverifiedLicense;
}

export type SentType = keyof SentDocuments;

/** Keys that licenses are signed with. */
export type LicenseKeys = readonly Pick<SigningKey, 'keyId' | 'publicKey'>[];

/** Reads the documents that clients send. */
export interface DocumentReader {
  /**
   * Finds the one document of a type, undoes the damages of its way, and verifies its signature.
   *
   * @param bytes untrusted
   * @returns its file as it was signed, and what it says
   * @throws Refusal `file-too-large`, every code of `documentsIn`, `onlyDocument` and `readHealed`; of a license `key-unknown`
   *   when no product has its key; `service-busy` when too many documents wait,
   *   or reading this one was cut short
   */
  read<Type extends SentType>(type: Type, bytes: Uint8Array): Promise<ReadFile<SentDocuments[Type]>>;
}

/** Verifies and reads a canonical file of each type. */
export type Readers = { readonly [Type in SentType]: (file: Uint8Array) => SentDocuments[Type] };

export function readersWith(keys: LicenseKeys): Readers {
  return {
    request(file) {
      const envelope = openEnvelope(file, 'request');
      return { payload: envelope.payload, request: readOpened(envelope) };
    },
    return: readReturnReceipt,
    license(file) {
      const sealed = openLicense(file);
      const key = keys.find(({ keyId }) => keyId === sealed.keyId);
      if (!key) throw new Refusal('key-unknown', { keyId: sealed.keyId });
      return readLicense(sealed, key.publicKey);
    },
  };
}

/** @returns the keys of all products, which a license may be signed with */
export function licenseKeysOf(products: Iterable<{ readonly keyset: { readonly keys: LicenseKeys } }>): LicenseKeys {
  return [...products].flatMap(({ keyset }) => keyset.keys.map(({ keyId, publicKey }) => ({ keyId, publicKey })));
}
