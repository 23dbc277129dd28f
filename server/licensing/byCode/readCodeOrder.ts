import { createHash } from 'node:crypto';
import type { CodeOrder } from '../../../src/contract/calls/codes.ts';
import { namedFeatures } from '../../../src/contract/catalog.ts';
import { encodeBase64Url } from '../../../src/crypto/base64.ts';
import { markOf } from '../../../src/documents/byCode/machineDigest.ts';
import { bytesOfMachineId } from '../../../src/documents/machineId.ts';
import { readTypedInstallation } from '../../../src/typed/codesForVendor.ts';
import { type Vocabulary, vocabularyCheck, vocabularyOf } from '../../../src/typed/vocabulary.ts';
import type { CodedMachine } from '../../store/machines/machineKeys.ts';
import type { SoldProduct } from '../products.ts';
import { acceptedBy, digestOfTyped } from '../typedSerial.ts';

/** An order by code with everything that can be computed without the store. */
export interface ReadCodeOrder {
  readonly sold: SoldProduct;
  readonly coded: CodedMachine;
  /** See `machineMark`, 17 bytes. */
  readonly mark: Uint8Array;
  /** Keyset that the machine holds, modulo 256. */
  readonly keysetVersion: number;
  /** Names that the machine has as well; null where its profile is another. */
  readonly vocabulary: Vocabulary | null;
  readonly licenseType: string;
  readonly holder: string;
  readonly confirmChange: boolean;
  /** Whether a code that the machine was given before is not given again. */
  readonly isNew: boolean;
  /** Digest of the serial number; null when the license type needs none or none was sent. */
  readonly serialDigest: string | null;
  readonly isTrial: boolean;
  /** Tells a repeated order from a changed one. The holder is not part of it: no code names one. */
  readonly digest: string;
}

/**
 * Reads an order by code. Nothing in an installation code is authentic: whoever types it decides for which machine the license
 * is, and on any other it is worth nothing.
 *
 * @throws Refusal every code of `readTypedInstallation`; `serial-malformed` with `status`
 */
export function readCodeOrder(sold: SoldProduct, order: CodeOrder): ReadCodeOrder {
  const { catalog, keystore } = sold;
  const { licenseType, holder = '', confirmChange = false, new: isNew = false } = order;
  const code = readTypedInstallation(order.installationCode, catalog.product.id);
  const own = vocabularyOf({ ...catalog, ...namedFeatures(catalog) });
  const type = catalog.licenseTypes.find(({ id }) => id === licenseType);
  const accepted = acceptedBy(catalog, licenseType);
  const serialDigest =
    type?.serialNumber === 'required' ? digestOfTyped(order.serialNumber ?? '', accepted, keystore.pepper) : null;
  const parts = JSON.stringify([encodeBase64Url(code.digest), code.machineId, licenseType, serialDigest]);
  return {
    ...{ sold, licenseType, holder, confirmChange, isNew, serialDigest },
    coded: { digest: code.digest, machineId: code.machineId },
    mark: markOf(code.digest, bytesOfMachineId(code.machineId) ?? new Uint8Array()),
    keysetVersion: code.keysetVersion,
    vocabulary: vocabularyCheck(own) === code.vocabulary ? own : null,
    isTrial: type?.trial === true,
    digest: createHash('sha256').update(`code|${parts}`, 'utf8').digest('base64url'),
  };
}
