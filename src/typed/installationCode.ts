import { sha256 } from '../crypto/hash.ts';
import { digestLength } from '../documents/byCode/machineDigest.ts';
import { bytesOfMachineId, machineIdFrom, machineIdLength } from '../documents/machineId.ts';
import { CodeReader, CodeWriter } from './bits.ts';
import { checkCode, writeCode } from './code.ts';
import { groupData } from './group.ts';
import { productCheck, type Vocabulary, vocabularyCheck } from './vocabulary.ts';

/** Groups of an installation code. */
export const installationGroups = 7;
const FORM = 1;
const FORM_BITS = 3;
const CHECK_BITS = 12;

/** What a machine says of itself. Nothing in it is authentic. */
export interface InstallationCode {
  /** See `productCheck`. */
  readonly product: number;
  /** See `vocabularyCheck`: of the profile that the machine has. */
  readonly vocabulary: number;
  /** Keyset that the machine holds, modulo 256. */
  readonly keysetVersion: number;
  /** 12 bytes. */
  readonly digest: Uint8Array;
  /** `XXXX-XXXX`. */
  readonly machineId: string;
}

/** The machine's side of {@link InstallationCode}. */
export interface InstallationFacts {
  readonly vocabulary: Vocabulary;
  readonly keysetVersion: number;
  /** 12 bytes, from `machineDigest`. */
  readonly digest: Uint8Array;
  /** `XXXX-XXXX`. */
  readonly machineId: string;
}

/** @returns seven groups of six characters */
export function writeInstallationCode({ vocabulary, keysetVersion, digest, machineId }: InstallationFacts): string[] {
  const id = bytesOfMachineId(machineId);
  if (!id || digest.length !== digestLength) throw new RangeError('computer ID or digest');
  const bits = new CodeWriter()
    .put(FORM, FORM_BITS)
    .put(productCheck(vocabulary.product), 8)
    .put(vocabularyCheck(vocabulary), 8)
    .put(keysetVersion % 256, 8)
    .bytes(digest)
    .bytes(id);
  bits.put(overallCheck(bits.toBytes()), CHECK_BITS);
  return writeCode('installation', bits.toSymbols(installationGroups * groupData));
}

/**
 * @param groups seven, as typed
 * @returns `incomplete` while groups are missing or wrong, which `checkCode` tells; `mistyped` when each group is right and the
 *   whole is not; `unsupported` when a newer version wrote it
 */
export function readInstallationCode(
  groups: readonly string[],
): InstallationCode | 'incomplete' | 'mistyped' | 'unsupported' {
  const { data } = checkCode('installation', groups);
  if (data.length < installationGroups * groupData) return 'incomplete';
  const reader = new CodeReader(data);
  const form = reader.take(FORM_BITS);
  const code: InstallationCode = {
    product: reader.take(8),
    vocabulary: reader.take(8),
    keysetVersion: reader.take(8),
    digest: reader.bytes(digestLength),
    machineId: machineIdFrom(reader.bytes(machineIdLength)),
  };
  const covered = copyBits(data, reader.position);
  if (groups.length > installationGroups || reader.take(CHECK_BITS) !== overallCheck(covered)) return 'mistyped';
  return form === FORM ? code : 'unsupported';
}

/** What the first group tells, so that a code for another product is noticed before the rest is typed. */
export interface InstallationHeading {
  /** Whether this version reads the rest. */
  readonly isSupported: boolean;
  /** See `productCheck`. */
  readonly product: number;
}

/** @param first the first group, as typed @returns null while it is not right */
export function readInstallationHeading(first: string): InstallationHeading | null {
  const { data } = checkCode('installation', [first]);
  if (data.length < groupData) return null;
  const reader = new CodeReader(data);
  return { isSupported: reader.take(FORM_BITS) === FORM, product: reader.take(8) };
}

function copyBits(data: readonly number[], count: number): Uint8Array {
  const from = new CodeReader(data);
  const bits = new CodeWriter();
  while (bits.length < count) bits.flag(from.flag());
  return bits.toBytes();
}

/** @returns the first 12 bits of SHA-256 over the bytes, the last of which is filled with zeros */
function overallCheck(bytes: Uint8Array): number {
  const [high = 0, low = 0] = sha256(bytes);
  return (high << 4) | (low >> 4);
}
