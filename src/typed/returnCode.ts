import { decodeBase64Url } from '../crypto/base64.ts';
import { keyIdOf } from '../crypto/keyId.ts';
import { digestLength } from '../documents/byCode/machineDigest.ts';
import { openEnvelope, writeFile } from '../documents/envelope.ts';
import { bytesOfMachineId, machineId, machineIdFrom, machineIdLength } from '../documents/machineId.ts';
import { writePayload } from '../documents/payload/declaration.ts';
import { type ReturnReceiptFields, readReturnReceipt, returnReceiptDeclaration } from '../documents/returnReceipt.ts';
import { type CodeReader, CodeWriter } from './bits.ts';
import { putSecond, putSignature, takeSecond, takeSignature } from './fieldBits.ts';
import { type LongCodeHeading, readLongCode, writeLongCode } from './longCode.ts';
import { nonceForCode } from './returnNonce.ts';
import { productCheck } from './vocabulary.ts';

const FEW_BITS = 5;
const MANY_BITS = 31;
const KEY_BYTES = 32;

/** Who returns: a machine whose key the vendor has, or one that it knows by its digest alone. */
export type ReturningMachine =
  | { readonly machineId: string }
  /** `installationKey`: 32 bytes. `hardware`: 12 bytes, from `hardwareDigest`. Both together give the digest. */
  | { readonly installationKey: Uint8Array; readonly hardware: Uint8Array };

/** A return as a code gives it. Nothing in it is authentic until the rebuilt receipt is verified. */
export interface ReturnCode {
  /** See `productCheck`. */
  readonly product: number;
  /** First byte of the license's id. */
  readonly license: number;
  readonly counter: number;
  /** Instant. */
  readonly returnedAt: string;
  readonly machine: ReturningMachine;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

/**
 * Writes a receipt as a code: 25 groups, or 37 for a license that itself came as a code, because the vendor then does not
 * have the machine's key.
 *
 * @param signature of the receipt, 64 bytes
 * @param hardware 12 bytes, from `hardwareDigest`, for a license that came as a code; else null
 * @throws RangeError when the nonce is another than {@link nonceForCode}
 */
export function writeReturnCode(
  receipt: ReturnReceiptFields,
  signature: Uint8Array,
  hardware: Uint8Array | null,
): string[] {
  const { product, licenseId, counter, returnedAt, installationKey } = receipt;
  if (receipt.nonce !== nonceForCode(licenseId, counter)) throw new RangeError('nonce');
  const rest = new CodeWriter();
  const isMany = counter >= 2 ** FEW_BITS;
  rest.flag(isMany).put(counter, isMany ? MANY_BITS : FEW_BITS);
  putSecond(rest, returnedAt);
  rest.flag(hardware !== null);
  if (hardware) rest.bytes(installationKey).bytes(hardware);
  else rest.bytes(bytesOfMachineId(machineId(installationKey)) ?? new Uint8Array());
  putSignature(rest, signature);
  return writeLongCode('return', [productCheck(product), licenseCheck(licenseId)], rest);
}

/** @returns the first byte of the id, by which a vendor finds the license among those of a machine */
export function licenseCheck(licenseId: string): number {
  return decodeBase64Url(licenseId)?.[0] ?? 0;
}

/**
 * @param groups as typed
 * @returns `incomplete` while groups are missing or wrong, which `checkCode` tells; `mistyped` when they are right and no
 *   return is written like this; `unsupported` when a newer version wrote it
 */
export function readReturnCode(groups: readonly string[]): ReturnCode | 'incomplete' | 'mistyped' | 'unsupported' {
  return readLongCode('return', groups, takeReturn);
}

/** @throws RangeError when no writer writes this */
function takeCounter(reader: CodeReader): number {
  const isMany = reader.flag();
  const counter = reader.take(isMany ? MANY_BITS : FEW_BITS);
  if (counter < (isMany ? 2 ** FEW_BITS : 1)) throw new RangeError('a counter');
  return counter;
}

function takeReturn(reader: CodeReader, { checks: [product, license] }: LongCodeHeading): ReturnCode {
  return {
    product,
    license,
    counter: takeCounter(reader),
    returnedAt: takeSecond(reader),
    machine: reader.flag()
      ? { installationKey: reader.bytes(KEY_BYTES), hardware: reader.bytes(digestLength) }
      : { machineId: machineIdFrom(reader.bytes(machineIdLength)) },
    signature: takeSignature(reader),
  };
}

/**
 * Rebuilds the receipt that a machine signed, for `readReturnReceipt`, which verifies it.
 *
 * @param license that is returned; `installationKey`: 32 bytes, as the vendor knows it or from the code
 * @returns the file's exact bytes
 */
export function rebuildReceipt(
  { counter, returnedAt, signature }: ReturnCode,
  license: Pick<ReturnReceiptFields, 'product' | 'licenseId' | 'installationKey'>,
): Uint8Array {
  const nonce = nonceForCode(license.licenseId, counter);
  const payload = writePayload(returnReceiptDeclaration, { ...license, counter, nonce, returnedAt });
  return writeFile(payload, { algorithm: 'Ed25519', keyId: keyIdOf(license.installationKey), signature });
}

/**
 * @param receipt exact bytes
 * @param hardware what the machine recorded with its return, see `hardwareOfCode`; undefined for a license that came as a file
 * @returns groups of the return code; null for a receipt of an earlier version, which no code can tell
 */
export function codeOfReceipt(receipt: Uint8Array, hardware: string | undefined): string[] | null {
  const fields = readReturnReceipt(receipt);
  if (fields.nonce !== nonceForCode(fields.licenseId, fields.counter)) return null;
  const { signature } = openEnvelope(receipt, 'return');
  return writeReturnCode(fields, signature, hardware === undefined ? null : decodeBase64Url(hardware));
}
